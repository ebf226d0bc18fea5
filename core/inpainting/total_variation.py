"""Holes filled with as little total variation as the rim allows: straight, sharp edges."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from core.fits import Mask
from core.image import Image
from core.inpainting.harmonic import membrane
from core.inpainting.hole import filled, hole_of, planes_of
from core.method import Frame, Range

STEP = 0.35  # of both variables; their product may reach 1/8
LOOK = 10  # steps from one frame to the next


def total_variation(
    image: Image, *, mask: Mask, iterations: Annotated[int, Range(50, 2000, 50)] = 300
) -> Iterator[Frame]:
    r"""Fill the hole with the picture of least total variation.

    An edge costs its height times its length, so edges cross narrow gaps straight and sharp;
    where the gap is wider than the shape, cutting the shape off is cheaper.

    Formula:
        \min_u \int |\nabla u| \quad \text{with } u = y \text{ outside the hole}

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        iterations: Steps of the primal-dual method; deep holes want more.

    Yields:
        The picture after every few steps, same shape; known pixels stay as they are, and a colour
        picture's channels share their edges.

    Source:
        T. F. Chan and J. Shen, Mathematical Models for Local Nontexture Inpaintings, SIAM J. Appl.
        Math. 62 (2002) 1019-1043; the method: A. Chambolle and T. Pock, A First-Order Primal-Dual
        Algorithm for Convex Problems with Applications to Imaging, J. Math. Imaging Vis. 40 (2011)
        120-145.
    """
    hole = hole_of(mask)
    planes = membrane(planes_of(image), hole)
    ahead, dual = planes, np.zeros((2, *planes.shape))
    for count in range(1, iterations + 1):
        dual[0, :, :-1] += STEP * (ahead[:, 1:] - ahead[:, :-1])
        dual[1, :, :, :-1] += STEP * (ahead[:, :, 1:] - ahead[:, :, :-1])
        dual /= np.maximum(np.sqrt(np.square(dual).sum(axis=(0, 1))), 1)
        inflow = dual[0] + dual[1]
        inflow[:, 1:] -= dual[0, :, :-1]
        inflow[:, :, 1:] -= dual[1, :, :, :-1]
        moved = np.where(hole, planes + STEP * inflow, planes)
        ahead, planes = 2 * moved - planes, moved
        if count % LOOK == 0 or count == iterations:
            yield Frame(filled(image, hole, planes), count / iterations)
