"""Drawing kernels: sums over finer pixels, on a square of odd side around the middle."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from core.fits import to_kernel
from core.image import Image

FINE = 5  # places along the side of a pixel that are summed over


def side_of(reach: float) -> int:
    """Return the odd side of a square that holds what lies within `reach` of its middle."""
    return 2 * ceil(reach - 0.5 - 1e-9) + 1 if reach > 0.5 else 1


def fine_grid(side: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the places x and y within the pixels of a square, from its middle, (side FINE)²."""
    line = (np.arange(side * FINE) + 0.5) / FINE - side / 2
    return np.meshgrid(line, line)


def summed(fine: NDArray[np.float64]) -> Image:
    """Return the kernel, (side, side, 1), of values on the finer grid."""
    side = len(fine) // FINE
    sums = fine.reshape(side, FINE, side, FINE).sum(axis=(1, 3))
    return to_kernel(sums[..., None].astype(np.float32))
