"""Shrinking: what a coarser camera would have seen, as the field of super-resolution has it."""

from core.image import Image
from core.method import Scale
from core.resampling import reduce


def shrink(image: Image, *, scale: Scale = 2) -> Image:
    r"""Make the picture smaller by the bicubic kernel, widened by the scale.

    Each pixel of the small picture is a weighted mean of those it stands for and some around
    them, so that fine detail fades away rather than turning into false patterns. What is over of
    a whole multiple of the scale, at the bottom and the right, is cut off first.

    Formula:
        y(q) = \frac1{s^2} \sum_p k\!\left(\frac{p - s q}{s}\right) x(p)

    Args:
        image: Clean picture, (H, W, C).
        scale: How many times lower and narrower the result is.

    Returns:
        Small picture, (H // scale, W // scale, C).

    Source:
        R. G. Keys, Cubic Convolution Interpolation for Digital Image Processing, IEEE Trans.
        Acoust. Speech Signal Process. 29 (1981) 1153-1160; the widened kernel is that of
        MATLAB's imresize, which published tables use.
    """
    return reduce(image, scale)
