"""Herbs and bushes: brackets, leaves, flowers, chance."""

from core.lsystems.presets.entry import Preset

PLANTS = {
    "plant_a": Preset("Plant a", "ABOP, figure 1.24a", "F -> F[+F]F[-F]F", 25.7, 5),
    "plant_b": Preset("Plant b", "ABOP, figure 1.24b", "F -> F[+F]F[-F][F]", 20, 5),
    "plant_c": Preset("Plant c", "ABOP, figure 1.24c", "F -> FF-[-F+F+F]+[+F-F-F]", 22.5, 4),
    "plant_d": Preset("Plant d", "ABOP, figure 1.24d", "X -> F[+X]F[-X]+X; F -> FF", 20, 7),
    "plant_e": Preset("Plant e", "ABOP, figure 1.24e", "X -> F[+X][-X]FX; F -> FF", 25.7, 7),
    "plant_f": Preset(
        "Plant f", "ABOP, figure 1.24f", "X -> F-[[X]+X]+F[+FX]-X; F -> FF", 22.5, 5
    ),
    "bush": Preset(
        "Bush with leaves", "ABOP, figure 1.25",
        "A -> [&FL!A]/////'[&FL!A]///////'[&FL!A]\n"
        "F -> S/////F\nS -> FL\nL -> ['''^^{-f+f+f-|-f+f+f}]",
        22.5, 7, width=8, palette="leaves",
    ),
    "flowering_plant": Preset(
        "Flowering plant", "ABOP, figure 1.26",
        "axiom: P\n"
        "P -> I+[P+B]--//[--L]I[++L]-[PB]++PB\n"
        "I -> FS[//&&L][//^^L]FS\nS -> SFS\n"
        "L -> ['(2){+f-ff-f+|+f-ff-f}]\n"
        "B -> [&&&D/W////W////W////W////W]\nD -> FF\n"
        "W -> ['(1)^F][{'(5)&&&&-f+f|-f+f}]",
        18, 5, width=1.5, palette="garden",
    ),
    "stochastic_weed": Preset(
        "Weed by chance", "ABOP, figure 1.27",
        "F ->(0.33) F[+F]F[-F]F\nF ->(0.33) F[+F]F\nF ->(0.34) F[-F]F", 25.7, 5,
    ),
    "article_tree": Preset(
        "Tree of three symbols", "A → BCD, B → [+B[-B]-B]C[-B]B, each letter one step",
        "axiom: A; A -> F_bF_cF_d; F_b -> [+F_b[-F_b]-F_b]F_c[-F_b]F_b", 25, 6, palette="autumn",
    ),
    "sunflower_head": Preset(
        "Sunflower head", "H. Vogel (1979); ABOP, figure 4.1",
        "axiom: A(0); A(n) -> B(n)B(n+1)B(n+2)B(n+3)B(n+4)A(n+5)\n"
        "B(n) -> +[f(n^0.5)'(n/60)~(1.8)]", 137.5, 60, palette="autumn",
    ),
    "compound_leaf": Preset(
        "Compound leaf", "ABOP, figure 5.11b",
        "#define D 1\n#define R 1.5\naxiom: A(0)\nA(d) : d > 0 -> A(d-1)\n"
        "A(d) : d = 0 -> F(1)[+A(D)][-A(D)]F(1)A(0)\nF(a) -> F(a*R)", 45, 16,
    ),
    "alternating_leaf": Preset(
        "Compound leaf, alternating", "ABOP, figure 5.12a",
        "#define D 1\n#define R 1.36\naxiom: A(0)\nA(d) : d > 0 -> A(d-1)\n"
        "A(d) : d = 0 -> F(1)[+A(D)]F(1)B(0)\nB(d) : d > 0 -> B(d-1)\n"
        "B(d) : d = 0 -> F(1)[-B(D)]F(1)A(0)\nF(a) -> F(a*R)", 45, 20,
    ),
    "cordate_leaf": Preset(
        "Heart-shaped leaf", "ABOP, figure 5.5",
        "axiom: '(3)[A][B]; A -> [+A{.].C.}; B -> [-B{.].C.}; C -> GC", 9, 20,
        palette="garden", width=0.8,
    ),
    "simple_leaf": Preset(
        "Leaf with a margin", "ABOP, figure 5.6f",
        "axiom: '(3){.A(0)}\nA(t) -> G(5,1.1)[-B(t).][A(t+1)][+B(t).]\n"
        "B(t) : t > 0 -> G(1,1.2)B(t-1)\nG(s,r) -> G(s*r,r)", 60, 20, palette="garden", width=0.8,
    ),
}  # fmt: skip
