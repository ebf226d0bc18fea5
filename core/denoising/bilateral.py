"""Noise removal by the bilateral filter: average the near and the alike.

Written here, though scikit-image has it, because its table of spatial weights is laid out for
an even side and read with an odd one, which puts the kernel off its centre (version 0.26).
"""

from collections.abc import Iterator
from itertools import product
from math import ceil, exp
from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Frame, Range
from core.tiles import in_tiles


def bilateral(
    image: Image,
    *,
    strength: Annotated[float, Range(0.01, 1, 0.01)] = 0.25,
    distance: Annotated[float, Range(0.5, 5, 0.1)] = 1.5,
) -> Iterator[Frame]:
    r"""Average the pixels that are near and of similar colour.

    What lies across an edge differs too much to count, so edges stay where a blur would smear
    them.

    Formula:
        \hat u(p) = \frac{\sum_q w_{pq}\, y(q)}{\sum_q w_{pq}}, \quad
        w_{pq} = e^{-|p - q|^2 / 2d^2}\, e^{-|y(p) - y(q)|^2 / 2s^2}

    Args:
        image: Noisy picture, (H, W, C).
        strength: Difference of intensity that still counts as alike: the standard deviation
            of the range kernel.
        distance: Distance that still counts as near: the standard deviation of the spatial
            kernel, in pixels.

    Yields:
        Denoised picture, same shape; a colour picture's channels share their weights.

    Source:
        C. Tomasi and R. Manduchi, Bilateral Filtering for Gray and Color Images, Proc. IEEE
        Int. Conf. Computer Vision (1998) 839-846.
    """
    radius = window_radius(distance)

    def average(tile: Image) -> Image:
        height, width, _ = tile.shape
        padded = np.pad(tile, ((radius, radius), (radius, radius), (0, 0)), mode="symmetric")
        planes, centre = np.moveaxis(padded, -1, 0).copy(), np.moveaxis(tile, -1, 0).copy()
        total, weights = np.zeros_like(centre), np.zeros_like(centre[0])
        for row, column in product(range(2 * radius + 1), repeat=2):
            other = planes[:, row : row + height, column : column + width]
            nearness = exp(-((row - radius) ** 2 + (column - radius) ** 2) / (2 * distance**2))
            difference = np.square(other - centre).mean(axis=0)
            weight = np.float32(nearness) * np.exp(difference * np.float32(-0.5 / strength**2))
            total += weight * other
            weights += weight
        return np.moveaxis(total / weights, 0, -1)

    return in_tiles(average, image, overlap=radius)


def window_radius(distance: float) -> int:
    """Return how far the spatial kernel reaches, in pixels: to an eighth of its height."""
    return ceil(2 * distance)
