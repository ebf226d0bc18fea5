"""Intervals by resampling: how much a figure owes to which pictures happened to be there."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

LEVEL = 0.95  # of trust in an interval
RESAMPLES = 200


def weights(count: int, resamples: int, seed: int) -> Iterator[Values]:
    """Yield how often each of the items was drawn, (count,), once for each resample.

    A statistic of moments is cheaper by these weights than of the drawn items themselves.

    Args:
        count: Items, drawn with replacement as many times as there are.
        resamples: How many times that is done.
        seed: Draws them.
    """
    rng = np.random.default_rng(seed)
    for _ in range(resamples):
        drawn = rng.integers(count, size=count)
        yield np.bincount(drawn, minlength=count).astype(np.float64)


def interval(
    value: float, resampled: Values, least: float = -np.inf, greatest: float = np.inf
) -> tuple[float, float]:
    """Return the 95 % percentile interval of a figure, with what resampling says of its bias.

    Percentiles alone would mislead where a figure grows as pictures get fewer, as a
    Fréchet distance does: resampling adds the same bias once more, and the interval would lie
    above the figure. So the resampled figures are first moved to where their mean is the
    figure's own, then the interval is widened on the side where the figure would be without
    that bias. It holds both: what was measured, and what more pictures tend to.

    Args:
        value: The figure, of all items.
        resampled: The figure of each resample, (R,).
        least: That the figure can be.
        greatest: That the figure can be.

    Source:
        B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), chapters 10
        and 13.
    """
    bias = float(resampled.mean()) - value
    edges = (1 - LEVEL) / 2, (1 + LEVEL) / 2
    low, high = np.quantile(resampled - bias, edges)
    low, high = low - max(bias, 0.0), high - min(bias, 0.0)
    return float(np.clip(low, least, greatest)), float(np.clip(high, least, greatest))


def mean_interval(values: Values, resamples: int, seed: int) -> tuple[float, float]:
    """Return the 95 % interval of the mean of values (N,), between the least and the greatest."""
    count = len(values)
    drawn = np.array([w @ values / count for w in weights(count, resamples, seed)])
    return interval(float(values.mean()), drawn, float(values.min()), float(values.max()))
