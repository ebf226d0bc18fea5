"""Elementary automata: a row of cells, each looking at itself and its two neighbours."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Literal

import numpy as np

from core.automata.grid import PADDING, Border, Grid, Step, asynchronous, evolve
from core.automata.palettes import paint
from core.automata.patterns import ROWS
from core.automata.settings import Density, Edge, Palette, Share, Size, Steps, check_cost
from core.automata.starting import begin
from core.automata.watching import measure
from core.method import Frame, Range, Seed

RATE = 5e7  # cells per second
LOOKS = 100  # frames of a picture that grows downwards


def elementary_step(rule: int, border: Border = "torus") -> Step:
    """Return the step of a rule in 0 … 255 on rows (W,): its bits are the outcomes of 000 … 111."""
    table = np.array([rule >> row & 1 for row in range(8)], np.uint8)

    def step(cells: Grid) -> Grid:
        padded = np.pad(cells, 1, mode=PADDING[border])  # type: ignore[call-overload]
        return table[4 * padded[:-2] + 2 * padded[1:-1] + padded[2:]]

    return step


def elementary(
    *,
    rule: Annotated[int, Range(0, 255)] = 30,
    size: Size = 512,
    steps: Steps = 256,
    start: Literal[
        "single", "random", "ether", "glider A", "glider B", "glider C1", "glider D1"
    ] = "single",
    density: Density = 0.5,
    border: Edge = "torus",
    share: Share = 1.0,
    palette: Palette = "ink",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Draw the history of a row of cells, one generation below the other.

    A cell and its two neighbours have eight states together; the rule's number says in its
    eight bits what follows each. Rule 30 looks random, rule 90 draws Sierpiński's triangle, and
    rule 110 can compute whatever a computer can.

    Formula:
        x_i' = \left\lfloor \text{rule} / 2^{4 x_{i-1} + 2 x_i + x_{i+1}} \right\rfloor \bmod 2

    Args:
        rule: Its number in Wolfram's count.
        size: Cells of the row.
        steps: Generations after the first; the picture has one row more.
        start: One cell, a random row, or the ether of rule 110 with one of Cook's gliders.
        density: Chance of a cell to live, in a random start.
        border: What lies beyond the ends of the row.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        palette: Colours of the cells.
        seed: Draws the random start and which cells move.

    Yields:
        The picture so far, one row for each generation.

    Source:
        S. Wolfram, Statistical Mechanics of Cellular Automata, Rev. Mod. Phys. 55 (1983)
        601-644.
    """
    check_cost(size, steps, RATE)
    row = begin_row(start, size, density, seed)
    rng = np.random.default_rng([seed, 1])
    step = asynchronous(elementary_step(rule, border), share, rng)
    history = np.zeros((steps + 1, size), np.uint8)
    every = max(1, -(-steps // LOOKS))
    for age, cells in enumerate(islice(evolve(step, row), steps + 1)):
        history[age] = cells
        if age % every == 0 or age == steps:
            yield Frame(paint(history, 2, palette), age / steps if steps else 1.0, measure(cells))


def begin_row(start: str, size: int, density: float, seed: int) -> Grid:
    """Return the first row: a named one lies in as much ether as there is room for."""
    if start not in ROWS:
        return begin(start, (size,), density=density, seed=seed)
    ether, inner = ROWS["ether"], ROWS[start] if start != "ether" else ""
    around = max(1, (size - len(inner)) // (2 * len(ether)))
    text = ether * around + inner + ether * (around + 2)
    return np.array([*text[:size]], np.uint8)
