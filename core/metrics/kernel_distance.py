"""Kernel distance between two sets of features: what KID measures."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from core.metrics.bootstrap import RESAMPLES, interval, weights

Values = NDArray[np.float64]
ROWS = 1000  # of a kernel matrix that are in memory at once


def kernel_distance(real: Values, made: Values) -> float:
    r"""Return the unbiased squared maximum mean discrepancy by the cubic kernel.

    Unlike a Fréchet distance it does not grow as pictures get fewer: on average it is right at
    any number. Such an estimate must be able to err to both sides, so where two sets are drawn
    from the same source, and the truth is 0, it comes out **negative** about half of the time. A
    negative value says no more than: no difference was found.

    Args:
        real: Features, (N, D).
        made: Features, (M, D).

    Formula:
        \widehat{\text{MMD}}^2 = \frac{1}{N(N-1)} \sum_{i \neq j} k(x_i, x_j)
        + \frac{1}{M(M-1)} \sum_{i \neq j} k(y_i, y_j) - \frac{2}{NM} \sum_{i,j} k(x_i, y_j),
        \quad k(x, y) = \left(\frac{x \cdot y}{D} + 1\right)^3

    Source:
        M. Bińkowski, D. J. Sutherland, M. Arbel and A. Gretton, Demystifying MMD GANs, ICLR
        (2018); they average over subsets of 1000 pictures, here all pairs count.
    """
    ones = np.ones((len(real), 1)), np.ones((len(made), 1))
    return float(_discrepancies(real, made, *ones)[0])


def kernel_interval(
    real: Values, made: Values, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % interval of the distance, both sets drawn anew.

    A picture that was drawn twice is not paired with itself, which would be a bias.

    Args:
        real: Features, (N, D).
        made: Features, (M, D).
        resamples: How many times.
        seed: Draws them.
    """
    columns = [
        np.stack([np.ones(len(rows)), *weights(len(rows), resamples, seed + number)], 1)
        for number, rows in enumerate((real, made))
    ]
    value, *found = _discrepancies(real, made, *columns)
    return interval(float(value), np.array(found))


def _discrepancies(
    real: Values, made: Values, real_weights: Values, made_weights: Values
) -> Values:
    """Return the discrepancy by each column of the weights, (N, R) and (M, R)."""
    within = _within(real, real_weights) + _within(made, made_weights)
    across = _sums(real, made, real_weights, made_weights)
    return within - 2 * across / (real_weights.sum(0) * made_weights.sum(0))


def _within(rows: Values, weight: Values) -> Values:
    """Return the mean kernel of the pairs of different rows, by each column of weights."""
    alone = (np.square(rows).sum(1) / rows.shape[1] + 1) ** 3
    squares = np.square(weight)
    pairs = weight.sum(0) ** 2 - squares.sum(0)
    return (_sums(rows, rows, weight, weight) - alone @ squares) / pairs


def _sums(a: Values, b: Values, a_weight: Values, b_weight: Values) -> Values:
    """Return the sum of all kernels of a pair, weighted, for each column of weights."""
    total = np.zeros(a_weight.shape[1])
    for part, kernel in _kernels(a, b):
        total += (a_weight[part] * (kernel @ b_weight)).sum(0)
    return total


def _kernels(a: Values, b: Values) -> Iterator[tuple[slice, Values]]:
    """Yield the kernel matrix, some rows at a time."""
    for start in range(0, len(a), ROWS):
        part = slice(start, start + ROWS)
        base = a[part] @ b.T / a.shape[1] + 1
        yield part, base * base * base
