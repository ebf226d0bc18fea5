"""Inception Score: are the pictures of clear kinds, and are there many kinds?"""

import numpy as np
from numpy.typing import NDArray

from core.metrics.bootstrap import RESAMPLES, interval, weights

Values = NDArray[np.float64]


def inception_score(probabilities: Values) -> float:
    r"""Return the score of made pictures: 1 at worst, the number of kinds at best.

    It is high where a classifier is sure of every picture and all kinds come equally often. It
    never looks at real pictures: one perfect picture of each kind, over and over, has the
    best score there is. All pictures are taken at once, not the mean of ten parts.

    Args:
        probabilities: Of each kind for each picture, (N, K).

    Formula:
        \exp\left(\frac{1}{N} \sum_i \text{KL}\left(p(y | x_i) \,\|\, p(y)\right)\right)

    Source:
        T. Salimans, I. Goodfellow, W. Zaremba, V. Cheung, A. Radford and X. Chen, Improved
        Techniques for Training GANs, NeurIPS (2016).
    """
    doubt = _entropies(probabilities)
    return _score(probabilities, doubt, np.ones(len(probabilities)))


def score_interval(
    probabilities: Values, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % interval of the score, the pictures drawn anew.

    Args:
        probabilities: Of each kind for each picture, (N, K).
        resamples: How many times.
        seed: Draws them.
    """
    count, kinds = probabilities.shape
    doubt = _entropies(probabilities)
    found = [_score(probabilities, doubt, weight) for weight in weights(count, resamples, seed)]
    value = inception_score(probabilities)
    return interval(value, np.array(found), least=1.0, greatest=float(kinds))


def _score(probabilities: Values, doubt: Values, weight: Values) -> float:
    """Return the score of weighted pictures, whose own entropies (N,) are known."""
    share = weight / weight.sum()
    variety = _entropies((share @ probabilities)[None])[0]
    return float(np.exp(variety - share @ doubt))


def _entropies(probabilities: Values) -> Values:
    """Return the entropy of each row, in nats; 0 log 0 is 0."""
    logarithms = np.log(np.where(probabilities > 0, probabilities, 1))
    return -(probabilities * logarithms).sum(1)
