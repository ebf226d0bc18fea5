"""Holes filled with patches copied from the rest of the picture, edges first."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from scipy.ndimage import binary_erosion

from core.fits import Mask
from core.image import Image
from core.inpainting.biharmonic import biharmonic
from core.inpainting.hole import Hole, filled, hole_of, planes_of
from core.method import RARE, Frame, Range
from core.sentence import Sentence

LOOKS = 60  # frames at most
NO_SOURCE = Sentence("No whole patch is left to copy from, so the hole was filled biharmonically.")


def exemplar(
    image: Image,
    *,
    mask: Mask,
    radius: Annotated[int, Range(1, 15)] = 4,
    reach: Annotated[int, Range(16, 4096), RARE] = 256,
) -> Iterator[Frame]:
    r"""Copy the best fitting patch into the hole, again and again, first where edges arrive.

    Of all pixels at the rim, the one is next whose surroundings are known best and into which an
    edge runs most strongly, so structure goes on before texture closes in.

    Formula:
        P(p) = C(p)\, D(p), \qquad C(p) = \frac{1}{|\Psi_p|} \sum_{q \in \Psi_p} C(q), \qquad
        D(p) = |\nabla^\perp u_p \cdot n_p|

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        radius: Of a patch, in pixels; its side is 2 radius + 1. A little more than the largest
            detail of the texture.
        reach: How far from the hole patches are searched, in pixels.

    Yields:
        The picture in the order of filling, same shape; known pixels stay as they are. Where no
        whole patch is left to copy, the result of `biharmonic`.

    Source:
        A. Criminisi, P. Pérez and K. Toyama, Region Filling and Object Removal by Exemplar-Based
        Image Inpainting, IEEE Trans. Image Process. 13 (2004) 1200-1212.
    """
    from core.inpainting.exemplar_loops import best_source, copy_patch, next_place

    hole, planes = hole_of(mask), planes_of(image)
    whole = whole_patches(hole, radius)
    known, confidence = ~hole, (~hole).astype(np.float64)
    left = total = int(hole.sum())
    shown = total
    while left:
        place = next_place(planes, known, confidence, radius)
        source = best_source(planes, known, whole, place, radius, reach)
        if source[0] < 0:
            yield from without_source(image, mask)
            return
        left -= copy_patch(planes, known, confidence, place, source, radius)
        if left and shown - left > total / LOOKS:
            shown = left
            yield Frame(filled(image, hole, planes), 1 - left / total)
    yield Frame(filled(image, hole, planes), 1.0)


def whole_patches(hole: Hole, radius: int) -> Hole:
    """Return the middles of the patches inside the picture of which nothing is missing, (H, W)."""
    return binary_erosion(~hole, np.ones((2 * radius + 1,) * 2), border_value=0)


def without_source(image: Image, mask: Image) -> Iterator[Frame]:
    """Yield what is done, and said, where there is nothing to copy from."""
    for frame in biharmonic(image, mask=mask):
        yield Frame(frame.image, frame.progress, notes=(NO_SOURCE, *frame.notes))
