"""Noise removal by a Gaussian blur."""

from collections.abc import Iterator
from math import ceil
from typing import Annotated

from core.image import Image
from core.method import Frame, Range
from core.tiles import in_tiles

TRUNCATE = 4  # standard deviations, after which the bell is below 1/2900 of its height


def gaussian(
    image: Image, *, strength: Annotated[float, Range(0.1, 10, 0.1)] = 1.0
) -> Iterator[Frame]:
    r"""Average the pixels around, the nearer the more.

    This is also what heat does to the picture if it spreads for a while, and the reason why
    edges blur: heat knows no edges.

    Formula:
        \hat u = G_s * y, \quad G_s(d) = \frac{1}{2\pi s^2}\, e^{-|d|^2 / 2s^2}

    Args:
        image: Noisy picture, (H, W, C).
        strength: Standard deviation of the bell, in pixels.

    Yields:
        Denoised picture, same shape.

    Source:
        J. J. Koenderink, The Structure of Images, Biol. Cybern. 50 (1984) 363-370.
    """
    from scipy.ndimage import gaussian_filter

    def blur(tile: Image) -> Image:
        return gaussian_filter(tile, (strength, strength, 0), truncate=TRUNCATE)

    return in_tiles(blur, image, overlap=ceil(TRUNCATE * strength), side=2048)
