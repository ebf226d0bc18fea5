"""Noise removal by shrinking wavelet coefficients."""

from collections.abc import Iterator
from math import sqrt
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.method import RARE, Frame, Range, Sigma

LEVELS = 5  # scales; coarser ones hold no noise worth removing
SMALLEST = 64  # pixels along a side that the scales need; smaller pictures are mirrored


def wavelet(
    image: Image,
    *,
    sigma: Sigma = 25,
    shifts: Annotated[int, Range(1, 16), RARE] = 8,
    family: Annotated[Literal["haar", "db2", "db4", "sym4", "sym8", "bior4.4"], RARE] = "sym4",
) -> Iterator[Frame]:
    r"""Write the picture as a sum of small waves and shrink the faint ones to nothing.

    Noise is spread evenly over all waves, a picture sits in few of them. Each scale and
    direction gets its own threshold from its own variance, and averaging over shifted grids
    removes the ripples that a single grid leaves.

    Formula:
        \hat d = \operatorname{sign}(d) \max(|d| - t, 0), \quad
        t = \frac{\sigma^2}{\sqrt{\max(\overline{d^2} - \sigma^2,\, 0)}}

    Args:
        image: Noisy picture, (H, W, C).
        sigma: Standard deviation of the noise, of 255.
        shifts: Positions of the grid that are averaged; more leave fewer ripples.
        family: The shape of the waves.

    Yields:
        Denoised picture, same shape, after each channel of each shift.

    Source:
        S. G. Chang, B. Yu and M. Vetterli, Adaptive Wavelet Thresholding for Image Denoising
        and Compression, IEEE Trans. Image Process. 9 (2000) 1532-1546; the shifts: R. R.
        Coifman and D. L. Donoho, Translation-Invariant De-Noising, Lecture Notes in Statistics
        103 (1995) 125-150.
    """
    total, result = np.zeros_like(image), image.copy()
    height, width, channels = image.shape
    for shift in range(shifts):
        down, right = (max(SMALLEST - side, 0) for side in image.shape[:2])
        padded = np.pad(image, ((shift, down), (shift, right), (0, 0)), mode="symmetric")
        for channel in range(channels):
            shrunk = _shrink(padded[..., channel], sigma / 255, family)
            total[..., channel] += shrunk[shift : shift + height, shift : shift + width]
            result[..., channel] = total[..., channel] / np.float32(shift + 1)
            done = shift * channels + channel + 1
            yield Frame(result.copy(), done / (shifts * channels))


def _shrink(plane: NDArray[np.float32], sigma: float, family: str) -> NDArray[np.float32]:
    """Denoise one channel on one grid."""
    import pywt

    levels = min(LEVELS, pywt.dwt_max_level(min(plane.shape), family))
    coarse, *scales = pywt.wavedec2(plane, family, mode="symmetric", level=levels)
    shrunk = [tuple(_soft(details, sigma) for details in scale) for scale in scales]
    height, width = plane.shape
    return pywt.waverec2([coarse, *shrunk], family, mode="symmetric")[:height, :width]


def _soft(details: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """Shrink the coefficients of one scale and direction by BayesShrink's threshold."""
    signal = sqrt(max(float(np.mean(np.square(details))) - sigma**2, 0))
    if signal == 0:
        return np.zeros_like(details)
    threshold = np.float32(sigma**2 / signal)
    return np.sign(details) * np.maximum(np.abs(details) - threshold, 0)
