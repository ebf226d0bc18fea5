"""Grids of cells, what lies beyond their border, and how they evolve."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.uint8]  # (H, W), or (W,) for elementary automata; a cell holds its state
Border = Literal["torus", "dead", "mirror"]
Step = Callable[[Grid], Grid]
State = TypeVar("State")

PADDING = {"torus": "wrap", "dead": "constant", "mirror": "symmetric"}  # as np.pad calls them


def evolve(step: Callable[[State], State], grid: State) -> Iterator[State]:
    """Yield the grid, then every later generation, without end."""
    while True:
        yield grid
        grid = step(grid)


def asynchronous(step: Step, share: float, rng: np.random.Generator) -> Step:
    """Return a step in which each cell follows the rule only with a given chance.

    Args:
        step: The rule, which moves all cells at once.
        share: Chance of a cell to move, in [0, 1]; at 1 the step is the given one.
        rng: Draws which cells move.
    """

    def some(grid: Grid) -> Grid:
        return np.where(rng.random(grid.shape) < share, step(grid), grid)

    return step if share >= 1 else some


def pad(grid: NDArray[Any], radius: int, border: Border) -> NDArray[Any]:
    """Surround the last axes of a grid, two of them or one, by what lies beyond its border."""
    axes = min(grid.ndim, 2)
    width = [(0, 0)] * (grid.ndim - axes) + [(radius, radius)] * axes
    return np.pad(grid, width, mode=PADDING[border])  # type: ignore[call-overload]


def shifts(grid: NDArray[Any], offsets: list[tuple[int, int]], border: Border) -> list[Any]:
    """Return the grid (..., H, W) as seen from each offset (rows down, columns right) on."""
    radius = max(max(abs(row), abs(column)) for row, column in offsets)
    padded = pad(grid, radius, border)
    height, width = grid.shape[-2:]
    return [
        padded[..., radius + row : radius + row + height, radius + column :][..., :width]
        for row, column in offsets
    ]


def neighbour_offsets(radius: int, shape: str) -> list[tuple[int, int]]:
    """Return the cells around the centre, it left out.

    Args:
        radius: Reach along a row.
        shape: M a square (Moore), N a diamond (von Neumann), C a disc with radius² + radius.
    """
    reach = range(-radius, radius + 1)
    inside = {
        "M": lambda row, column: True,
        "N": lambda row, column: abs(row) + abs(column) <= radius,
        "C": lambda row, column: row**2 + column**2 <= radius**2 + radius,
    }[shape]
    return [(r, c) for r in reach for c in reach if (r or c) and inside(r, c)]


def count_neighbours(alive: NDArray[Any], radius: int, shape: str, border: Border) -> NDArray[Any]:
    """Return how many cells around each, itself left out, are alive, (H, W).

    Rows of the neighbourhood are differences of running sums, so a cell costs as many additions
    as the neighbourhood has rows, and a square just four.
    """
    padded = pad(alive.astype(np.int32), radius, border)
    height, width = alive.shape
    sums = np.zeros((padded.shape[0], padded.shape[1] + 1), np.int32)
    np.cumsum(padded, axis=1, out=sums[:, 1:])
    if shape == "M":
        rows = sums[:, 2 * radius + 1 :] - sums[:, :width]
        total = np.zeros((rows.shape[0] + 1, width), np.int32)
        np.cumsum(rows, axis=0, out=total[1:])
        return total[2 * radius + 1 :] - total[:height] - alive
    result = -alive.astype(np.int32)
    for row in range(-radius, radius + 1):
        reach = max((c for r, c in neighbour_offsets(radius, shape) if r == row), default=0)
        strip = sums[radius + row : radius + row + height]
        left = radius - reach
        result += strip[:, left + 2 * reach + 1 :][:, :width] - strip[:, left : left + width]
    return result
