"""Holes filled by diffusion that runs along edges and hardly across them."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np

from core.diffusion.lattice import at_rest, stencils
from core.diffusion.structure import directions, structure_tensor, tensors_of
from core.fits import Mask
from core.image import Image
from core.inpainting.harmonic import membrane
from core.inpainting.hole import filled, hole_of, planes_of
from core.method import RARE, Frame, Range

LEAST = 1e-3  # of the flow across an edge, so that every pixel is reached


def edge_enhancing(
    image: Image,
    *,
    mask: Mask,
    contrast: Annotated[float, Range(0.002, 0.2, 0.002)] = 0.01,
    steps: Annotated[int, Range(1, 40)] = 10,
    scale: Annotated[float, Range(0.5, 4, 0.1), RARE] = 1.0,
) -> Iterator[Frame]:
    r"""Fill the hole with the state of rest of a diffusion along edges.

    Across edges hardly anything flows, along them everything does; so edges go on into the hole
    and areas fill up smoothly from both sides. Every step solves for the state of rest with the
    edges found in the step before, the first with a membrane's.

    Formula:
        \operatorname{div}\big( D(\nabla u_\sigma)\, \nabla u \big) = 0, \qquad
        \lambda_1 = \frac{1}{\sqrt{1 + |\nabla u_\sigma|^2 / \kappa^2}}, \quad \lambda_2 = 1

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        contrast: Slope above which a pixel counts as an edge (the formula's κ), in units of
            intensity a pixel; smaller keeps more edges.
        steps: Solutions, each with the edges of the one before.
        scale: Standard deviation of the smoothing before slopes are taken, in pixels.

    Yields:
        The picture after each step, same shape; known pixels stay as they are, and a colour
        picture's channels share their edges.

    Source:
        I. Galić, J. Weickert, M. Welk, A. Bruhn, A. Belyaev and H.-P. Seidel, Image Compression
        with Anisotropic Diffusion, J. Math. Imaging Vis. 31 (2008) 255-269; the stencils: J.
        Fehrenbach and J.-M. Mirebeau, J. Math. Imaging Vis. 49 (2014) 123-147.
    """
    hole, given = hole_of(mask), planes_of(image)
    planes = membrane(given, hole)
    for count in range(1, steps + 1):
        seen = np.moveaxis(planes, 0, -1).astype(np.float32)
        way = directions(structure_tensor(seen, derivative=scale, integration=0))
        across = np.maximum(1 / np.sqrt(1 + way.large / contrast**2), LEAST)
        planes = at_rest(given, stencils(tensors_of(across, np.ones_like(across), way)), hole)
        yield Frame(filled(image, hole, planes), count / steps)
