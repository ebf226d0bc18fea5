"""Wireworld: electrons on wires, enough to build a computer."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from core.automata.grid import Border, Grid, Step, count_neighbours
from core.automata.patterns import WIREWORLD_PATTERNS
from core.automata.settings import (
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
from core.automata.watching import watch_cells
from core.method import Frame, Seed

EMPTY, HEAD, TAIL, WIRE = range(4)
RATE = 3e7  # cells per second


def wireworld_step(border: Border = "dead") -> Step:
    """Return the step: head to tail to wire, and wire to head beside one or two heads."""

    def step(grid: Grid) -> Grid:
        heads = count_neighbours(grid == HEAD, 1, "M", border)
        sparked = (grid == WIRE) & ((heads == 1) | (heads == 2))
        older = np.array([EMPTY, TAIL, WIRE, WIRE], np.uint8)[grid]
        return np.where(sparked, HEAD, older).astype(np.uint8)

    return step


def wireworld(
    *,
    start: Literal["clock", "diodes", "or gate", "xor gate", "and-not gate"] = "clock",
    size: Size = 64,
    steps: Steps = 100,
    border: Edge = "dead",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "fire",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Send electrons along wires.

    An electron is a head with a tail behind it, so it knows where it comes from. Wires that
    meet in the right way make diodes and gates, and gates make a computer.

    Formula:
        \text{head} \to \text{tail} \to \text{wire}, \quad
        \text{wire} \to \text{head if } n_{\text{head}} \in \{1, 2\}

    Args:
        start: Circuit to begin with.
        size: Cells along a side.
        steps: Generations.
        border: What lies beyond the border.
        share: Chance of a cell to follow the rule in a generation; below 1 electrons break.
        every: Generations from one frame to the next.
        rle: Circuit as RLE text, in place of start: A is a head, B a tail, C wire.
        palette: Colours of the cells.
        seed: Draws which cells move.

    Yields:
        The grid, one pixel a cell.

    Source:
        B. Silverman (1987), in A. K. Dewdney, Computer Recreations: The Cellular Automata
        Programs that Create Wireworld, Rugworld and Other Diversions, Sci. Am. 262 (January
        1990) 146-149.
    """
    check_cost(size**2, steps, RATE)
    grid = begin(
        start,
        (size, size),
        density=0,
        seed=seed,
        states=4,
        rle=rle,
        patterns=WIREWORLD_PATTERNS,
    )
    yield from watch_cells(
        wireworld_step(border),
        grid,
        share=share,
        seed=seed,
        steps=steps,
        every=every,
        states=4,
        palette=palette,
    )
