"""Masks made of masks: larger, and turned inside out."""

from typing import Annotated

import numpy as np

from core.fits import to_mask
from core.image import Image
from core.method import Range


def grow(image: Image, *, radius: Annotated[int, Range(1, 64)] = 3) -> Image:
    r"""Add to a mask what lies within a radius of it, such as the halo of a JPEG around a scratch.

    Distances are measured from pixel to pixel.

    Formula:
        m' = m \oplus \{ d : |d| \le r \}

    Args:
        image: Mask, (H, W, C), taken at half.
        radius: How far it grows, in pixels.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        J. Serra, Image Analysis and Mathematical Morphology, Academic Press (1982).
    """
    from scipy.ndimage import distance_transform_edt

    mask = to_mask(image)[..., 0]
    if not mask.any():
        return mask[..., None]
    return (distance_transform_edt(mask == 0) <= radius)[..., None].astype(np.float32)


def invert(image: Image) -> Image:
    r"""Mark what a mask does not.

    What was missing is known then, and what was known is missing.

    Formula:
        m' = 1 - m

    Args:
        image: Mask, (H, W, C), taken at half.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        J. Serra, Image Analysis and Mathematical Morphology, Academic Press (1982).
    """
    return (1 - to_mask(image)).astype(np.float32)
