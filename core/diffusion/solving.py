"""Large sparse systems: the values in a hole that known pixels around it determine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import cg, splu

DIRECT = 300_000  # unknowns up to which a factorisation fits into half a GB
TOLERANCE = 1e-7  # of the residual beside the right side, where steps approach the solution
MOST_STEPS = 4000

Numbers = NDArray[np.float64]


def solve_graph(
    planes: Numbers,
    hole: NDArray[np.bool_],
    ends: NDArray[np.int64],
    weights: Numbers,
    *,
    approach: bool = False,
) -> Numbers:
    """Make every pixel of the hole the weighted mean of those it is joined to.

    Args:
        planes: Picture, (C, H, W); outside the hole it stays as it is.
        hole: What is unknown, (H, W).
        ends: The two pixels of each join, counted row by row, (2, joins).
        weights: At least 0, (joins,).
        approach: Take steps towards the solution, which is quicker where known pixels are near;
            so it is done anyway where there are too many unknowns to factorise.

    Returns:
        Picture, (C, H, W); pixels that no join leads to keep their values.
    """
    number = np.cumsum(hole.ravel()) - 1  # of each unknown
    missing = hole.ravel()
    if not missing.any():
        return planes
    here, there = np.concatenate([ends, ends[::-1]], axis=1)
    weights = np.concatenate([weights, weights])
    starts = missing[here]
    here, there, weights = number[here[starts]], there[starts], weights[starts]
    count = int(missing.sum())
    diagonal = np.bincount(here, weights, count)
    among = missing[there]
    pairs = (np.r_[here[among], np.arange(count)], np.r_[number[there[among]], np.arange(count)])
    loose = diagonal == 0
    values = np.r_[-weights[among], np.where(loose, 1, diagonal)]
    matrix = sparse.csc_array((values, pairs), shape=(count, count))
    flat = planes.reshape(len(planes), -1)
    known = here[~among], there[~among], weights[~among]
    sides = [np.bincount(known[0], known[2] * plane[known[1]], count) for plane in flat]
    right = np.stack(
        [side + loose * plane[missing] for side, plane in zip(sides, flat, strict=True)]
    )
    result = planes.copy()
    start = None  # never what the hole happens to hold
    if approach or count > DIRECT:
        start = np.repeat(flat[:, ~missing].mean(axis=1, keepdims=True), count, axis=1)
    result[:, hole] = solve(matrix, right, start)
    return result


def solve(matrix: sparse.csc_array, right: Numbers, start: Numbers | None) -> Numbers:
    """Solve a symmetric positive definite system for several right sides, each a row.

    Args:
        matrix: Of as many rows as there are unknowns.
        right: Right sides, (C, unknowns).
        start: From where conjugate gradients approach the solution; without it the matrix is
            factorised, which takes memory.
    """
    if start is None:
        settings = {"SymmetricMode": True}
        factors = splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options=settings)
        return factors.solve(np.ascontiguousarray(right.T)).T
    scale = sparse.diags_array(1 / matrix.diagonal())
    rows = zip(right, start, strict=True)
    steps = (cg(matrix, b, x0, rtol=TOLERANCE, maxiter=MOST_STEPS, M=scale)[0] for b, x0 in rows)
    return np.stack(list(steps))
