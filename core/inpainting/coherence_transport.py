"""Holes filled in one pass along the lines that run into them."""

from typing import Annotated

import numpy as np
from scipy.ndimage import distance_transform_edt, gaussian_filter

from core.fits import Mask
from core.image import Image
from core.inpainting.fast_marching import inwards
from core.inpainting.hole import filled, hole_of, planes_of
from core.method import RARE, Range

REACH = 4  # standard deviations that a kernel is drawn to


def coherence_transport(
    image: Image,
    *,
    mask: Mask,
    strictness: Annotated[float, Range(0, 100, 5)] = 25.0,
    radius: Annotated[int, Range(2, 20)] = 5,
    fine: Annotated[float, Range(0.5, 3, 0.1), RARE] = 1.4,
    wide: Annotated[float, Range(1, 10, 0.5), RARE] = 4.0,
) -> Image:
    r"""Fill the hole from the rim inwards along the edges that reach it.

    At each pixel the structure tensor of what is known tells in which direction lines run; pixels
    along that direction count, those across hardly do. So edges and vessels are carried into the
    hole, in one pass.

    Formula:
        u(p) = \frac{\sum_q w(p, q)\, u(q)}{\sum_q w(p, q)}, \qquad
        w = \frac{1}{|p - q|}
        \exp\Big( -\frac{\mu^2}{2 \varepsilon^2} \big( c^\perp(p) \cdot (p - q) \big)^2 \Big)

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        strictness: How closely lines are followed (the paper's μ); 0 averages in all directions.
        radius: How far a pixel looks for known ones, in pixels (the paper's ε).
        fine: Standard deviation of the smoothing before slopes are taken, in pixels.
        wide: Standard deviation of the neighbourhood whose slopes are averaged, in pixels.

    Returns:
        Filled picture, same shape; known pixels stay as they are.

    Source:
        F. Bornemann and T. März, Fast Image Inpainting Based on Coherence Transport, J. Math.
        Imaging Vis. 28 (2007) 259-278.
    """
    from core.inpainting.marching import march_coherently

    hole, planes = hole_of(mask), planes_of(image)
    if hole.any():
        known = ~hole
        mass = gaussian_filter(known.astype(np.float64), fine, truncate=REACH, mode="constant")
        seen = planes * known
        smooth = np.stack([gaussian_filter(p, fine, truncate=REACH, mode="constant") for p in seen])
        order = inwards(hole, distance_transform_edt(hole))
        kernels = (_bell(fine), _bell(wide))
        march_coherently(planes, known, order, smooth, mass, kernels, (radius, strictness))
    return filled(image, hole, planes)


def _bell(spread: float) -> np.ndarray:
    """Return a Gaussian that sums to 1, cut where `gaussian_filter` cuts it."""
    far = int(REACH * spread + 0.5)
    line = np.exp(-0.5 * (np.arange(-far, far + 1) / spread) ** 2)
    return np.outer(line, line) / line.sum() ** 2
