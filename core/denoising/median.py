"""Noise removal by the median: outliers have no say."""

from collections.abc import Iterator
from typing import Annotated

from core.image import Image
from core.method import Frame, Range
from core.tiles import in_tiles


def median(image: Image, *, radius: Annotated[int, Range(1, 5)] = 1) -> Iterator[Frame]:
    r"""Give every pixel the middle one of the values around it.

    A few wild values cannot move the median, so salt and pepper vanish and straight edges
    stay; thin lines and corners are lost.

    Formula:
        \hat u(p) = \operatorname{median}\, \{\, y(q) : \|q - p\|_\infty \le r \,\}

    Args:
        image: Noisy picture, (H, W, C).
        radius: Half the side of the square, in pixels: 1 is 3 × 3.

    Yields:
        Denoised picture, same shape, channel by channel.

    Source:
        J. W. Tukey, Exploratory Data Analysis, Addison-Wesley (1977), chapter 7.
    """
    from scipy.ndimage import median_filter

    size = (2 * radius + 1, 2 * radius + 1, 1)
    return in_tiles(lambda tile: median_filter(tile, size), image, overlap=radius)
