"""Noise removal by the local Wiener filter: smooth where there is nothing to see."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Frame, Range, Sigma
from core.tiles import in_tiles


def wiener(
    image: Image, *, sigma: Sigma = 25, radius: Annotated[int, Range(1, 10)] = 2
) -> Iterator[Frame]:
    r"""Pull each pixel towards the mean around it, as far as the variance there is mere noise.

    In flat parts all of the variance is noise and the mean is taken; at edges and in texture
    most of it is picture, and the pixel stays, noise included.

    Formula:
        \hat u = \mu + \frac{\max(v - \sigma^2, 0)}{\max(v, \sigma^2)}\, (y - \mu)

    Args:
        image: Noisy picture, (H, W, C).
        sigma: Standard deviation of the noise, of 255.
        radius: Half the side of the square where mean and variance are taken, in pixels.

    Yields:
        Denoised picture, same shape, channel by channel.

    Source:
        J.-S. Lee, Digital Image Enhancement and Noise Filtering by Use of Local Statistics,
        IEEE Trans. Pattern Anal. Mach. Intell. 2 (1980) 165-168.
    """
    noise = max((sigma / 255) ** 2, 1e-12)  # no division by zero in flat pictures
    size = (2 * radius + 1, 2 * radius + 1, 1)

    def shrink(tile: Image) -> Image:
        from scipy.ndimage import uniform_filter

        exact = tile.astype(np.float64)  # the variance is a small difference of large numbers
        average = uniform_filter(exact, size)
        variance = uniform_filter(exact**2, size) - average**2
        gain = np.maximum(variance - noise, 0) / np.maximum(variance, noise)
        return (average + gain * (exact - average)).astype(np.float32)

    return in_tiles(shrink, image, overlap=radius, side=1024)
