"""Patterns by name, with where they come from."""

import numpy as np

from core.automata.rle import Pattern, read_rle

LIFE_PATTERNS: dict[str, Pattern] = {
    name: read_rle(f"#N {name}\n#C {source}\nx = {width}, y = {height}, rule = B3/S23\n{body}")
    for name, source, width, height, body in (
        ("glider", "R. K. Guy, 1969; moves by (1, 1) in 4 generations", 3, 3, "bob$2bo$3o!"),
        ("blinker", "J. H. Conway, 1969; period 2", 3, 1, "3o!"),
        ("r-pentomino", "J. H. Conway, 1970; 116 cells at 1103", 3, 3, "b2o$2o$bo!"),
        ("acorn", "C. Corderman, 1971; settles at 5206", 7, 3, "bo$3bo$2o2b3o!"),
        ("diehard", "gone after 130 generations", 8, 3, "6bo$2o$bo3b3o!"),
        (
            "spaceship",
            "J. H. Conway, 1970: lightweight, moves by 2 cells in 4 generations",
            5,
            4,
            "bo2bo$o$o3bo$4o!",
        ),
        ("pentadecathlon", "J. H. Conway, 1970; period 15", 10, 3, "2bo4bo$2ob4ob2o$2bo4bo!"),
        (
            "pulsar",
            "J. H. Conway, 1970; period 3",
            13,
            13,
            "2b3o3b3o2$o4bobo4bo$o4bobo4bo$o4bobo4bo$2b3o3b3o2$2b3o3b3o$o4bobo4bo$o4bobo4bo$"
            "o4bobo4bo2$2b3o3b3o!",
        ),
        (
            "gosper gun",
            "R. W. Gosper, 1970; a glider every 30 generations",
            36,
            9,
            "24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo"
            "7bo$11bo3bo$12b2o!",
        ),
        (
            "switch engine",
            "P. Callahan, 1997: grows for ever from five by five",
            5,
            5,
            "3obo$o$3b2o$b2obo$obobo!",
        ),
    )
}

# Rows of rule 110: M. Cook, Universality in Elementary Cellular Automata, Complex Systems 15
# (2004) 1-40; the gliders' names and phases as in G. Juárez Martínez, H. V. McIntosh and J. C.
# Seck Tuoh Mora, Gliders in Rule 110, Int. J. Unconv. Comput. 2 (2006) 1-49.
ROWS = {
    "ether": "11111000100110",
    "glider A": "111110",
    "glider B": "11111010",
    "glider C1": "111110000",
    "glider D1": "11111000010",
}

LARGER_PATTERNS = {
    "bug": read_rle(
        "#C grown from a random start; moves by (8, 8) in 16 generations\n"
        "x = 11, y = 11, rule = R5,C2,M1,S34..58,B34..45,NM\n"
        "4b3o$3b5o$2bo2b5o$bo4b5o$2o5b4o$3o4b4o$4o3b4o$b9o$2b7o$2b6o$3b4o!"
    )
}

WIRE_RULE = "WireWorld"
CORES = {  # five rows between two wires from the left, above and below, and one to the right
    "or gate": ("###...", "...#..", "..####", "...#..", "###..."),
    "xor gate": ("......", "##.###", ".##...", "##....", "...#.."),
    "and-not gate": ("#.....", ".#...#", "..#...", "######", "..#.#."),
}
LEAD = 8  # cells of wire before a gate
INPUTS = ((1, 5), (1,), (5,))  # rows with an electron: both, the upper, the lower


def _gate(name: str) -> Pattern:
    """Lay the gate three times, one below the other, with the inputs 11, 10 and 01."""
    core = [[3 * (cell == "#") for cell in row] for row in CORES[name]]
    copies = np.zeros((len(INPUTS), 7, LEAD + 22), np.uint8)
    for cells, rows in zip(copies, INPUTS, strict=True):
        cells[[1, 5], :LEAD] = 3
        cells[3, LEAD + 6 :] = 3
        cells[1:6, LEAD : LEAD + 6] = core
        for row in rows:
            cells[row, 1:3] = 2, 1
    return Pattern(copies.reshape(-1, LEAD + 22), WIRE_RULE, name)


def _diodes() -> Pattern:
    """Send one electron each against two diodes; the lower one lets it pass."""
    cells = np.zeros((10, 40), np.uint8)
    for top, gap in ((1, 19), (6, 20)):
        cells[top + 1] = 3
        cells[top + 1, gap] = 0
        cells[[top, top + 2], 19:21] = 3
        cells[top + 1, 4], cells[top + 1, 3] = 1, 2
    return Pattern(cells, WIRE_RULE, "diodes")


WIREWORLD_PATTERNS = {
    "clock": read_rle(
        "#C an electron every 18 generations\n"
        "x = 40, y = 6, rule = WireWorld\n"
        ".BA4C$C6.C$C6.33C$C6.C$.6C!"
    ),
    "diodes": _diodes(),
    **{name: _gate(name) for name in CORES},
}
