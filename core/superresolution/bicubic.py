"""Enlargement by cubic curves between pixels: the field's yardstick."""

from core.image import Image
from core.method import Scale
from core.resampling import enlarge


def bicubic(image: Image, *, scale: Scale = 2) -> Image:
    r"""Lay a smooth curve of third degree through the pixels.

    The curve passes through every pixel and reproduces any parabola. It dips a little before it
    climbs, which keeps edges sharper and leaves a faint halo along them. Every published table
    measures itself against this.

    Formula:
        k(t) = \begin{cases} \tfrac32 |t|^3 - \tfrac52 |t|^2 + 1 & |t| \le 1 \\
        -\tfrac12 |t|^3 + \tfrac52 |t|^2 - 4 |t| + 2 & 1 < |t| \le 2 \end{cases}

    Args:
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.

    Returns:
        Enlarged picture, (scale H, scale W, C).

    Source:
        R. G. Keys, Cubic Convolution Interpolation for Digital Image Processing, IEEE Trans.
        Acoust. Speech Signal Process. 29 (1981) 1153-1160.
    """
    return enlarge(image, scale, "bicubic")
