"""The loops of filling by exemplars, compiled: which pixel next, and which patch goes there."""

import numpy as np
from numpy.typing import NDArray

from core.compiled import compiled

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]
FLAT = 1e-3  # of the data term, so that flat rims are filled too


@compiled
def next_place(planes: Numbers, known: Marks, confidence: Numbers, radius: int) -> tuple[int, int]:
    """Return the pixel of the rim that is known best and where an edge arrives, (row, column).

    Args:
        planes: Picture, (C, H, W).
        known: What is known or filled, (H, W).
        confidence: How much of what is around each pixel was known, 0 to 1, (H, W).
        radius: Of a patch.
    """
    height, width = known.shape
    best, best_row, best_column = -1.0, -1, -1
    for row in range(height):
        for column in range(width):
            if known[row, column] or not _touches(known, row, column):
                continue
            priority = _trust(known, confidence, row, column, radius)
            if priority * (1 + FLAT) <= best:
                continue
            priority *= _data(planes, known, row, column, radius) + FLAT
            if priority > best:
                best, best_row, best_column = priority, row, column
    return best_row, best_column


@compiled
def _touches(known: Marks, row: int, column: int) -> bool:
    height, width = known.shape
    return (
        (row > 0 and known[row - 1, column])
        or (row < height - 1 and known[row + 1, column])
        or (column > 0 and known[row, column - 1])
        or (column < width - 1 and known[row, column + 1])
    )


@compiled
def _trust(known: Marks, confidence: Numbers, row: int, column: int, radius: int) -> float:
    """Return the mean confidence of the patch, missing pixels counting as none."""
    height, width = known.shape
    total = 0.0
    for r in range(max(row - radius, 0), min(row + radius + 1, height)):
        for c in range(max(column - radius, 0), min(column + radius + 1, width)):
            if known[r, c]:
                total += confidence[r, c]
    return total / (2 * radius + 1) ** 2


@compiled
def _data(planes: Numbers, known: Marks, row: int, column: int, radius: int) -> float:
    """Return how strongly the steepest edge of the patch runs into the hole, 0 to 1."""
    channels, height, width = planes.shape
    steepest, down, right = 0.0, 0.0, 0.0
    normal_down, normal_right = 0.0, 0.0
    for r in range(max(row - radius, 1), min(row + radius + 1, height - 1)):
        for c in range(max(column - radius, 1), min(column + radius + 1, width - 1)):
            normal_down += (r - row) * (1.0 if known[r, c] else 0.0)
            normal_right += (c - column) * (1.0 if known[r, c] else 0.0)
            if not (known[r - 1, c] and known[r + 1, c] and known[r, c - 1] and known[r, c + 1]):
                continue
            for k in range(channels):
                along = (planes[k, r + 1, c] - planes[k, r - 1, c]) / 2
                aside = (planes[k, r, c + 1] - planes[k, r, c - 1]) / 2
                size = along * along + aside * aside
                if size > steepest:
                    steepest, down, right = size, along, aside
    length = np.sqrt(normal_down**2 + normal_right**2)
    if length == 0:
        return 0.0
    return abs(-right * normal_down + down * normal_right) / length


@compiled
def best_source(
    planes: Numbers, known: Marks, whole: Marks, place: tuple[int, int], radius: int, reach: int
) -> tuple[int, int]:
    """Return the middle of the whole patch that is most like what is known of one, or (-1, -1).

    Args:
        planes: Picture, (C, H, W).
        known: What is known or filled, (H, W).
        whole: Middles of patches of which nothing was missing from the start, (H, W).
        place: Middle of the patch to be filled.
        radius: Of a patch.
        reach: How far it searches, in pixels.
    """
    channels, height, width = planes.shape
    row, column = place
    up, down = min(radius, row), min(radius, height - 1 - row)
    left, right = min(radius, column), min(radius, width - 1 - column)
    best, best_row, best_column = np.inf, -1, -1
    for r in range(max(row - reach, 0), min(row + reach + 1, height)):
        for c in range(max(column - reach, 0), min(column + reach + 1, width)):
            if not whole[r, c]:
                continue
            total = 0.0
            for i in range(-up, down + 1):
                for j in range(-left, right + 1):
                    if known[row + i, column + j]:
                        for k in range(channels):
                            gap = planes[k, row + i, column + j] - planes[k, r + i, c + j]
                            total += gap * gap
                if total >= best:
                    break
            if total < best:
                best, best_row, best_column = total, r, c
    return best_row, best_column


@compiled
def copy_patch(
    planes: Numbers,
    known: Marks,
    confidence: Numbers,
    place: tuple[int, int],
    source: tuple[int, int],
    radius: int,
) -> int:
    """Copy the missing pixels of a patch from a source, in place; return how many there were."""
    channels, height, width = planes.shape
    row, column = place
    trust, count = _trust(known, confidence, row, column, radius), 0
    for r in range(max(row - radius, 0), min(row + radius + 1, height)):
        for c in range(max(column - radius, 0), min(column + radius + 1, width)):
            if not known[r, c]:
                for k in range(channels):
                    planes[k, r, c] = planes[k, source[0] + r - row, source[1] + c - column]
                known[r, c] = True
                confidence[r, c] = trust
                count += 1
    return count
