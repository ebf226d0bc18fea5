"""Holes filled from the rim inwards in one pass."""

from typing import Annotated

import numpy as np
from scipy.ndimage import distance_transform_edt

from core.fits import Mask
from core.image import Image
from core.inpainting.hole import Hole, filled, hole_of, planes_of
from core.method import Range


def fast_marching(image: Image, *, mask: Mask, radius: Annotated[int, Range(2, 20)] = 3) -> Image:
    r"""Fill the hole from the rim inwards, each pixel from the known ones near it.

    Pixels near the way that the front came count most. One pass, so it is quick; deep in a hole
    the result fans out into blurred rays.

    Formula:
        u(p) = \frac{\sum_{q} w(p, q)\, u(q)}{\sum_{q} w(p, q)}, \qquad
        w = \frac{|\nabla T \cdot (p - q)|}{|p - q|} \cdot \frac{1}{|p - q|^2} \cdot
        \frac{1}{1 + |T(p) - T(q)|}

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        radius: How far a pixel looks for known ones, in pixels.

    Returns:
        Filled picture, same shape; known pixels stay as they are. Pixels come in the order of
        their exact distance to the rim, which fast marching approaches.

    Source:
        A. Telea, An Image Inpainting Technique Based on the Fast Marching Method, J. Graphics Tools
        9 (2004) 23-34.
    """
    from core.inpainting.marching import march_levels

    hole, planes = hole_of(mask), planes_of(image)
    if hole.any():
        inside, outside = distance_transform_edt(hole), distance_transform_edt(~hole)
        march_levels(planes, ~hole, inside - outside, inwards(hole, inside), radius)
    return filled(image, hole, planes)


def inwards(hole: Hole, distance: np.ndarray) -> np.ndarray:
    """Return rows and columns of the missing pixels, (N, 2), those at the rim first."""
    places = np.argwhere(hole)
    return places[np.argsort(distance[hole], kind="stable")]
