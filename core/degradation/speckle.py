"""Speckle: the grain of laser light, radar and ultrasound."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Range, Seed


def speckle(
    image: Image, *, strength: Annotated[float, Range(0.05, 1, 0.05)] = 0.3, seed: Seed = 0
) -> Image:
    r"""Multiply every value by a random number of mean one, so that bright parts suffer most.

    This is what waves that interfere leave of an intensity, averaged over several looks.
    Neither clipped nor rounded: bright values may exceed white.

    Formula:
        y = x\, n, \quad n \sim \Gamma\big(\text{shape } s^{-2},\ \text{scale } s^2\big)

    Args:
        image: Clean picture, (H, W, C).
        strength: Standard deviation of the factor; 1 is fully developed speckle, a single look.
        seed: Draws the noise.

    Returns:
        Noisy picture, same shape.

    Source:
        J. W. Goodman, Some Fundamental Properties of Speckle, J. Opt. Soc. Am. 66 (1976)
        1145-1150.
    """
    rng = np.random.default_rng(seed)
    factor = rng.gamma(strength**-2, strength**2, image.shape)
    return (image * factor).astype(np.float32)
