"""The pictures of a study: those to learn from, and others to be judged by."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.data import Collection, drawn, own_pictures, read_known
from core.data.choice import Data
from core.sentence import InputError

DRAWN, DRAWN_TEST = 200, 100  # of each class
KNOWN_TEST = 200  # of each class, a fixed part of the test set
HELD_BACK = 0.3  # share of own pictures of each class that are judged by
OWN_SIDE = 32  # pixels; the drawn and the known have 28
OF_DRAWN_TEST = 2_000_000_000  # seed

Share = Callable[[float], None]  # is told how far the reading is, in [0, 1]


@dataclass(frozen=True)
class Split:
    """Two parts of a collection that have no picture in common."""

    train: Collection
    test: Collection

    @property
    def classes(self) -> tuple[str, ...]:
        """Their names."""
        return self.train.classes


def read_split(data: Data, files: list[Path] | None = None, report: Share | None = None) -> Split:
    """Read what a study learns from and is judged by; known sets are downloaded where missing.

    Raises:
        InputError: A set cannot be had, or own pictures have no classes or too few.
    """
    if data == "drawn":
        return Split(drawn(DRAWN), drawn(DRAWN_TEST, seed=OF_DRAWN_TEST))
    if data == "own":
        return held_back(own_pictures(files or [], side=OWN_SIDE, report=report))
    test = read_known(data, "test", report).few(KNOWN_TEST)
    return Split(read_known(data, "train", report), test)


def held_back(own: Collection) -> Split:
    """Hold back some pictures of each class, the same at every reading.

    Raises:
        InputError: There are no classes.
    """
    if own.labels is None:
        raise InputError("Put the pictures of each class into a folder of its own, and zip them.")
    order = np.random.default_rng(0).permutation(len(own))
    labels = own.labels[order]
    kept, held = [], []
    for label in range(len(own.classes)):
        places = order[labels == label]
        count = max(1, round(HELD_BACK * len(places)))
        held.extend(places[:count])
        kept.extend(places[count:])
    return Split(own.take(kept), own.take(held))


def few(split: Split, per_class: int, seed: int) -> Collection:
    """Return the few pictures that a seed draws to learn from; of a small class all there are.

    Raises:
        InputError: A class has none.
    """
    labels = split.train.labels
    assert labels is not None
    least = int(np.bincount(labels, minlength=len(split.classes)).min())
    return replace(split.train.few(min(per_class, least), seed=seed), note=None)
