"""Excitable media after Greenberg and Hastings: fire, fade, rest."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np

from core.automata.grid import Border, Grid, Step, count_neighbours
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


def greenberg_hastings_step(
    states: int, threshold: int = 1, radius: int = 1, shape: str = "N", border: Border = "torus"
) -> Step:
    """Return the step: 0 rests, 1 is excited, higher states recover, one after another."""
    last = np.uint8(states)

    def step(grid: Grid) -> Grid:
        excited = count_neighbours(grid == 1, radius, shape, border) >= threshold
        older = (grid + np.uint8(1)) % last
        return np.where(grid == 0, excited.astype(np.uint8), older)

    return step


def greenberg_hastings(
    *,
    states: Annotated[int, Range(3, 24)] = 8,
    threshold: Annotated[int, Range(1, 40)] = 5,
    radius: Annotated[int, Range(1, 5)] = 3,
    neighbourhood: Literal["diamond", "square"] = "square",
    size: Size = 256,
    steps: Steps = 200,
    density: Density = 0.5,
    border: Edge = "torus",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "sea",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Let cells be excited by excited neighbours and then need time to recover.

    So do nerves, heart muscle and forest fires. Waves annihilate where they meet; where one
    breaks, its end curls up to a spiral that never dies.

    Formula:
        x' = [\, \#\{q \in N(p) : x_q = 1\} \ge t \,] \text{ if } x = 0, \quad
        x' = (x + 1) \bmod c \text{ otherwise}

    Args:
        states: Rest, excitement, and the states of recovery.
        threshold: Excited neighbours that wake a resting cell.
        radius: Reach of the neighbourhood.
        neighbourhood: Its shape.
        size: Cells along a side.
        steps: Generations.
        density: Share of cells that do not rest at the start.
        border: What lies beyond the border; what is dead there rests.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        every: Generations from one frame to the next.
        rle: Pattern as RLE text, in place of the random start.
        palette: Colours of the states.
        seed: Draws the random start and which cells move.

    Yields:
        The grid, one pixel a cell.

    Source:
        J. M. Greenberg and S. P. Hastings, Spatial Patterns for Discrete Models of Diffusion in
        Excitable Media, SIAM J. Appl. Math. 34 (1978) 515-523.
    """
    check_cost(size**2, steps, RATE)
    grid = begin("random", (size, size), density=density, seed=seed, states=states, rle=rle)
    yield from watch_cells(
        greenberg_hastings_step(states, threshold, radius, SHAPES[neighbourhood], border),
        grid,
        share=share,
        seed=seed,
        steps=steps,
        every=every,
        states=states,
        palette=palette,
    )
