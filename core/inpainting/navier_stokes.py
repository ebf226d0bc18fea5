"""Holes filled as a fluid would flow: bends are carried along the lines of equal brightness."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import spsolve

from core.fits import Mask
from core.image import Image
from core.inpainting.bending import HELD, NEIGHBOURS, Bending, bending, hold_to_the_rim
from core.inpainting.biharmonic import plate
from core.inpainting.hole import Hole, filled, hole_of, planes_of
from core.method import Frame, Range


def navier_stokes(
    image: Image,
    *,
    mask: Mask,
    viscosity: Annotated[float, Range(0.005, 1, 0.005)] = 0.05,
    steps: Annotated[int, Range(1, 30)] = 6,
) -> Iterator[Frame]:
    r"""Let the lines of equal brightness flow into the hole like a fluid.

    Brightness is the stream function of a flow; its vorticity, which is how the picture bends,
    drifts along the lines and spreads by viscosity until nothing changes any more. Every step
    solves for the state of rest in the flow of the step before; the first flow is a thin plate's.

    Formula:
        \nabla^\perp u \cdot \nabla \omega = \nu\, \Delta \omega, \qquad \omega = \Delta u

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        viscosity: How much bends spread on their way, in units of intensity; larger is smoother.
        steps: Solutions, each in the flow of the one before.

    Yields:
        The picture after each step, same shape; known pixels stay as they are.

    Source:
        M. Bertalmio, A. L. Bertozzi and G. Sapiro, Navier-Stokes, Fluid Dynamics, and Image and
        Video Inpainting, Proc. IEEE CVPR (2001) 355-362.
    """
    hole, planes = hole_of(mask), planes_of(image)
    if not hole.any():
        yield Frame(image.copy(), 1.0)
        return
    bend, planes = bending(hole), plate(planes, hole)
    given = bend.given(planes)
    for count in range(1, steps + 1):
        for plane, known in zip(planes, given, strict=True):
            drift = _transport(plane, hole, bend, viscosity)
            plane[hole] = spsolve(sparse.csc_array(drift @ bend.inner), -(drift @ known))
        shown = planes.copy()
        notes = (HELD,) if hold_to_the_rim(shown, hole) else ()
        yield Frame(filled(image, hole, shown), count / steps, notes=notes)


def _transport(plane: np.ndarray, hole: Hole, bend: Bending, viscosity: float) -> sparse.csr_array:
    """Return what flows out of each missing pixel, from Laplacians, (missing, N).

    Upwind: a pixel takes from the neighbours that the flow comes from.
    """
    height, width = hole.shape
    slope_down, slope_right = np.gradient(plane) if min(hole.shape) > 1 else (plane * 0, plane * 0)
    number = np.full(hole.shape, -1)
    number[bend.rows, bend.columns] = np.arange(len(bend.rows))
    rows, columns = np.nonzero(hole)
    down, right = -slope_right[hole], slope_down[hole]  # velocity: along the lines
    entries = []
    for step_down, step_right in NEIGHBOURS:
        row, column = rows + step_down, columns + step_right
        inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        gain = viscosity + np.maximum(-(step_down * down + step_right * right), 0)
        missing = np.flatnonzero(inside)
        there = number[row[inside], column[inside]]
        here = number[rows[inside], columns[inside]]
        entries += [(gain[inside], missing, there), (-gain[inside], missing, here)]
    values, at, of = (np.concatenate([entry[k] for entry in entries]) for k in range(3))
    return sparse.csr_array((values, (at, of)), shape=(len(rows), len(bend.rows)))
