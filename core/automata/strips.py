"""Many generations at once: strip by strip, so that a strip stays in the cache, on all cores.

A strip is taken with as many rows above and below as generations are to pass; they spoil from
the outside by one row a generation, so the strip itself stays right. Strips do not wait for
one another, and NumPy works outside Python's lock, so threads share them out.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Border
from core.machine import cores

# Advance a block (..., rows, columns) by one generation: from, to, scratch by name. Its first and
# last row need not be right.
BlockStep = Callable[[NDArray[Any], NDArray[Any], dict[str, NDArray[Any]]], None]


def advance(
    grid: NDArray[Any],
    steps: int,
    block_step: BlockStep,
    *,
    border: Border,
    rows: int,
    depth: int,
) -> NDArray[Any]:
    """Return the grid after some generations; the given one stays as it is.

    Args:
        grid: Cells, (..., H, W).
        steps: Generations.
        block_step: The rule; it sees to the border at the left and right itself.
        border: What lies above and below.
        rows: Height of a strip.
        depth: Generations that a strip goes through before the next one.
    """
    while steps > 0:
        deep = min(depth, steps)
        grid = _round(grid, deep, block_step, border, rows)
        steps -= deep
    return grid


def _round(
    grid: NDArray[Any], deep: int, block_step: BlockStep, border: Border, rows: int
) -> NDArray[Any]:
    height = grid.shape[-2]
    result = np.empty_like(grid)

    def work(top: int) -> None:
        bottom = min(top + rows, height)
        beyond = np.arange(top - deep, bottom + deep)
        block = np.take(grid, _inside(beyond, height, border), axis=-2)
        outside = (beyond < 0) | (beyond >= height)
        other, scratch = block.copy(), dict[str, NDArray[Any]]()
        for _ in range(deep):
            if border == "dead":
                block[..., outside, :] = 0
            block_step(block, other, scratch)
            block, other = other, block
        result[..., top:bottom, :] = block[..., deep : deep + bottom - top, :]

    tops = range(0, height, rows)
    if len(tops) == 1:
        work(0)
    else:
        list(_threads().map(work, tops))
    return result


def _inside(rows: NDArray[np.int64], height: int, border: Border) -> NDArray[np.int64]:
    """Return which row of the grid is seen at each row, those beyond the border among them."""
    if border == "mirror":
        folded = rows % (2 * height)
        return np.minimum(folded, 2 * height - 1 - folded)
    return rows % height


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), "automata")
