"""Holes filled as a thin plate would bend: values and slopes go on."""

from collections.abc import Iterator

from scipy import sparse

from core.diffusion.solving import solve
from core.fits import Mask
from core.image import Image
from core.inpainting.bending import HELD, bending, hold_to_the_rim
from core.inpainting.harmonic import membrane
from core.inpainting.hole import Hole, Planes, filled, hole_of, is_shallow, planes_of
from core.method import Frame

DIRECT = 150_000  # unknowns up to which a factorisation fits into half a GB


def biharmonic(image: Image, *, mask: Mask) -> Iterator[Frame]:
    r"""Fill the hole with the thin plate that is clamped along its rim.

    Values as well as slopes go on into the hole, so gradients and curves survive in scratches and
    scattered losses. Across a large hole the slopes lead far beyond the rim's values: there the
    result is held to their range.

    Formula:
        \Delta^2 u = 0 \text{ in the hole}, \qquad u = y \text{ outside}

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.

    Yields:
        The filled picture, same shape; known pixels stay as they are.

    Source:
        S. B. Damelin and N. S. Hoang, On Surface Completion and Image Inpainting by Biharmonic
        Functions: Numerical Aspects, Int. J. Math. Math. Sci. 2018, 3950312.
    """
    hole = hole_of(mask)
    planes = plate(planes_of(image), hole)
    notes = (HELD,) if hold_to_the_rim(planes, hole) else ()
    yield Frame(filled(image, hole, planes), 1.0, notes=notes)


def plate(planes: Planes, hole: Hole) -> Planes:
    """Return the planes, (C, H, W), with the hole filled biharmonically.

    The plate minimises the squared Laplacians of all pixels in and beside the hole.
    """
    if not hole.any():
        return planes
    bend = bending(hole)
    normal = sparse.csc_array(bend.inner.T @ bend.inner)
    approach = normal.shape[0] > DIRECT or is_shallow(hole)
    start = membrane(planes, hole)[:, hole] if approach else None
    result = planes.copy()
    result[:, hole] = solve(normal, -(bend.inner.T @ bend.given(planes).T).T, start)
    return result
