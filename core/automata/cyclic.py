"""Cyclic automata: every state eats the one before it, in a circle."""

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np

from core.automata.grid import Border, Grid, Step, asynchronous, neighbour_offsets, shifts
from core.automata.settings import (
    SHAPES,
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
from core.automata.watching import watch
from core.method import Frame, Range, Seed

RATE = 2e8  # cells times neighbours per second


def cyclic_step(
    states: int, threshold: int, radius: int = 1, shape: str = "N", border: Border = "torus"
) -> Step:
    """Return the step: a cell takes the next state where enough neighbours already have it."""
    offsets = neighbour_offsets(radius, shape)

    def step(grid: Grid) -> Grid:
        following = (grid + np.uint8(1)) % np.uint8(states)
        count = np.zeros(grid.shape, np.uint8)
        for neighbour in shifts(grid, offsets, border):
            count += neighbour == following
        return np.where(count >= threshold, following, grid)

    return step


def cyclic(
    *,
    states: Annotated[int, Range(3, 24)] = 14,
    threshold: Annotated[int, Range(1, 24)] = 1,
    radius: Annotated[int, Range(1, 5)] = 1,
    neighbourhood: Literal["diamond", "square"] = "diamond",
    size: Size = 256,
    steps: Steps = 300,
    border: Edge = "torus",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "rainbow",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Let every state be eaten by the next one, the last by the first.

    From a random start come droplets of one colour, then waves, and in the end spirals take the
    whole plane: a spiral is a ring of cells that holds every state once and can never stop.

    Formula:
        x' = (x + 1) \bmod c \text{ if } \#\{q \in N(p) : x_q = (x_p + 1) \bmod c\} \ge t,
        \quad x' = x \text{ otherwise}

    Args:
        states: Number of colours.
        threshold: Neighbours in the next state that it takes.
        radius: Reach of the neighbourhood.
        neighbourhood: Its shape.
        size: Cells along a side.
        steps: Generations.
        border: What lies beyond the border; what is dead there is state 0.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        every: Generations from one frame to the next.
        rle: Pattern as RLE text, in place of the random start.
        palette: Colours of the states; the rainbow closes on itself.
        seed: Draws the random start and which cells move.

    Yields:
        The grid, one pixel a cell.

    Source:
        R. Fisch, J. Gravner and D. Griffeath, Threshold-Range Scaling of Excitable Cellular
        Automata, Stat. Comput. 1 (1991) 23-39.
    """
    check_cost(size**2, steps, RATE / (2 * radius + 1) ** 2)
    rng = np.random.default_rng(seed)
    grid = rng.integers(0, states, (size, size), np.uint8)
    if rle.strip():
        grid = begin("", (size, size), density=0, seed=seed, states=states, rle=rle)
    rule = cyclic_step(states, threshold, radius, SHAPES[neighbourhood], border)
    step = asynchronous(rule, share, rng)
    yield from watch(step, grid, steps=steps, every=every, states=states, palette=palette)
