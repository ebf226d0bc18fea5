"""Curves: made of smaller copies of themselves, or filling the plane or space."""

from math import sqrt

from core.lsystems.presets.entry import Preset

FASS = "ABOP, section 1.4"
CURVES = {
    "koch_snowflake": Preset(
        "Koch snowflake", "H. von Koch (1904); ABOP, figure 1.1",
        "axiom: F--F--F; F -> F+F--F+F", 60, 4, copies=(4, 3),
    ),
    "cesaro": Preset(
        "Cesàro curve", "E. Cesàro (1905)", "axiom: -(90)F; F -> F+F--F+F", 85, 6,
        width=0.7, copies=(4, 2.174311485495316),
    ),
    "koch_island": Preset(
        "Quadratic Koch island", "B. Mandelbrot (1982), plate 51; ABOP, figure 1.6",
        "axiom: F-F-F-F; F -> F-F+F+FF-F-F+F", 90, 3, copies=(8, 4),
    ),
    "koch_island_detailed": Preset(
        "Detailed Koch island", "ABOP, figure 1.7a",
        "axiom: F-F-F-F; F -> F+FF-FF-F-F+F+FF-F-F+F+FF+FF-F", 90, 2, copies=(18, 6),
    ),
    "koch_quadratic_snowflake": Preset(
        "Quadratic snowflake", "ABOP, figure 1.7b", "axiom: -F; F -> F+F-F-F+F", 90, 4,
        copies=(5, 3),
    ),
    "islands_and_lakes": Preset(
        "Islands and lakes", "B. Mandelbrot (1982), page 121; ABOP, figure 1.8",
        "axiom: F+F+F+F; F -> F+f-FF+F+FF+Ff+FF-f+FF-F-FF-Ff-FFF; f -> ffffff", 90, 2,
    ),
    "koch_a": Preset(
        "Koch variation a", "ABOP, figure 1.9a", "axiom: F-F-F-F; F -> FF-F-F-F-F-F+F", 90, 4,
        width=0.6,
    ),
    "koch_b": Preset(
        "Koch variation b", "ABOP, figure 1.9b", "axiom: F-F-F-F; F -> FF-F-F-F-FF", 90, 4,
        width=0.6,
    ),
    "koch_c": Preset(
        "Koch variation c", "ABOP, figure 1.9c", "axiom: F-F-F-F; F -> FF-F+F-F-FF", 90, 3,
    ),
    "koch_d": Preset(
        "Koch variation d", "ABOP, figure 1.9d", "axiom: F-F-F-F; F -> FF-F--F-F", 90, 4,
    ),
    "koch_e": Preset(
        "Koch variation e", "ABOP, figure 1.9e", "axiom: F-F-F-F; F -> F-FF--F-F", 90, 5,
    ),
    "koch_f": Preset(
        "Koch variation f", "ABOP, figure 1.9f", "axiom: F-F-F-F; F -> F-F+F-F-F", 90, 4,
    ),
    "dragon": Preset(
        "Dragon curve", "C. Davis and D. Knuth (1970); ABOP, figure 1.10a",
        "axiom: F_l; F_l -> F_l+F_r+; F_r -> -F_l-F_r", 90, 12, copies=(2, sqrt(2)),
    ),
    "terdragon": Preset(
        "Terdragon", "C. Davis and D. Knuth (1970)", "F -> F+F-F", 120, 7, width=0.7,
        copies=(3, sqrt(3)),
    ),
    "levy": Preset(
        "Lévy C curve", "P. Lévy (1938)", "axiom: -(90)F; F -> +F--F+", 45, 12, width=0.6,
        copies=(2, sqrt(2)),
    ),
    "sierpinski_arrowhead": Preset(
        "Sierpiński arrowhead", "W. Sierpiński (1915); ABOP, figure 1.10b",
        "axiom: +(90)F_r; F_l -> F_r+F_l+F_r; F_r -> F_l-F_r-F_l", 60, 6, copies=(3, 2),
    ),
    "sierpinski_triangle": Preset(
        "Sierpiński triangle", "W. Sierpiński (1915)",
        "axiom: -(90)F+G+G; F -> F+G-F-G+F; G -> GG", 120, 6, copies=(3, 2),
    ),
    "sierpinski_curve": Preset(
        "Sierpiński curve", "W. Sierpiński (1912)",
        "axiom: F--XF--F--XF; X -> XF+G+XF--F--XF+G+X", 45, 4,
    ),
    "gosper": Preset(
        "Hexagonal Gosper curve", "M. Gardner (1976); ABOP, figure 1.11a",
        "axiom: F_l; F_l -> F_l+F_r++F_r-F_l--F_lF_l-F_r+; F_r -> -F_l+F_rF_r++F_r+F_l--F_l-F_r",
        60, 4, copies=(7, sqrt(7)),
    ),
    "gosper_quadratic": Preset(
        "Quadratic Gosper curve", "A. Dekking (1982); ABOP, figure 1.11b",
        "axiom: -F_r\n"
        "F_l -> F_lF_l-F_r-F_r+F_l+F_l-F_r-F_rF_l+F_r+F_lF_lF_r-F_l+F_r+F_lF_l+F_r-F_lF_r-F_r"
        "-F_l+F_l+F_rF_r-\n"
        "F_r -> +F_lF_l-F_r-F_r+F_l+F_lF_r+F_l-F_rF_r-F_l-F_r+F_lF_rF_r-F_l-F_rF_l+F_l+F_r-F_r"
        "-F_l+F_l+F_rF_r",
        90, 2, copies=(25, 5),
    ),
    "hilbert": Preset(
        "Hilbert curve", "D. Hilbert (1891); " + FASS,
        "axiom: L; L -> +RF-LFL-FR+; R -> -LF+RFR+FL-", 90, 6, copies=(4, 2),
    ),
    "moore": Preset(
        "Moore curve", "E. H. Moore (1900)",
        "axiom: LFL+F+LFL; L -> -RF+LFL+FR-; R -> +LF-RFR-FL+", 90, 5, copies=(4, 2),
    ),
    "peano": Preset(
        "Peano curve", "G. Peano (1890); ABOP, figure 1.12a",
        "axiom: L; L -> LFRFL-F-RFLFR+F+LFRFL; R -> RFLFR+F+LFRFL-F-RFLFR", 90, 3,
        copies=(9, 3),
    ),
    "hilbert_cube": Preset(
        "Hilbert curve in space", "ABOP, figure 1.19",
        "axiom: A\n"
        "A -> B-F+CFC+F-D&F^D-F+&&CFC+F+B//\n"
        "B -> A&F^CFB^F^D^^-F-D^|F^B|FC^F^A//\n"
        "C -> |D^|F^B-F+C^F^A&&FA&F^C+F+B^F^D//\n"
        "D -> |CFB-F+B|FA&F^A&&FB-F+B|FC//",
        90, 2, width=5, view=(30, 25), copies=(8, 2),
    ),
    "cantor": Preset(
        "Cantor set", "G. Cantor (1883)", "axiom: -F; F -> FfF; f -> fff", 90, 5, width=12,
        copies=(2, 3),
    ),
    "rings": Preset(
        "Rings", "P. Bourke, L-System User Notes (1991)",
        "axiom: F+F+F+F; F -> FF+F+F+F+F+F-F", 90, 3,
    ),
    "pentaplexity": Preset(
        "Pentaplexity", "P. Bourke, L-System User Notes (1991)",
        "axiom: F++F++F++F++F; F -> F++F++F+++++F-F++F", 36, 4,
        copies=(6, (3 + sqrt(5)) / 2),
    ),
}  # fmt: skip
