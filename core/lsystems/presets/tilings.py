"""Penrose's tilings by two rhombs, from H. Savage's rules for their decomposition."""

from core.lsystems.presets.entry import Preset

SOURCE = (
    "R. Penrose (1974); B. Grünbaum and G. Shephard, Tilings and Patterns (1987), chapter 10,"
    " as rules by H. Savage"
)
RULES = """axiom: {axiom}
W -> YF++ZF----XF[-YF----WF]++
X -> +YF--ZF[---WF--XF]+
Y -> -WF++XF[+++YF++ZF]-
Z -> --YF++++WF[+ZF++++XF]--XF
F -> ε"""


def _tiling(title: str, axiom: str, order: int) -> Preset:
    return Preset(title, SOURCE, RULES.format(axiom=axiom), 36, order)


TILINGS = {
    "penrose_star": _tiling("Penrose tiling, star", "[X]++[X]++[X]++[X]++[X]", 5),
    "penrose_sun": _tiling("Penrose tiling, sun", "[Y]++[Y]++[Y]++[Y]++[Y]", 5),
    "penrose_wide": _tiling("Penrose tiling in a wide rhomb", "+WF--XF---YF--ZF", 5),
    "penrose_narrow": _tiling("Penrose tiling in a narrow rhomb", "++ZF----XF-YF----WF", 5),
}
