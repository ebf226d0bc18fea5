"""Precision and recall of made pictures: are they like real ones, and is every real one met?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
NEIGHBOUR = 3  # whose distance is the radius of a ball, as in the paper
ROUNDING = 1e-12  # of squared lengths: the same point twice must be at distance 0
ROWS = 1000  # of a matrix of distances that are in memory at once


def precision_hits(real: Values, made: Values) -> Values:
    """Tell of each made picture whether it lies among the real ones: 1 or 0, (M,).

    Their mean is the precision. A real picture's ball reaches to its third nearest real
    neighbour; all balls together stand for where real pictures are. Swap the arguments for recall:
    the share of real pictures that lie among the made ones. The mean's interval takes the balls as
    they are: what other real pictures would change is left out, as drawing
    pictures twice would shrink their balls to nothing.

    Args:
        real: Features, (N, D), whose balls are drawn.
        made: Features, (M, D), that are judged.

    Source:
        T. Kynkäänniemi, T. Karras, S. Laine, J. Lehtinen and T. Aila, Improved Precision and
        Recall Metric for Assessing Generative Models, NeurIPS (2019).
    """
    middle = real.mean(0)  # nearer to 0, less is lost to rounding
    real, made = real - middle, made - middle
    reach = _radii(real) + ROUNDING * np.square(real).sum(1)
    inside = [(squares <= reach).any(1) for _, squares in _squares(made, real)]
    return np.concatenate(inside).astype(np.float64)


def precision(real: Values, made: Values) -> float:
    """Return the share of made pictures that lie among the real ones; see precision_hits."""
    return float(precision_hits(real, made).mean())


def recall(real: Values, made: Values) -> float:
    """Return the share of real pictures that lie among the made ones; see precision_hits."""
    return float(precision_hits(made, real).mean())


def _radii(points: Values) -> Values:
    """Return the squared distance from each point to its third nearest neighbour, (N,)."""
    found = []
    for part, squares in _squares(points, points):
        rows = np.arange(len(squares))
        squares[rows, rows + part.start] = np.inf  # none is its own neighbour
        found.append(np.partition(squares, NEIGHBOUR - 1, axis=1)[:, NEIGHBOUR - 1])
    return np.concatenate(found)


def _squares(a: Values, b: Values) -> Iterator[tuple[slice, Values]]:
    """Yield the squared distances of rows of a to all of b, some rows at a time."""
    lengths = np.square(b).sum(1)
    for start in range(0, len(a), ROWS):
        part = slice(start, start + ROWS)
        rows = a[part]
        yield part, np.maximum(np.square(rows).sum(1)[:, None] + lengths - 2 * rows @ b.T, 0)
