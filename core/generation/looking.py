"""A closer look at samples: who takes them for what, and what was learned that is like them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.data import Collection
from core.generation.clothing import GARMENTS, TITLES
from core.generation.judged import believed, verdicts
from core.generation.learned import learned
from core.generation.nearest import nearest
from core.generation.samples import UNKNOWN, Samples
from core.sentence import InputError

NEIGHBOURS = 8  # that are told of each sample


@dataclass(frozen=True, eq=False)
class Opinion:
    """What networks say of pictures; empty where their weights are missing."""

    belief: NDArray[np.float32]  # of the GAN's judge that each is real, in [0, 1]
    kinds: NDArray[np.int64]  # that the classifier sees
    sureness: NDArray[np.float32]  # of the classifier, in [0, 1]

    def agreement(self, labels: NDArray[np.int64]) -> float | None:
        """Return the share of pictures that are seen as what they were asked to be."""
        asked = labels != UNKNOWN
        if not len(self.kinds) or not asked.any():
            return None
        return float((self.kinds == labels)[asked].mean())


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The pictures learned from that are nearest to each sample."""

    pictures: NDArray[np.uint8]  # (N, NEIGHBOURS, S, S, C)
    distances: NDArray[np.float32]  # (N, NEIGHBOURS), of 255
    names: tuple[tuple[str, ...], ...]  # of each


@dataclass(frozen=True, eq=False)
class Reference:
    """The same of real pictures that were never learned from, as many of the same kinds."""

    opinion: Opinion
    distances: NDArray[np.float32]  # (N,), to the nearest picture learned from


def opinion_of(pictures: NDArray[np.float32], labels: NDArray[np.int64]) -> Opinion:
    """Ask judge and classifier about grey pictures of 28 × 28 pixels, (N, 28, 28, 1)."""
    nothing = np.empty(0, np.float32)
    try:
        belief = believed(pictures, labels)
    except InputError:
        belief = nothing
    try:
        kinds, sureness = verdicts(pictures)
    except InputError:
        kinds, sureness = np.empty(0, np.int64), nothing
    return Opinion(belief, kinds, sureness)


def neighbours_in(samples: Samples, train: Collection) -> Neighbours:
    """Return the nearest pictures of the training part of Fashion-MNIST."""
    assert train.labels is not None
    places, distances = nearest(samples.pictures, train.pictures, NEIGHBOURS)
    names = tuple(tuple(TITLES[GARMENTS[label]] for label in train.labels[row]) for row in places)
    return Neighbours(train.pictures[places], distances, names)


def neighbours_of_emoji(samples: Samples) -> Neighbours:
    """Return the nearest of the emoji that were learned from."""
    known = learned()
    places, distances = nearest(samples.pictures, known.pictures, NEIGHBOURS)
    names = tuple(tuple(known.names[place] for place in row) for row in places)
    return Neighbours(known.pictures[places], distances, names)


def reference(labels: NDArray[np.int64], train: Collection, test: Collection) -> Reference:
    """Look at real pictures as at samples.

    Args:
        labels: Of the samples; as many test pictures of the same kinds are taken.
        train: What was learned from.
        test: What was not.
    """
    assert test.labels is not None
    rng = np.random.default_rng(0)
    order = rng.permutation(len(test))
    queues = {int(k): list(order[test.labels[order] == k]) for k in np.unique(labels)}
    queues[UNKNOWN] = list(order)
    chosen = [queues[int(label)].pop() for label in labels]
    pictures = test.pictures[chosen].astype(np.float32) / np.float32(255)
    _, distances = nearest(pictures, train.pictures, 1)
    return Reference(opinion_of(pictures, test.labels[chosen]), distances[:, 0])


def named_like(settings: Mapping[str, Any], count: int = NEIGHBOURS) -> list[int]:
    """Return the places of the learned emoji whose names share most words with what was asked."""
    return learned().alike(str(settings["text"]), count)
