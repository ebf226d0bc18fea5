"""The loops over pixels of diffusion on lattice stencils, compiled."""

import numpy as np
from numpy.typing import NDArray

from core.compiled import compiled

MOST_ROUNDS = 60  # of Selling's reduction; two or three are usual
Numbers = NDArray[np.float64]
Offsets = NDArray[np.int32]


@compiled
def decompose(tensors: Numbers) -> tuple[Offsets, Numbers]:
    """Return the lattice steps of each tensor and their weights, (3, 2, H, W) and (3, H, W)."""
    _, height, width = tensors.shape
    offsets = np.zeros((3, 2, height, width), np.int32)
    weights = np.zeros((3, height, width))
    base = np.zeros((3, 2))
    for row in range(height):
        for column in range(width):
            a, b, c = tensors[0, row, column], tensors[1, row, column], tensors[2, row, column]
            base[0], base[1], base[2] = (1.0, 0.0), (0.0, 1.0), (-1.0, -1.0)
            for _ in range(MOST_ROUNDS):  # until no two vectors enclose an acute angle under D
                is_reduced = True
                for k in range(3):
                    p, q = base[(k + 1) % 3], base[(k + 2) % 3]
                    if p[0] * (a * q[0] + b * q[1]) + p[1] * (b * q[0] + c * q[1]) > 1e-12:
                        base[k, 0], base[k, 1] = p[0] - q[0], p[1] - q[1]
                        p[0], p[1] = -p[0], -p[1]
                        is_reduced = False
                        break
                if is_reduced:
                    break
            for k in range(3):
                p, q = base[(k + 1) % 3], base[(k + 2) % 3]
                product = p[0] * (a * q[0] + b * q[1]) + p[1] * (b * q[0] + c * q[1])
                weights[k, row, column] = max(-product, 0.0)
                offsets[k, 0, row, column] = -base[k, 1]
                offsets[k, 1, row, column] = base[k, 0]
    return offsets, weights


@compiled
def totals(offsets: Offsets, weights: Numbers) -> Numbers:
    """Return the sum of the weights that meet at each pixel, (H, W)."""
    _, height, width = weights.shape
    result = np.zeros((height, width))
    for k in range(3):
        for row in range(height):
            for column in range(width):
                for sign in (1, -1):
                    to_row = row + sign * offsets[k, 0, row, column]
                    to_column = column + sign * offsets[k, 1, row, column]
                    if 0 <= to_row < height and 0 <= to_column < width:
                        result[row, column] += weights[k, row, column] / 2
                        result[to_row, to_column] += weights[k, row, column] / 2
    return result


@compiled
def change(planes: Numbers, offsets: Offsets, weights: Numbers) -> Numbers:
    """Return how fast every pixel changes, (C, H, W); what one loses another gains."""
    channels, height, width = planes.shape
    result = np.zeros_like(planes)
    for channel in range(channels):
        for k in range(3):
            for row in range(height):
                for column in range(width):
                    weight = weights[k, row, column] / 2
                    for sign in (1, -1):
                        to_row = row + sign * offsets[k, 0, row, column]
                        to_column = column + sign * offsets[k, 1, row, column]
                        if 0 <= to_row < height and 0 <= to_column < width:
                            here, there = planes[channel, row, column], 0.0
                            there = planes[channel, to_row, to_column]
                            result[channel, row, column] += weight * (there - here)
                            result[channel, to_row, to_column] -= weight * (there - here)
    return result
