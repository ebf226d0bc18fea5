"""The loops of PatchMatch, compiled: for every patch at a hole, a whole one that is like it."""

import numpy as np
from numpy.typing import NDArray

from core.compiled import compiled

Planes = NDArray[np.float32]  # (C, H, W)
Numbers = NDArray[np.float64]
Places = NDArray[np.int32]  # (H, W, 2): row and column of the source of each target
Marks = NDArray[np.bool_]


@compiled
def gap(planes: Planes, row: int, column: int, r: int, c: int, radius: int, limit: float) -> float:
    """Return the mean squared difference of two patches, or at least `limit` where it is above.

    The first may reach beyond the picture; what lies there does not count.
    """
    channels, height, width = planes.shape
    up, down = min(radius, row), min(radius, height - 1 - row)
    left, right = min(radius, column), min(radius, width - 1 - column)
    count = (up + down + 1) * (left + right + 1)
    total, bound = 0.0, limit * count
    for i in range(-up, down + 1):
        for j in range(-left, right + 1):
            for k in range(channels):
                difference = planes[k, row + i, column + j] - planes[k, r + i, c + j]
                total += difference * difference
        if total >= bound:
            return limit
    return total / count


@compiled
def improve(
    planes: Planes,
    targets: NDArray[np.int64],
    sources: Places,
    costs: Numbers,
    whole: Marks,
    radius: int,
    seed: int,
) -> None:
    """Look for better sources once forwards and once backwards, in place.

    A patch tries what its neighbours found, shifted by one, and places at random ever nearer.

    Args:
        planes: Picture, holes filled as far as is known, (C, H, W).
        targets: Middles of the patches at the hole in reading order, (N, 2).
        sources: What each of them found, (H, W, 2); -1 elsewhere.
        costs: How unlike that is, (H, W).
        whole: Middles of patches that may be a source, (H, W).
        radius: Of a patch.
        seed: Draws the places; above 0.
    """
    height, width = whole.shape
    state = np.uint64(seed)
    for row, column in targets:
        r, c = sources[row, column]
        costs[row, column] = gap(planes, row, column, r, c, radius, np.inf)
    for step in (1, -1):
        for n in range(len(targets)):
            row, column = targets[n if step == 1 else len(targets) - 1 - n]
            for down, right in ((step, 0), (0, step)):
                near_row, near_column = row - down, column - right
                if not (0 <= near_row < height and 0 <= near_column < width):
                    continue
                if sources[near_row, near_column, 0] >= 0:
                    r = sources[near_row, near_column, 0] + down
                    c = sources[near_row, near_column, 1] + right
                    _try(planes, row, column, r, c, sources, costs, whole, radius)
            far = max(height, width)
            while far >= 1:
                state = _next(state)
                r = sources[row, column, 0] + int(state % np.uint64(2 * far + 1)) - far
                state = _next(state)
                c = sources[row, column, 1] + int(state % np.uint64(2 * far + 1)) - far
                _try(planes, row, column, r, c, sources, costs, whole, radius)
                far //= 2


@compiled
def _next(state: np.uint64) -> np.uint64:
    """Return the next number of Marsaglia's generator of shifts."""
    state ^= state << np.uint64(13)
    state ^= state >> np.uint64(7)
    state ^= state << np.uint64(17)
    return state


@compiled
def _try(
    planes: Planes,
    row: int,
    column: int,
    r: int,
    c: int,
    sources: Places,
    costs: Numbers,
    whole: Marks,
    radius: int,
) -> None:
    """Take the source (r, c) where it is allowed and better."""
    height, width = whole.shape
    if not (0 <= r < height and 0 <= c < width and whole[r, c]):
        return
    cost = gap(planes, row, column, r, c, radius, costs[row, column])
    if cost < costs[row, column]:
        costs[row, column] = cost
        sources[row, column, 0], sources[row, column, 1] = r, c


@compiled
def vote(planes: Planes, hole: Marks, sources: Places, weights: Numbers, radius: int) -> Planes:
    """Return the picture whose missing pixels are the mean of what all patches over them say.

    Args:
        planes: Picture, (C, H, W).
        hole: What is missing, (H, W).
        sources: Of each target, (H, W, 2); -1 elsewhere.
        weights: How much a target says, (H, W).
        radius: Of a patch.
    """
    channels, height, width = planes.shape
    result = planes.copy()
    sums = np.zeros(channels)
    for row in range(height):
        for column in range(width):
            if not hole[row, column]:
                continue
            total = 0.0
            sums[:] = 0.0
            for r in range(max(row - radius, 0), min(row + radius + 1, height)):
                for c in range(max(column - radius, 0), min(column + radius + 1, width)):
                    if sources[r, c, 0] < 0:
                        continue
                    weight = weights[r, c]
                    from_row = sources[r, c, 0] + row - r
                    from_column = sources[r, c, 1] + column - c
                    total += weight
                    for k in range(channels):
                        sums[k] += weight * planes[k, from_row, from_column]
            for k in range(channels):
                result[k, row, column] = sums[k] / total
    return result
