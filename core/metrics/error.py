"""Pointwise error: mean squared error and peak signal-to-noise ratio."""

import math

import numpy as np

from core.image import Image


def mse(image: Image, truth: Image) -> float:
    r"""Return the mean squared difference, on the 0-255 scale, over all pixels and channels.

    Nothing is clipped or rounded here.

    Formula:
        \text{MSE} = \frac{1}{N} \sum_i (255\, u_i - 255\, x_i)^2
    """
    difference = image.astype(np.float64) - truth
    return float(np.mean(np.square(255 * difference)))


def psnr(image: Image, truth: Image) -> float:
    r"""Return the peak signal-to-noise ratio in decibels, infinite for identical pictures.

    Formula:
        \text{PSNR} = 10 \log_{10} \frac{255^2}{\text{MSE}}
    """
    error = mse(image, truth)
    return 10 * math.log10(255**2 / error) if error else math.inf
