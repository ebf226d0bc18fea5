"""What a training in the page learns from, and what its samples are shown beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.data import Collection, drawn, fit, own_pictures, read_known
from core.generation.course import Course
from core.generation.sampling import columns_of
from core.sentence import Sentence

if TYPE_CHECKING:
    from core.workers.hand import Hand

SHOWN = 64  # samples of the same noise, again and again
DRAWN = 600  # pictures of each class of the drawn set
NAMES = {"fashion": "Fashion-MNIST", "digits": "MNIST"}
DOWNLOADING = Sentence("Downloading {name}: {share:.0%}")
READING = Sentence("Reading your pictures: {share:.0%}")


def read_pictures(hand: Hand, course: Course) -> Collection:
    """Return what is learned from, in the size that is made.

    Raises:
        InputError: It is not here and cannot be downloaded, or own pictures are no use.
    """

    def tell(what: Sentence, share: float, **values: object) -> None:
        hand.check()
        if hand.due(0.5, "reading"):
            hand.report(0, 0, note=Sentence(what.template, {"share": share, **values}))

    side, channels = course.fitted_side, course.channels
    if course.data == "own":
        files = sorted(hand.given.iterdir())
        return own_pictures(files, side=side, channels=channels, report=partial(tell, READING))
    if course.data == "drawn":
        return drawn(DRAWN, side=side, channels=channels, seed=course.seed)
    name = NAMES[course.data]
    whole = read_known(course.data, "train", partial(tell, DOWNLOADING, name=name))
    return fit(whole, side, channels)


def said_of(course: Course, collection: Collection) -> Sentence | None:
    """Return what was done to the pictures, and to the side that was asked for."""
    if course.side != course.fitted_side:
        values = {"side": course.side, "fitted": course.fitted_side}
        return Sentence("{side} is no multiple of 4: the side is {fitted} pixels.", values)
    return collection.note


def shown_labels(classes: int) -> NDArray[np.int64]:
    """Return the labels of the samples that are shown: a column for each class, where it fits."""
    if not classes:
        return np.full(SHOWN, -1)
    return np.arange(SHOWN - SHOWN % (columns_of(classes) or 1)) % classes


def beside(collection: Collection, labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return as many real pictures as there are labels, of their classes, (N, H, W, C) in [0, 1].

    Args:
        collection: Which.
        labels: -1 for any class.
    """
    rng = np.random.default_rng(0)
    if collection.labels is None or labels.min() < 0:
        return collection.take(rng.integers(len(collection), size=len(labels))).unit()
    of = {label: np.flatnonzero(collection.labels == label) for label in np.unique(labels)}
    return collection.take([rng.choice(of[label]) for label in labels]).unit()
