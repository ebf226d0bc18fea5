"""Enlargement by straight lines between pixels."""

from core.image import Image
from core.method import Scale
from core.resampling import enlarge


def bilinear(image: Image, *, scale: Scale = 2) -> Image:
    r"""Join neighbouring pixels by straight lines, along the rows and along the columns.

    The stairs of repeated pixels are gone and no value lies beyond its neighbours, but the
    result is softer than it need be: what is finest in the small picture is dampened.

    Formula:
        \hat u(x) = \sum_q y(q)\, k(x - q), \quad k(t) = \max(0, 1 - |t|)

    Args:
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.

    Returns:
        Enlarged picture, (scale H, scale W, C).

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 2.4.
    """
    return enlarge(image, scale, "bilinear")
