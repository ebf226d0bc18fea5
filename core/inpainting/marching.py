"""Holes filled pixel by pixel from the rim inwards, compiled."""

import numpy as np
from numpy.typing import NDArray

from core.compiled import compiled

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Marks = NDArray[np.bool_]
NEAR = 1e-6  # added where a weight might be nought


@compiled
def march_levels(
    planes: Numbers, known: Marks, distance: Numbers, order: Counts, radius: int
) -> None:
    """Fill in the given order after Telea: near pixels foretell by value and slope.

    Args:
        planes: Picture, (C, H, W); filled in place.
        known: What may be looked at, (H, W); grows in place.
        distance: To the hole's rim, positive inside and negative outside, (H, W).
        order: Rows and columns of the missing pixels, (N, 2).
        radius: How far it looks, in pixels.
    """
    channels, height, width = planes.shape
    sums, lows, highs = np.zeros(channels), np.zeros(channels), np.zeros(channels)
    for n in range(len(order)):
        row, column = order[n]
        lows[:], highs[:] = np.inf, -np.inf
        down = _slope(distance, row, column, 0)
        right = _slope(distance, row, column, 1)
        total = 0.0
        sums[:] = 0.0
        for r in range(max(row - radius, 0), min(row + radius + 1, height)):
            for c in range(max(column - radius, 0), min(column + radius + 1, width)):
                away = float((row - r) ** 2 + (column - c) ** 2)
                if not known[r, c] or away > radius * radius:
                    continue
                towards = abs((row - r) * down + (column - c) * right) / np.sqrt(away)
                level = 1 / (1 + abs(distance[r, c] - distance[row, column]))
                weight = max(towards, NEAR) * level / away
                total += weight
                for k in range(channels):
                    slope = _known_slope(planes[k], known, r, c, 0) * (row - r)
                    slope += _known_slope(planes[k], known, r, c, 1) * (column - c)
                    value = planes[k, r, c]
                    lows[k], highs[k] = min(lows[k], value), max(highs[k], value)
                    sums[k] += weight * (value + slope)
        for k in range(channels):
            planes[k, row, column] = min(max(sums[k] / total, lows[k]), highs[k])
        known[row, column] = True


@compiled
def _known_slope(plane: Numbers, known: Marks, row: int, column: int, axis: int) -> float:
    """Return the central difference of the plane where both neighbours are known, else 0."""
    height, width = plane.shape
    if axis == 0:
        if not 0 < row < height - 1 or not (known[row - 1, column] and known[row + 1, column]):
            return 0.0
        return (plane[row + 1, column] - plane[row - 1, column]) / 2
    if not 0 < column < width - 1 or not (known[row, column - 1] and known[row, column + 1]):
        return 0.0
    return (plane[row, column + 1] - plane[row, column - 1]) / 2


@compiled
def _slope(plane: Numbers, row: int, column: int, axis: int) -> float:
    """Return the central difference of the plane, one-sided at the picture's border."""
    height, width = plane.shape
    if axis == 0:
        low, high = max(row - 1, 0), min(row + 1, height - 1)
        return (plane[high, column] - plane[low, column]) / max(high - low, 1)
    low, high = max(column - 1, 0), min(column + 1, width - 1)
    return (plane[row, high] - plane[row, low]) / max(high - low, 1)


@compiled
def march_coherently(
    planes: Numbers,
    known: Marks,
    order: Counts,
    smooth: Numbers,
    mass: Numbers,
    kernels: tuple[Numbers, Numbers],
    reach: tuple[int, float],
) -> None:
    """Fill in the given order after Bornemann and März: along the lines that reach the pixel.

    Args:
        planes: Picture, (C, H, W); filled in place.
        known: What may be looked at, (H, W); grows in place.
        order: Rows and columns of the missing pixels, (N, 2).
        smooth: Sums of the known pixels under the finer kernel, (C, H, W); grows in place.
        mass: Sums of that kernel over known pixels, (H, W); grows in place.
        kernels: The finer and the wider Gaussian, each (2 r + 1, 2 r + 1).
        reach: How far it looks, in pixels, and how strictly it follows the lines.
    """
    fine, wide = kernels
    radius, strictness = reach
    channels, height, width = planes.shape
    sums = np.zeros(channels)
    for n in range(len(order)):
        row, column = order[n]
        coherence, across_row, across_column = _line_at(known, smooth, mass, wide, row, column)
        total = 0.0
        sums[:] = 0.0
        for r in range(max(row - radius, 0), min(row + radius + 1, height)):
            for c in range(max(column - radius, 0), min(column + radius + 1, width)):
                away = float((row - r) ** 2 + (column - c) ** 2)
                if not known[r, c] or away > radius * radius:
                    continue
                off = across_row * (row - r) + across_column * (column - c)
                steepness = coherence * strictness / radius
                weight = np.exp(-0.5 * (steepness * off) ** 2) / np.sqrt(away) + 1e-12
                total += weight
                for k in range(channels):
                    sums[k] += weight * planes[k, r, c]
        for k in range(channels):
            planes[k, row, column] = sums[k] / total
        known[row, column] = True
        _add(planes, smooth, mass, fine, row, column)


@compiled
def _line_at(
    known: Marks, smooth: Numbers, mass: Numbers, wide: Numbers, row: int, column: int
) -> tuple[float, float, float]:
    """Return how coherent the lines near a pixel are, 0 to 1, and the unit vector across them."""
    channels, height, width = smooth.shape
    far = len(wide) // 2
    a, b, c = 0.0, 0.0, 0.0
    for r in range(max(row - far, 1), min(row + far + 1, height - 1)):
        for s in range(max(column - far, 1), min(column + far + 1, width - 1)):
            if not (known[r, s] and known[r - 1, s] and known[r + 1, s]):
                continue
            if not (known[r, s - 1] and known[r, s + 1]):
                continue
            weight = wide[r - row + far, s - column + far]
            for k in range(channels):
                down = smooth[k, r + 1, s] / mass[r + 1, s] - smooth[k, r - 1, s] / mass[r - 1, s]
                right = smooth[k, r, s + 1] / mass[r, s + 1] - smooth[k, r, s - 1] / mass[r, s - 1]
                a += weight * down * down
                b += weight * down * right
                c += weight * right * right
    spread = np.sqrt((a - c) ** 2 / 4 + b * b)
    if spread < 1e-12:
        return 0.0, 0.0, 0.0
    angle = np.arctan2(b, (a - c) / 2) / 2
    return 2 * spread / (a + c), np.cos(angle), np.sin(angle)


@compiled
def _add(
    planes: Numbers, smooth: Numbers, mass: Numbers, fine: Numbers, row: int, column: int
) -> None:
    """Let a pixel that became known count in the smoothed picture around it."""
    channels, height, width = planes.shape
    far = len(fine) // 2
    for r in range(max(row - far, 0), min(row + far + 1, height)):
        for c in range(max(column - far, 0), min(column + far + 1, width)):
            weight = fine[r - row + far, c - column + far]
            mass[r, c] += weight
            for k in range(channels):
                smooth[k, r, c] += weight * planes[k, row, column]
