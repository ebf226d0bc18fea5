"""Kernels that spread the same way in all directions."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.kernels.drawing import fine_grid, side_of, summed
from core.method import Range

CUT = 3.0  # standard deviations after which a bell is cut off


def point(*, size: Annotated[int, Range(1, 65, 2)] = 1) -> Image:
    r"""Leave every point where it is: the kernel of a sharp picture.

    Blurring with it changes nothing.

    Formula:
        k = \delta

    Args:
        size: Side of the kernel, in pixels; an even one becomes the odd one above.

    Returns:
        Kernel, (size, size, 1), 1 in the middle.

    Source:
        P. A. M. Dirac, The Physical Interpretation of the Quantum Dynamics, Proc. R. Soc. Lond. A
        113 (1927) 621-641.
    """
    side = size | 1
    kernel = np.zeros((side, side, 1), np.float32)
    kernel[side // 2, side // 2] = 1
    return kernel


def gaussian(*, spread: Annotated[float, Range(0.3, 10, 0.1)] = 1.5) -> Image:
    r"""Spread a point as a bell, as restless air does.

    The bell is cut off at three standard deviations, and its values are means over the pixels.

    Formula:
        k(d) \propto e^{-|d|^2 / 2 s^2}

    Args:
        spread: Standard deviation of the bell, in pixels.

    Returns:
        Kernel, (n, n, 1), n odd, summing to 1.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018), section
        5.6.
    """
    x, y = fine_grid(side_of(CUT * spread))
    return summed(np.exp(-(x**2 + y**2) / (2 * spread**2)))


def defocus(*, radius: Annotated[float, Range(0.5, 20, 0.5)] = 4.0) -> Image:
    r"""Spread a point over a disc, as a lens out of focus does.

    Pixels at the rim take the part of them that the disc covers.

    Formula:
        k(d) = \frac{1}{\pi r^2}\, [\,|d| \le r\,]

    Args:
        radius: Of the disc, in pixels.

    Returns:
        Kernel, (n, n, 1), n odd, summing to 1.

    Source:
        M. Potmesil and I. Chakravarty, A Lens and Aperture Camera Model for Synthetic Image
        Generation, SIGGRAPH (1981) 297-305.
    """
    x, y = fine_grid(side_of(radius))
    return summed((np.hypot(x, y) <= radius).astype(np.float64))
