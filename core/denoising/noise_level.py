"""Estimate how noisy a picture is, without the truth."""

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.sentence import InputError

SMALLEST = 16  # pixels along the shorter side
QUARTILE = 0.6745  # half of all normally distributed values lie within so many deviations


def estimate_sigma(image: Image) -> float:
    r"""Return the standard deviation of the noise, of 255, as the picture itself tells it.

    The finest diagonal waves hold little of a picture and all of the noise's strength, and
    their median does not heed the few that edges made. Channels are averaged. Exact for plain
    surfaces; dense fine texture is taken for noise, so clean pictures show a little as well.

    Formula:
        \hat\sigma = \frac{\operatorname{median}|d|}{0.6745}

    Args:
        image: Noisy picture, (H, W, C), its noise normal and independent from pixel to pixel.

    Raises:
        InputError: The picture is too small to tell.

    Source:
        D. L. Donoho and I. M. Johnstone, Ideal Spatial Adaptation by Wavelet Shrinkage,
        Biometrika 81 (1994) 425-455.
    """
    height, width, channels = image.shape
    if min(height, width) < SMALLEST:
        raise InputError(
            "The noise level can be told from {minimum} × {minimum} pixels on, "
            "got {width} × {height}.",
            minimum=SMALLEST,
            width=width,
            height=height,
        )
    deviations = [_deviation(image[..., channel]) for channel in range(channels)]
    return float(255 * np.mean(deviations))


def _deviation(plane: NDArray[np.float32]) -> float:
    import pywt

    _, (_, _, diagonal) = pywt.dwt2(plane, "sym8", mode="periodization")
    return float(np.median(np.abs(diagonal)) / QUARTILE)
