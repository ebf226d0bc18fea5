"""Gaussian blur: what a lens out of focus or restless air leaves of a picture."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Range

REACH = 4.0  # standard deviations after which the bell is cut off


def gaussian_blur(image: Image, *, spread: Annotated[float, Range(0.3, 5, 0.1)] = 1.5) -> Image:
    r"""Replace every value by the mean of its surroundings, weighted by a bell.

    Nothing is lost at random, yet fine detail is nearly gone: what is left of it is below the
    rounding of 8 bits. Beyond the border the picture is taken to go on as its mirror image, so
    that its mean stays.

    Formula:
        y = g_s * x, \quad g_s(d) \propto e^{-|d|^2 / 2 s^2}

    Args:
        image: Clean picture, (H, W, C).
        spread: Standard deviation of the bell, in pixels.

    Returns:
        Blurred picture, same shape.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 3.5.
    """
    from scipy.ndimage import gaussian_filter

    blurred = gaussian_filter(image, spread, axes=(0, 1), mode="reflect", truncate=REACH)
    return blurred.astype(np.float32)
