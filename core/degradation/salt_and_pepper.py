"""Salt and pepper: values lost to black or white."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Range, Seed


def salt_and_pepper(
    image: Image, *, density: Annotated[float, Range(0, 1, 0.01)] = 0.1, seed: Seed = 0
) -> Image:
    r"""Replace some of the values by white or black, as faulty cells and broken bits do.

    Each value is hit on its own, so a colour picture gets coloured dots. The others stay as
    they are, neither clipped nor rounded.

    Formula:
        P(y = 0) = P(y = 1) = \tfrac{\rho}{2}, \quad P(y = x) = 1 - \rho

    Args:
        image: Clean picture, (H, W, C).
        density: Share of the values that are lost, half of them to black, half to white.
        seed: Draws the noise.

    Returns:
        Noisy picture, same shape.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 5.2.
    """
    chance = np.random.default_rng(seed).random(image.shape)
    pepper, salt = chance < density / 2, chance >= 1 - density / 2
    return np.where(pepper, 0, np.where(salt, 1, image)).astype(np.float32)
