"""Noise removal by averaging: the simplest idea, and what it costs."""

from collections.abc import Iterator
from typing import Annotated

from core.image import Image
from core.method import Frame, Range
from core.tiles import in_tiles


def mean(image: Image, *, radius: Annotated[int, Range(1, 10)] = 1) -> Iterator[Frame]:
    r"""Give every pixel the average of the square around it.

    Averaging n values divides the noise by the square root of n, and blurs every edge by the
    width of the square.

    Formula:
        \hat u(p) = \frac{1}{(2r+1)^2} \sum_{\|q - p\|_\infty \le r} y(q)

    Args:
        image: Noisy picture, (H, W, C).
        radius: Half the side of the square, in pixels: 1 is 3 × 3.

    Yields:
        Denoised picture, same shape.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 5.3.
    """
    from scipy.ndimage import uniform_filter

    size = (2 * radius + 1, 2 * radius + 1, 1)
    return in_tiles(lambda tile: uniform_filter(tile, size), image, overlap=radius, side=2048)
