"""What a mask takes away."""

import numpy as np

from core.fits import Mask
from core.image import Image


def missing(image: Image, *, mask: Mask) -> Image:
    r"""Take away what a mask marks; it becomes black in every channel.

    Methods that fill holes are told the same mask. The other values stay as they are.

    Formula:
        y = (1 - m)\, x

    Args:
        image: Clean picture, (H, W, C).
        mask: What is taken away, (H, W, 1): 1 is missing, 0 is known.

    Returns:
        Picture with holes, same shape.

    Source:
        M. Bertalmio, G. Sapiro, V. Caselles and C. Ballester, Image Inpainting, SIGGRAPH (2000)
        417-424.
    """
    return np.where(mask > 0, np.float32(0), image)
