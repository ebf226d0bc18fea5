"""Estimate how noisy a picture is, without the truth."""

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.metrics.score import LUMA, luma
from core.sentence import InputError

SMALLEST = 16  # pixels along the shorter side
KEPT = float(np.linalg.norm(LUMA))  # of the noise, by the weighted mean that is brightness
OPPONENT = np.array(  # orthonormal, so that the mean square over channels stays
    [[1, 1, 1], [1, 0, -1], [1, -2, 1]], np.float32
) / np.sqrt(np.array([[3], [2], [6]], np.float32))
QUARTILE = 0.6745  # half of all normally distributed values lie within so many deviations


def estimate_sigma(image: Image) -> float:
    r"""Return the standard deviation of the noise, of 255, as the picture itself tells it.

    The finest diagonal waves hold little of a picture and all of the noise's strength, and
    their median does not heed the few that edges made. The channels' squares are averaged.
    Where JPEG has halved the colours' resolution, and so hidden their noise from the finest
    waves, brightness alone tells. Exact for plain surfaces; dense fine texture is taken for
    noise, so clean pictures show a little as well.

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
    if channels == 1:
        return 255 * _deviations(image[..., 0])[0]
    planes = [_deviations(plane) for plane in np.moveaxis(image @ OPPONENT.T, -1, 0)]
    fine = float(np.sqrt(np.mean([finest**2 for finest, _ in planes])))
    colour = [float(np.hypot(*waves)) for waves in zip(*planes[1:], strict=True)]
    if colour[0] < colour[1] / 2 and colour[1] > planes[0][1] / 4:  # halved by JPEG
        return 255 * max(fine, _deviations(luma(image)[..., 0])[0] / KEPT)
    return 255 * fine


def _deviations(plane: NDArray[np.float32]) -> tuple[float, float]:
    """Return the noise as the finest diagonal waves tell it, and as the next coarser ones do."""
    import pywt

    smooth, (_, _, fine) = pywt.dwt2(plane, "sym8", mode="periodization")
    _, (_, _, coarse) = pywt.dwt2(smooth, "sym8", mode="periodization")
    first, second = (float(np.median(np.abs(waves)) / QUARTILE) for waves in (fine, coarse))
    return first, second
