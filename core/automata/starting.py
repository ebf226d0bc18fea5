"""What a grid starts from."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Grid
from core.automata.rle import Pattern, read_rle
from core.image import Image
from core.metrics import luma
from core.sentence import InputError


def soup(shape: tuple[int, ...], density: float, states: int, seed: int) -> Grid:
    """Return a random grid: cells live with a chance, in states 1 … states - 1 alike."""
    rng = np.random.default_rng(seed)
    alive = rng.random(shape) < density
    return np.where(alive, rng.integers(1, states, shape), 0).astype(np.uint8)


def single(shape: tuple[int, ...]) -> Grid:
    """Return a dead grid but for one cell in its middle."""
    grid = np.zeros(shape, np.uint8)
    grid[tuple(side // 2 for side in shape)] = 1
    return grid


def placed(pattern: NDArray[np.generic], shape: tuple[int, ...]) -> NDArray[np.generic]:
    """Return a dead grid with the pattern in its middle.

    Raises:
        InputError: The pattern is larger than the grid.
    """
    if any(inner > outer for inner, outer in zip(pattern.shape, shape, strict=True)):
        raise InputError(
            "The pattern has {width} × {height} cells: choose a larger size.",
            width=pattern.shape[-1],
            height=pattern.shape[0],
        )
    grid = np.zeros(shape, pattern.dtype)
    corner = [(o - i) // 2 for i, o in zip(pattern.shape, shape, strict=True)]
    grid[tuple(slice(c, c + i) for c, i in zip(corner, pattern.shape, strict=True))] = pattern
    return grid


def from_picture(image: Image, states: int, threshold: float = 0.5) -> Grid:
    """Return a grid whose states rise with the picture's brightness, (H, W).

    Args:
        image: Picture, (H, W, C).
        states: With two, cells at least as bright as the threshold live; with more, brightness
            is cut into that many steps, moved so that the threshold lies in their middle.
        threshold: Brightness in [0, 1].
    """
    level = (luma(image)[..., 0] - threshold + 0.5) * states
    return np.clip(np.floor(level), 0, states - 1).astype(np.uint8)


def begin(
    start: str,
    shape: tuple[int, ...],
    *,
    density: float,
    seed: int,
    states: int = 2,
    rle: str = "",
    patterns: Mapping[str, Pattern] | None = None,
) -> Grid:
    """Return the grid that the settings of a method ask for.

    Args:
        start: random, single, or the name of a pattern.
        shape: Of the grid.
        density: Chance of a cell to live, in a random start.
        seed: Draws the random start.
        states: Of the rule.
        rle: Pattern as text; where given, it goes before start.
        patterns: By name.

    Raises:
        InputError: The pattern is larger than the grid, has states that the rule does not
            know, or its text has a mistake.
    """
    if rle.strip():
        cells = read_rle(rle).cells
    elif start == "random":
        return soup(shape, density, states, seed)
    elif start == "single":
        return single(shape)
    else:
        cells = (patterns or {})[start].cells
    if cells.max() >= states:
        raise InputError(
            "The pattern has a cell in state {state}; the rule has states 0 to {limit}.",
            state=int(cells.max()),
            limit=states - 1,
        )
    return placed(cells, shape).astype(np.uint8)
