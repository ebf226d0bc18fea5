"""Life and its relatives: birth and survival by the number of eight neighbours."""

from collections.abc import Iterator
from typing import Literal

from core.automata.generations import generations_step
from core.automata.grid import Border, Grid, Step
from core.automata.notation import LifeRule, read_life
from core.automata.packed_life import advance_life, pack, unpack
from core.automata.palettes import paint
from core.automata.patterns import LIFE_PATTERNS
from core.automata.settings import (
    Density,
    Edge,
    Every,
    Palette,
    Share,
    Size,
    Steps,
    Text,
    check_cost,
)
from core.automata.starting import begin
from core.automata.watching import measure, watch_cells
from core.method import Frame, Seed

PACKED_RATE, PLAIN_RATE = 2e9, 3e7  # cells per second


def life_step(rule: LifeRule, border: Border = "torus") -> Step:
    """Return the plain step of a rule on grids of 0 and 1, without packing."""
    return generations_step(rule, border)


def life_like(
    *,
    rule: str = "B3/S23",
    size: Size = 256,
    steps: Steps = 300,
    start: Literal[
        "random",
        "single",
        "glider",
        "blinker",
        "r-pentomino",
        "acorn",
        "diehard",
        "spaceship",
        "pentadecathlon",
        "pulsar",
        "gosper gun",
        "switch engine",
    ] = "random",
    density: Density = 0.3,
    border: Edge = "torus",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "ink",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Let cells be born and survive by the number of their live neighbours.

    B3/S23 is Conway's Life: born with three live neighbours out of eight, alive with two or
    three. There are 262,144 such rules; B36/S23 is HighLife, B3678/S34678 Day & Night.

    Formula:
        x' = \begin{cases} [n \in B] & x = 0 \\ [n \in S] & x = 1 \end{cases}

    Args:
        rule: B, the numbers of neighbours for birth, /S and those for survival.
        size: Cells along a side.
        steps: Generations.
        start: A random grid, one cell, or a pattern by name.
        density: Chance of a cell to live, in a random start.
        border: What lies beyond the border.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        every: Generations from one frame to the next.
        rle: Pattern as RLE text, in place of start.
        palette: Colours of the cells.
        seed: Draws the random start and which cells move.

    Yields:
        The grid, one pixel a cell.

    Source:
        M. Gardner, The Fantastic Combinations of John Conway's New Solitaire Game "Life", Sci.
        Am. 223 (October 1970) 120-123.
    """
    read = read_life(rule)
    check_cost(size**2, steps, PACKED_RATE if share == 1 else PLAIN_RATE)
    grid = begin(start, (size, size), density=density, seed=seed, rle=rle, patterns=LIFE_PATTERNS)
    if share == 1:
        yield from _watch_packed(grid, read, border, steps, every, palette)
        return
    yield from watch_cells(
        life_step(read, border),
        grid,
        share=share,
        seed=seed,
        steps=steps,
        every=every,
        states=2,
        palette=palette,
    )


def _watch_packed(
    grid: Grid, rule: LifeRule, border: Border, steps: int, every: int, palette: str
) -> Iterator[Frame]:
    """Yield the frames of watch, with the generations between two looks in one go."""
    width, age, words = grid.shape[1], 0, pack(grid)
    while True:
        cells = unpack(words, width)
        yield Frame(paint(cells, 2, palette), age / steps if steps else 1.0, measure(cells))
        if age == steps:
            return
        pause = min(every, steps - age)
        words, age = advance_life(words, width, pause, rule, border), age + pause
