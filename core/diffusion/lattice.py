"""Diffusion on stencils without negative weights, however slanted the tensors.

Every tensor is split into three lattice steps with weights of at least 0, so a step of the flow
is a mean of pixels: it can neither overshoot nor leave the finest checkerboard as it was, which
stencils of first derivatives cannot see.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.diffusion.structure import Tensors

Planes = NDArray[np.float64]  # (C, H, W)


@dataclass(frozen=True)
class Stencils:
    """What flows between the pixels of a picture.

    Each pixel is joined to those `offsets` away, on both sides; where two are joined from both
    ends, the weights add up, so whatever one loses the other gains.
    """

    offsets: NDArray[np.int32]  # (3, 2, H, W): rows, columns
    weights: NDArray[np.float64]  # (3, H, W), at least 0

    @property
    def busiest(self) -> float:
        """The largest sum of weights at one pixel; time steps up to its inverse are stable."""
        from core.diffusion.loops import totals

        return float(totals(self.offsets, self.weights).max())


def stencils(tensors: Tensors) -> Stencils:
    r"""Split positive definite tensors into lattice steps by Selling's algorithm.

    Formula:
        D = \sum_{i=1}^{3} w_i\, e_i e_i^\top, \qquad w_i \ge 0,\; e_i \in \mathbb Z^2

    Args:
        tensors: Diffusion tensors, (3, H, W), both eigenvalues above 0.

    Source:
        J. Fehrenbach and J.-M. Mirebeau, Sparse Non-negative Stencils for Anisotropic Diffusion,
        J. Math. Imaging Vis. 49 (2014) 123-147.
    """
    from core.diffusion.loops import decompose

    return Stencils(*decompose(np.ascontiguousarray(tensors, np.float64)))


def flow(planes: Planes, ways: Stencils, step: float) -> Planes:
    """Let the picture diffuse for a step of time; no pixel leaves the range of the others.

    Args:
        planes: Picture, (C, H, W).
        ways: What flows where.
        step: Of time; shortened where it would not be stable.
    """
    from core.diffusion.loops import change

    step = min(step, 1 / max(ways.busiest, 1e-9))
    moved = planes + step * change(planes, ways.offsets, ways.weights)
    low, high = planes.min(axis=(1, 2), keepdims=True), planes.max(axis=(1, 2), keepdims=True)
    return np.clip(moved, low, high)  # of rounding only: each pixel became a mean of pixels


def at_rest(planes: Planes, ways: Stencils, hole: NDArray[np.bool_]) -> Planes:
    """Return the picture in whose hole nothing flows any more, the rest as it was.

    Args:
        planes: Picture, (C, H, W).
        ways: What flows where.
        hole: Pixels that are free to change, (H, W).
    """
    from core.diffusion.solving import solve_graph

    height, width = hole.shape
    places = np.arange(height * width).reshape(height, width)
    rows, columns = np.indices(hole.shape)
    ends, weights = [], []
    for (down, right), weight in zip(ways.offsets, ways.weights, strict=True):
        for sign in (1, -1):
            row, column = rows + sign * down, columns + sign * right
            inside = (row >= 0) & (row < height) & (column >= 0) & (column < width) & (weight > 0)
            here, there = places[inside], places[row[inside], column[inside]]
            touching = hole.flat[here] | hole.flat[there]
            ends.append(np.stack([here, there])[:, touching])
            weights.append(weight[inside][touching] / 2)
    return solve_graph(planes, hole, np.concatenate(ends, axis=1), np.concatenate(weights))
