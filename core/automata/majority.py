"""The majority rule: every cell votes with its surroundings."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np

from core.automata.grid import Border, Grid, Step, count_neighbours, neighbour_offsets
from core.automata.settings import (
    SHAPES,
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
from core.automata.watching import watch_cells
from core.method import Frame, Range, Seed

RATE = 2e7  # cells per second


def majority_step(radius: int = 1, shape: str = "M", border: Border = "torus") -> Step:
    """Return the step: a cell takes the state that more than half of the cells around have.

    The cell votes too; the number of voters is odd, so there is no tie.
    """
    voters = len(neighbour_offsets(radius, shape)) + 1

    def step(grid: Grid) -> Grid:
        votes = count_neighbours(grid, radius, shape, border) + grid
        return (2 * votes > voters).astype(np.uint8)

    return step


def majority(
    *,
    radius: Annotated[int, Range(1, 10)] = 2,
    neighbourhood: Literal["diamond", "square", "disc"] = "square",
    size: Size = 256,
    steps: Steps = 50,
    density: Density = 0.5,
    border: Edge = "torus",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "moss",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Let every cell join the majority of the cells around it.

    Noise becomes islands with smooth coasts, like the domains of a magnet that cools. An energy
    falls in every generation until nothing changes any more, or two grids alternate.

    Formula:
        x' = \Bigl[\, \sum_{q \in N(p)} x_q > \tfrac{1}{2} |N| \,\Bigr], \quad p \in N(p)

    Args:
        radius: Reach of the neighbourhood; the larger, the wider the islands.
        neighbourhood: Its shape.
        size: Cells along a side.
        steps: Generations.
        density: Share of cells that live at the start.
        border: What lies beyond the border; the dead vote too.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        every: Generations from one frame to the next.
        rle: Pattern as RLE text, in place of the random start.
        palette: Colours of the cells.
        seed: Draws the random start and which cells move.

    Yields:
        The grid, one pixel a cell.

    Source:
        E. Goles and J. Olivos, Periodic Behaviour of Generalized Threshold Functions, Discrete
        Math. 30 (1980) 187-189.
    """
    check_cost(size**2, steps, RATE)
    grid = begin("random", (size, size), density=density, seed=seed, rle=rle)
    yield from watch_cells(
        majority_step(radius, SHAPES[neighbourhood], border),
        grid,
        share=share,
        seed=seed,
        steps=steps,
        every=every,
        states=2,
        palette=palette,
    )
