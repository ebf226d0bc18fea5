"""Automata whose cells are born and stay by the number of live neighbours, and then age."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from core.automata.grid import Border, Grid, Step, count_neighbours
from core.automata.notation import LifeRule, read_generations
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

RATE = 3e7  # cells per second


def generations_step(rule: LifeRule, border: Border = "torus") -> Step:
    """Return the step of a rule; state 1 lives, higher ones age until they are dead, 0."""
    table = np.zeros((rule.states, 9), np.uint8)  # (state, live neighbours)
    table[0, list(rule.birth)] = 1
    for state in range(1, rule.states):
        table[state] = (state + 1) % rule.states
    table[1, list(rule.survival)] = 1

    def step(grid: Grid) -> Grid:
        return table[grid, count_neighbours(grid == 1, 1, "M", border)]

    return step


def generations(
    *,
    rule: str = "B2/S/3",
    size: Size = 256,
    steps: Steps = 200,
    start: Literal["random", "single"] = "random",
    density: Density = 0.1,
    border: Edge = "torus",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "fire",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Let cells that no longer live age before they make room.

    An ageing cell neither counts as a neighbour nor can be born again, so whatever moves leaves
    a trail behind it: B2/S/3 is Brian's Brain, B2/S345/4 Star Wars.

    Formula:
        x' = \begin{cases} [n \in B] & x = 0 \\ 1 & x = 1,\ n \in S \\
        (x + 1) \bmod c & \text{otherwise} \end{cases}

    Args:
        rule: Neighbours for birth, for survival, and the number of states, such as B2/S/3.
        size: Cells along a side.
        steps: Generations.
        start: A random grid, or one cell.
        density: Chance of a cell to be in a state other than dead, in a random start.
        border: What lies beyond the border.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        every: Generations from one frame to the next.
        rle: Pattern as RLE text, in place of start.
        palette: Colours of the cells.
        seed: Draws the random start and which cells move.

    Yields:
        The grid, one pixel a cell.

    Source:
        B. Silverman, Brian's Brain (1984), in T. Toffoli and N. Margolus, Cellular Automata
        Machines, MIT Press (1987); notation by M. Wójtowicz, MCell (1999).
    """
    read = read_generations(rule)
    check_cost(size**2, steps, RATE)
    grid = begin(start, (size, size), density=density, seed=seed, states=read.states, rle=rle)
    yield from watch_cells(
        generations_step(read, border),
        grid,
        share=share,
        seed=seed,
        steps=steps,
        every=every,
        states=read.states,
        palette=palette,
    )
