"""How well a classifier does: right ones, each class by itself, and what is taken for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.metrics.bootstrap import LEVEL

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Judgement:
    """The figures of one classifier on one set of pictures, all shares in [0, 1]."""

    accuracy: float  # share of pictures that are right
    precision: float  # macro means: every class counts the same
    recall: float
    f1: float
    class_precision: Values  # (K,): of those that were called so, the share that is so
    class_recall: Values  # (K,): of those that are so, the share that was called so
    class_f1: Values  # (K,): harmonic mean of the two
    counts: Numbers  # (K,): pictures of each class
    confusion: Numbers  # (K, K): row is what it is, column what it was called


def judge(truth: Numbers, called: Numbers, classes: int) -> Judgement:
    """Compare what pictures are with what they were called, by scikit-learn.

    A class that nothing was called, or of which there is no picture, counts as 0, as does its F1.

    Args:
        truth: Number of each picture's class, (N,).
        called: What the classifier said, (N,).
        classes: How many there are, K.
    """
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    every = np.arange(classes)
    precision, recall, f1, counts = precision_recall_fscore_support(
        truth, called, labels=every, zero_division=0.0
    )
    return Judgement(
        accuracy=float(np.mean(truth == called)),
        precision=float(precision.mean()),
        recall=float(recall.mean()),
        f1=float(f1.mean()),
        class_precision=precision,
        class_recall=recall,
        class_f1=f1,
        counts=counts,
        confusion=confusion_matrix(truth, called, labels=every),
    )


def mean_of_seeds(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean of a figure over several seeds, and its 95 % interval by Student's t.

    The interval is of the mean, and takes what the seeds change for normally distributed; of a
    single value nothing is known, and the interval is without end. For what a change brings, give
    the differences seed by seed: what the seeds have in common then drops out.

    Args:
        values: One for each seed.

    Returns:
        Mean, low, high.
    """
    from scipy.stats import t

    found = np.asarray(values, np.float64)
    mean = float(found.mean())
    if len(found) < 2:
        return mean, -np.inf, np.inf
    error = float(found.std(ddof=1)) / np.sqrt(len(found))
    reach = float(t.ppf((1 + LEVEL) / 2, len(found) - 1)) * error
    return mean, mean - reach, mean + reach
