"""Enlargement by repeating pixels: nothing is invented, and it shows."""

from core.image import Image
from core.method import Scale
from core.resampling import enlarge


def nearest(image: Image, *, scale: Scale = 2) -> Image:
    r"""Make every pixel a square of its own colour.

    The picture stays exactly what it was, only its pixels are larger. It is the honest look at
    what there is, and the right enlargement for pixel art; slanted edges become stairs.

    Formula:
        \hat u(p) = y(\lfloor p / s \rfloor)

    Args:
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.

    Returns:
        Enlarged picture, (scale H, scale W, C).

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 2.4.
    """
    return enlarge(image, scale, "nearest")
