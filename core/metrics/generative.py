"""How good made pictures are, beside real ones: all figures, each with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import nan
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from core.metrics.bootstrap import RESAMPLES, mean_interval
from core.metrics.frechet import frechet_distance, frechet_interval
from core.metrics.inception_score import inception_score, score_interval
from core.metrics.kernel_distance import kernel_distance, kernel_interval
from core.metrics.precision_recall import precision_hits
from core.sentence import Sentence

Values = NDArray[np.float64]
Kind = Literal["classifier", "inception"]
Taken = tuple[float, tuple[float, float]]  # a figure and its interval

LEAST = 100  # pictures on either side, under which no figure here means anything

NAMES: dict[Kind, tuple[str, ...]] = {  # none of them is the FID, KID or IS of published tables
    "classifier": (
        "Fréchet Classifier Distance",
        "Kernel Classifier Distance",
        "Classifier Score",
        "Precision",
        "Recall",
    ),
    "inception": (
        "Fréchet distance, torchvision’s Inception v3",
        "Kernel distance, torchvision’s Inception v3",
        "Inception Score, torchvision’s Inception v3",
        "Precision",
        "Recall",
    ),
}


@dataclass(frozen=True)
class Seen:
    """What a network makes of pictures."""

    features: Values  # (N, D)
    probabilities: Values  # (N, K), of each kind


class Extractor(Protocol):
    """A network by whose features pictures are compared."""

    @property
    def name(self) -> str:
        """Which network it is, with which weights, in words."""

    @property
    def kind(self) -> Kind:
        """What figures are named after."""

    def see(self, pictures: NDArray[Any]) -> Seen:
        """Return features and probabilities of pictures (N, H, W, C).

        Raises:
            InputError: They are of a size that it does not take.
        """


@dataclass(frozen=True)
class Figure:
    """One figure; where there is none, the reason."""

    name: str
    value: float  # nan where it was refused
    low: float  # of the 95 % interval
    high: float
    n: int  # made pictures
    real_n: int  # real ones
    refusal: Sentence | None = None


def compare(
    real: NDArray[Any],
    made: NDArray[Any],
    extractor: Extractor,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> tuple[Figure, ...]:
    """Return Fréchet and kernel distance, score, precision and recall of made pictures.

    Args:
        real: Pictures, (N, H, W, C), 0 to 255 in uint8 or 0 to 1 in floats.
        made: Pictures, (M, H, W, C), likewise.
        extractor: Whose features are compared.
        seed: Draws the resamples.
        resamples: Behind each interval.

    Raises:
        InputError: The extractor does not take the pictures.
    """
    seen = extractor.see(real), extractor.see(made)
    return tuple(figures(*seen, extractor.kind, seed, resamples))


def figures(
    real: Seen, made: Seen, kind: Kind, seed: int = 0, resamples: int = RESAMPLES
) -> Iterator[Figure]:
    """Yield each figure as soon as it is there; the arguments are those of compare."""
    a, b = real.features, made.features
    counts = len(b), len(a)
    kinds = made.probabilities.shape[1]
    takers: tuple[tuple[int, Callable[[], Taken]], ...] = (
        # a covariance of D features wants more than D pictures
        (max(LEAST, a.shape[1] + 1), partial(_frechet, a, b, resamples, seed)),
        (LEAST, partial(_kernel, a, b, resamples, seed)),
        (max(LEAST, 10 * kinds), partial(_score, made.probabilities, resamples, seed)),
        (LEAST, partial(_share, a, b, resamples, seed)),
        (LEAST, partial(_share, b, a, resamples, seed)),
    )
    for name, (least, take) in zip(NAMES[kind], takers, strict=True):
        if min(counts) < least:
            yield Figure(name, nan, nan, nan, *counts, _refusal(name, least, min(counts)))
        else:
            value, (low, high) = take()
            yield Figure(name, value, low, high, *counts)


def _refusal(name: str, least: int, count: int) -> Sentence:
    template = "{name} means nothing below {least} pictures on either side; there are {count}."
    return Sentence(template, {"name": name, "least": least, "count": count})


def _frechet(real: Values, made: Values, resamples: int, seed: int) -> Taken:
    return frechet_distance(real, made), frechet_interval(real, made, resamples, seed)


def _kernel(real: Values, made: Values, resamples: int, seed: int) -> Taken:
    return kernel_distance(real, made), kernel_interval(real, made, resamples, seed)


def _score(probabilities: Values, resamples: int, seed: int) -> Taken:
    return inception_score(probabilities), score_interval(probabilities, resamples, seed)


def _share(real: Values, made: Values, resamples: int, seed: int) -> Taken:
    hits = precision_hits(real, made)
    return float(hits.mean()), mean_interval(hits, resamples, seed)
