"""Poisson noise: light comes in photons, and photons come by chance."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Range, Seed


def poisson_noise(
    image: Image, *, peak: Annotated[int, Range(1, 1000)] = 30, seed: Seed = 0
) -> Image:
    r"""Count photons instead of measuring light: the darker the scene, the noisier the count.

    Quantised, since counts are whole numbers, and never below black; not clipped at white,
    which is only the expected count of a white pixel.

    Formula:
        y = \frac{k}{P}, \quad k \sim \operatorname{Poisson}(P x)

    Args:
        image: Clean picture, (H, W, C); values below black count as black.
        peak: Photons that a white pixel receives on average; fewer are noisier.
        seed: Draws the noise.

    Returns:
        Noisy picture, same shape.

    Source:
        S. W. Hasinoff, Photon, Poisson Noise, in: Computer Vision, A Reference Guide,
        Springer (2014) 608-610.
    """
    expected = np.maximum(image, 0) * np.float64(peak)
    counts = np.random.default_rng(seed).poisson(expected)
    return (counts / peak).astype(np.float32)
