"""Gaussian noise: what the literature on denoising measures with."""

import numpy as np

from core.image import Image
from core.method import Seed, Sigma


def gaussian_noise(image: Image, *, sigma: Sigma = 25, seed: Seed = 0) -> Image:
    r"""Add a normally distributed number to every value, as the field measures it.

    Neither clipped nor rounded: the values may leave the range from black to white.

    Formula:
        y = x + n, \quad n \sim \mathcal N(0, \sigma^2)

    Args:
        image: Clean picture, (H, W, C).
        sigma: Standard deviation of the noise, of 255.
        seed: Draws the noise.

    Returns:
        Noisy picture, same shape.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 5.2.
    """
    noise = np.random.default_rng(seed).standard_normal(image.shape, np.float32)
    return image + np.float32(sigma / 255) * noise
