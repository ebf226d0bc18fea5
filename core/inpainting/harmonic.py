"""Holes filled as heat would settle: the smoothest way from rim to rim."""

import numpy as np

from core.diffusion.solving import solve_graph
from core.fits import Mask
from core.image import Image
from core.inpainting.hole import Hole, Planes, filled, hole_of, is_shallow, planes_of


def harmonic(image: Image, *, mask: Mask) -> Image:
    r"""Fill the hole with the membrane that is stretched over its rim.

    Every missing pixel becomes the mean of its four neighbours, so nothing in the hole is lighter
    or darker than its rim, and edges that run into the hole fade away.

    Formula:
        \Delta u = 0 \text{ in the hole}, \qquad u = y \text{ outside}

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.

    Returns:
        Filled picture, same shape; known pixels stay as they are.

    Source:
        T. F. Chan and J. Shen, Mathematical Models for Local Nontexture Inpaintings, SIAM J. Appl.
        Math. 62 (2002) 1019-1043.
    """
    hole = hole_of(mask)
    return filled(image, hole, membrane(planes_of(image), hole))


def membrane(planes: Planes, hole: Hole) -> Planes:
    """Return the planes, (C, H, W), with the hole filled harmonically."""
    places = np.arange(hole.size).reshape(hole.shape)
    ends = []
    for axis in (0, 1):
        touching = np.delete(hole, -1, axis) | np.delete(hole, 0, axis)
        here, there = np.delete(places, -1, axis), np.delete(places, 0, axis)
        ends.append(np.stack([here[touching], there[touching]]))
    joins = np.concatenate(ends, axis=1)
    return solve_graph(planes, hole, joins, np.ones(joins.shape[1]), approach=is_shallow(hole))
