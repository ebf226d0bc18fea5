"""Trees in space, with parameters: lengths, widths, bending."""

from core.lsystems.presets.entry import Preset

MONOPODIAL = """#define a {a}
axiom: !(10)A(1,10)
A(l,w) -> !(w)F(l)[&(a)B(l*{s},w*0.707)]/(137.5)A(l*0.9,w*0.707)
B(l,w) -> !(w)F(l)[-(45)$C(l*{s},w*0.707)]C(l*0.9,w*0.707)
C(l,w) -> !(w)F(l)[+(45)$B(l*{s},w*0.707)]B(l*0.9,w*0.707)"""
SYMPODIAL = """#define a {a}
#define b {b}
axiom: A(1,10)
A(l,w) -> !(w)F(l)[&(a)B(l*0.9,w*0.707)]/(180)[&(b)B(l*{s},w*0.707)]
B(l,w) -> !(w)F(l)[+(a)$B(l*0.9,w*0.707)][-(b)$B(l*{s},w*0.707)]"""
TERNARY = """#define d {d}
#define e {e}
#define a {a}
#define r {r}
axiom: !(1)F(200)/(45)A
A -> !(1.732)F(50)[&(a)F(50)A]/(d)[&(a)F(50)A]/(e)[&(a)F(50)A]
F(l) -> F(l*r)
!(w) -> !(w*1.732)"""


def _monopodial(figure: str, a: float, s: float) -> Preset:
    title, source = f"Tree with a trunk, {figure}", f"H. Honda (1971); ABOP, figure 2.6{figure}"
    return Preset(title, source, MONOPODIAL.format(a=a, s=s), 45, 10, palette="autumn")


def _sympodial(figure: str, a: float, b: float, s: float) -> Preset:
    title = f"Forking tree, {figure}"
    source = f"M. Aono and T. Kunii (1984); ABOP, figure 2.7{figure}"
    return Preset(title, source, SYMPODIAL.format(a=a, b=b, s=s), 45, 10, palette="autumn")


TREES = {
    "monopodial_a": _monopodial("a", 45, 0.6),
    "monopodial_b": _monopodial("b", 45, 0.9),
    "monopodial_c": _monopodial("c", 45, 0.8),
    "monopodial_d": _monopodial("d", 30, 0.7),
    "sympodial_a": _sympodial("a", 5, 65, 0.7),
    "sympodial_b": _sympodial("b", 10, 60, 0.7),
    "sympodial_c": _sympodial("c", 20, 50, 0.8),
    "sympodial_d": _sympodial("d", 35, 35, 0.8),
    "ternary_a": Preset(
        "Bending tree a", "ABOP, figure 2.8a",
        TERNARY.format(d=94.74, e=132.63, a=18.95, r=1.109), 45, 6,
        elasticity=0.22, width=0.5, palette="autumn",
    ),
    "ternary_b": Preset(
        "Bending tree b", "ABOP, figure 2.8b", TERNARY.format(d=137.5, e=137.5, a=18.95, r=1.109),
        45, 8, elasticity=0.14, width=0.25, palette="autumn",
    ),
    "ternary_c": Preset(
        "Weeping tree", "ABOP, figure 2.8c, with an elongation of 1.079 where 1.79 is printed",
        TERNARY.format(d=112.5, e=157.5, a=22.5, r=1.079),
        45, 7, width=0.35, elasticity=0.27, tropism=(-0.02, -1, 0), palette="autumn",
    ),
    "ternary_d": Preset(
        "Tree in the wind", "ABOP, figure 2.8d", TERNARY.format(d=180, e=252, a=36, r=1.07),
        45, 6, width=0.5, elasticity=0.4, tropism=(-0.61, 0.77, -0.19), palette="autumn",
    ),
    "row_of_trees": Preset(
        "Row of trees", "B. Mandelbrot (1982); ABOP, figure 1.37",
        "#define c 1\n#define p 0.3\n#define q c-p\n#define h (p*q)^0.5\n"
        "axiom: -(90)F(1,0)\n"
        "F(x,t) : t = 0 -> F(x*p,2)+F(x*h,1)--F(x*h,1)+F(x*q,0)\n"
        "F(x,t) : t > 0 -> F(x,t-1)", 86, 10, width=0.6,
    ),
    "binary_tree": Preset(
        "Branching pattern", "ABOP, figure 1.39",
        "#define R 1.456\naxiom: A(1); A(s) -> F(s)[+A(s/R)][-A(s/R)]", 85, 10,
    ),
    "pythagoras": Preset(
        "Pythagoras tree", "A. Bosman (1942)",
        "#define r 0.5^0.5\naxiom: A(1)\n"
        "A(s) -> [{.f(s)-f(s)-f(s)}]'f(s)[+(45)A(s*r)]+(45)f(s*r)-A(s*r)",
        90, 9, palette="rainbow",
    ),
    "random_tree": Preset(
        "Tree by chance", "after ABOP, sections 1.7 and 2.1",
        "axiom: A(1,9)\n"
        "A(l,w) : w > 0.4 ->(4) !(w)F(l)[&(32)A(l*0.82,w*0.66)]/(137.5)[&(-24)A(l*0.86,w*0.74)]\n"
        "A(l,w) : w > 0.4 ->(3) !(w)F(l)/(80)[&(40)A(l*0.75,w*0.6)]/(160)A(l*0.9,w*0.8)\n"
        "A(l,w) : w > 0.4 ->(2) !(w)F(l*0.6)/(100)&(8)A(l*0.95,w*0.92)\n"
        "A(l,w) : w <= 0.4 ->(3) '(2)[~(0.5)]&(60)'(3)~(0.4)\n"
        "A(l,w) : w <= 0.4 ->(1) '(4)[~(0.45)]/(120)&(40)~(0.4)",
        30, 14, palette="garden",
    ),
}  # fmt: skip
