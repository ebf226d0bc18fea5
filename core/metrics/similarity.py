"""Structural similarity."""

import math

import numpy as np
from numpy.typing import NDArray

from core.image import Image

WINDOW = 11  # pixels along a side of the Gaussian window
STRIP = 256  # rows of windows worked at once, to save memory
SPREAD = 1.5  # its standard deviation, in pixels
C1, C2 = 0.01**2, 0.03**2  # keep the quotient calm where there is nothing to compare


def ssim(image: Image, truth: Image) -> float:
    r"""Return the mean structural similarity, 1 for identical pictures.

    Settings of the paper: Gaussian window of 11 × 11 pixels with standard deviation 1.5, K1 =
    0.01, K2 = 0.03, population covariance, only windows that lie wholly inside, no shrinking
    beforehand. Channels are averaged. Pictures smaller than the window give nan.

    Formula:
        \text{SSIM} = \overline{\frac{(2 \mu_u \mu_x + C_1)(2 \sigma_{ux} + C_2)}
        {(\mu_u^2 + \mu_x^2 + C_1)(\sigma_u^2 + \sigma_x^2 + C_2)}}

    Source:
        Z. Wang, A. C. Bovik, H. R. Sheikh and E. P. Simoncelli, Image Quality Assessment: From
        Error Visibility to Structural Similarity, IEEE Trans. Image Process. 13 (2004) 600-612.
    """
    if min(truth.shape[:2]) < WINDOW:
        return math.nan
    height, _, channels = truth.shape
    total, rows = 0.0, height - WINDOW + 1  # of windows that lie wholly inside
    for channel in range(channels):
        for top in range(0, rows, STRIP):
            strip = np.s_[top : top + min(STRIP, rows - top) + WINDOW - 1, :, channel]
            total += _likeness(image[strip], truth[strip]).sum()
    return total / (rows * (truth.shape[1] - WINDOW + 1) * channels)


def _likeness(image: NDArray[np.float32], truth: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the similarity in each window of a plane, (H - 10, W - 10)."""
    a, b = image.astype(np.float64), truth.astype(np.float64)
    mean_a, mean_b = _local_mean(a), _local_mean(b)
    variances = _local_mean(a * a) - mean_a**2 + _local_mean(b * b) - mean_b**2
    covariance = _local_mean(a * b) - mean_a * mean_b
    likeness = (2 * mean_a * mean_b + C1) * (2 * covariance + C2)
    return likeness / ((mean_a**2 + mean_b**2 + C1) * (variances + C2))


def _local_mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the Gaussian-weighted mean in each window that lies wholly inside."""
    from scipy.ndimage import gaussian_filter

    reach = WINDOW // 2
    return gaussian_filter(values, SPREAD, radius=reach)[reach:-reach, reach:-reach]
