"""Frames of a growing grid."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Grid, Step, asynchronous, evolve
from core.automata.palettes import paint
from core.image import Image
from core.method import Frame


def watch(
    step: Step, grid: Grid, *, steps: int, every: int, states: int, palette: str
) -> Iterator[Frame]:
    """Yield the start and then a look after every few generations, the last among them."""
    return watch_any(
        step,
        grid,
        steps=steps,
        every=every,
        draw=lambda cells: paint(cells, states, palette),
        measure=measure,
    )


def watch_cells(
    rule: Step,
    grid: Grid,
    *,
    share: float,
    seed: int,
    steps: int,
    every: int,
    states: int,
    palette: str,
) -> Iterator[Frame]:
    """Do the same for a rule that each cell follows with a given chance; the seed draws which."""
    step = asynchronous(rule, share, np.random.default_rng([seed, 1]))
    yield from watch(step, grid, steps=steps, every=every, states=states, palette=palette)


def watch_any(
    step: Callable[[Any], Any],
    start: Any,
    *,
    steps: int,
    every: int,
    draw: Callable[[Any], Image],
    measure: Callable[[Any], dict[str, float]],
) -> Iterator[Frame]:
    """Do the same for states of any kind."""
    for age, state in enumerate(islice(evolve(step, start), steps + 1)):
        if age % every == 0 or age == steps:
            yield Frame(draw(state), age / steps if steps else 1.0, measure(state))


def measure(grid: NDArray[np.integer]) -> dict[str, float]:
    """Return the share of cells that are not dead, and the entropy of their states in bits."""
    shares = np.bincount(grid.ravel()) / grid.size
    present = shares[shares > 0]
    entropy = abs(float(-(present * np.log2(present)).sum()))
    return {"population": float(1 - shares[0]), "entropy": entropy}
