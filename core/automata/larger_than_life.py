"""Larger than Life: the game of Life with a wide neighbourhood, where bugs crawl."""

from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Border, Grid, Step, count_neighbours
from core.automata.notation import Intervals, LargerRule, read_larger
from core.automata.patterns import LARGER_PATTERNS
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
from core.automata.watching import watch_cells
from core.method import Frame, Seed

RATE = 2e7  # cells per second


def larger_step(rule: LargerRule, border: Border = "torus") -> Step:
    """Return the step of a rule; state 1 lives, higher ones age until they are dead, 0."""

    def step(grid: Grid) -> Grid:
        alive = grid == 1
        count = count_neighbours(alive, rule.radius, rule.shape, border)
        count += alive * rule.counts_itself
        born = (grid == 0) & _within(count, rule.birth)
        stays = alive & _within(count, rule.survival)
        older = np.where(grid > 0, (grid.astype(np.int16) + 1) % rule.states, 0)
        return np.where(born | stays, 1, older).astype(np.uint8)

    return step


def larger_than_life(
    *,
    rule: str = "R5,C2,M1,S34..58,B34..45,NM",
    size: Size = 256,
    steps: Steps = 100,
    start: Literal["random", "bug"] = "random",
    density: Density = 0.3,
    border: Edge = "torus",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "fire",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Count neighbours far around, and let intervals decide over birth and survival.

    The wider the neighbourhood, the smoother the shapes. With the rule of the default, found by
    Evans and called Bosco's, compact bugs crawl over the plane.

    Formula:
        x' = [\, n \in [b_1, b_2] \,] \text{ if } x = 0, \quad [\, n \in [s_1, s_2] \,]
        \text{ if } x = 1

    Args:
        rule: Radius, states, whether a cell counts itself, intervals, and the neighbourhood: NM
            a square, NN a diamond, NC a disc.
        size: Cells along a side.
        steps: Generations.
        start: A random grid, or one bug of Bosco's rule.
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
        K. M. Evans, Larger than Life: Digital Creatures in a Family of Two-Dimensional Cellular
        Automata, Discrete Math. Theor. Comput. Sci. AA (2001) 177-192.
    """
    read = read_larger(rule)
    check_cost(size**2, steps, RATE)
    grid = begin(
        start,
        (size, size),
        density=density,
        seed=seed,
        states=read.states,
        rle=rle,
        patterns=LARGER_PATTERNS,
    )
    yield from watch_cells(
        larger_step(read, border),
        grid,
        share=share,
        seed=seed,
        steps=steps,
        every=every,
        states=read.states,
        palette=palette,
    )


def _within(count: NDArray[np.int32], intervals: Intervals) -> NDArray[np.bool_]:
    inside = np.zeros(count.shape, bool)
    for low, high in intervals:
        inside |= (low <= count) & (count <= high)
    return inside
