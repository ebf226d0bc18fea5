"""Systems whose rules look at the neighbours."""

from core.lsystems.presets.entry import Preset

SIGNAL = "#ignore: + - '\naxiom: {axiom}\n{rule} -> '(3)F_b'(0)"
HOGEWEG = """#ignore: + - F
axiom: {axiom}
0 < 0 > 0 -> {0}; 0 < 0 > 1 -> {1}; 0 < 1 > 0 -> {2}; 0 < 1 > 1 -> {3}
1 < 0 > 0 -> {4}; 1 < 0 > 1 -> {5}; 1 < 1 > 0 -> {6}; 1 < 1 > 1 -> {7}
+ -> -; - -> +"""


def _hogeweg(figure: str, becomes: str, angle: float, order: int, axiom: str = "F1F1F1") -> Preset:
    title = f"Binary states, {figure}"
    source = f"P. Hogeweg and B. Hesper (1974); ABOP, figure 1.31{figure}"
    rules = HOGEWEG.format(*becomes.split(), axiom=axiom)
    return Preset(title, source, rules, angle, order, width=0.8)


SIGNALS = {
    "signal_up": Preset(
        "Signal towards the tips", "ABOP, section 1.8",
        SIGNAL.format(
            axiom="'(3)F_b'(0)[+F_a]F_a[-F_a]F_a[+F_a]F_a[-F_a]F_a", rule="F_b < F_a"
        ), 45, 3, width=4, palette="rainbow",
    ),
    "signal_down": Preset(
        "Signal towards the root", "ABOP, section 1.8",
        SIGNAL.format(
            axiom="F_a[+F_a]F_a[-F_a]F_a[+F_a]F_a[-F_a]'(3)F_b'(0)", rule="F_a > F_b"
        ), 45, 3, width=4, palette="rainbow",
    ),
    "hogeweg_a": _hogeweg("a", "0 1[+F1F1] 1 1 0 1F1 0 0", 22.5, 30),
    "hogeweg_b": _hogeweg("b", "1 1[-F1F1] 1 1 0 1F1 1 0", 22.5, 30),
    "hogeweg_c": _hogeweg("c", "0 1 0 1[+F1F1] 0 1F1 0 0", 25.75, 26),
    "hogeweg_d": _hogeweg("d", "1 0 0 1F1 1 1[+F1F1] 1 0", 25.75, 24, "F0F1F1"),
    "hogeweg_e": _hogeweg("e", "0 1[-F1F1] 1 1 0 1F1 1 0", 22.5, 26),
}  # fmt: skip
