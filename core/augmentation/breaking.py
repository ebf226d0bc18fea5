"""The label-breaking warning: augmentations after which a picture no longer shows what it did.

A 6 turned by half a circle is a 9, a mirrored 2 is nobody's digit. Who asks a classifier that
learned without such changes notices: of pictures that it knew, it changes its mind about some
classes again and again. It is a warning and no verdict: the classifier may also be lost because
the picture is merely unlike those it learned from, and the examples let people judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.augmentation.pipeline import Pipeline, Stage
from core.augmentation.transform import Size
from core.data import Collection, drawn, read_known
from core.data.choice import Data

if TYPE_CHECKING:
    from core.classification.network import Classifier

THRESHOLD = 0.1  # share of changed minds that is too many
ASKED = 60  # pictures of each class
SHOWN = 3  # examples of a class
DRAWN = 60  # drawn pictures of each class to learn from
OF_DRAWN, OF_DRAWN_TEST = 1_900_000_000, 1_900_000_001  # seeds
Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, eq=False)
class Example:
    """A picture before and after, and what it is taken for."""

    before: NDArray[np.uint8]  # (H, W, C)
    after: NDArray[np.uint8]
    taken: int  # class
    certainty: float  # probability that the classifier gives that class


@dataclass(frozen=True, eq=False)
class ClassVerdict:
    """What became of the pictures of one class that the classifier knew."""

    label: int
    known: int  # pictures that it took for what they are
    changed: int  # of those, how many it took for something else afterwards
    taken: int  # the class it took most of these for; its own where there are none
    taken_share: float  # of these
    examples: tuple[Example, ...]  # the surest first

    @property
    def share(self) -> float:
        """Share of changed minds."""
        return self.changed / self.known if self.known else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share; from 0 to 1 where no picture was known.

        Source:
            E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
            J. Am. Stat. Assoc. 22 (1927) 209-212.
        """
        if not self.known:
            return 0.0, 1.0
        middle = (self.share + Z * Z / (2 * self.known)) / (1 + Z * Z / self.known)
        inside = self.share * (1 - self.share) / self.known + (Z / (2 * self.known)) ** 2
        reach = Z * inside**0.5 / (1 + Z * Z / self.known)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    @property
    def is_broken(self) -> bool:
        """Whether too many minds were changed, beyond doubt."""
        return self.interval[0] > THRESHOLD


@dataclass(frozen=True, eq=False)
class Breaking:
    """What an augmentation does to the labels of some pictures."""

    classes: tuple[str, ...]
    verdicts: tuple[ClassVerdict, ...]  # one for each class

    @property
    def broken(self) -> tuple[ClassVerdict, ...]:
        """Those to be warned of, the worst first."""
        found = (verdict for verdict in self.verdicts if verdict.is_broken)
        return tuple(sorted(found, key=lambda verdict: -verdict.share))


def mixes_labels(stage: Stage) -> bool:
    """Whether a stage mixes pictures and their labels with them: there is nothing to break."""
    from core.augmentation.pairs import PAIRS

    return stage.call(Size(1, 1)).kind in PAIRS


def always(stage: Stage) -> Pipeline:
    """Return a stage as it is for the pictures that it is applied to."""
    return Pipeline((replace(stage, settings={**stage.settings, "probability": 1.0}),))


def find_breaking(
    pipeline: Pipeline, collection: Collection, network: Classifier, *, seed: int = 0
) -> Breaking:
    """Ask a classifier about pictures before and after a pipeline.

    Args:
        pipeline: Stages that mix pictures are left out.
        collection: True pictures that the network did not learn from.
        network: Learned without such augmentations.
        seed: Draws them.
    """
    from core.augmentation.study_training import augmented
    from core.classification.training import predict

    assert collection.labels is not None
    before = predict(network, collection.pictures).argmax(1)
    known = collection.take(np.flatnonzero(before == collection.labels))
    stages = tuple(stage for stage in pipeline.stages if not mixes_labels(stage))
    after = augmented(known, Pipeline(stages), seed) if len(known) else known.pictures
    found = predict(network, after) if len(known) else np.zeros((0, len(collection.classes)))
    every = range(len(collection.classes))
    return Breaking(
        collection.classes, tuple(_verdict(label, known, after, found) for label in every)
    )


def _verdict(
    label: int, known: Collection, after: NDArray[np.uint8], found: NDArray[np.float64]
) -> ClassVerdict:
    """Return what became of one class.

    Args:
        label: Of the class.
        known: Pictures of all classes.
        after: The same, augmented.
        found: What the network says of these, (N, K).
    """
    places = np.flatnonzero(known.labels == label)
    called = found[places].argmax(1)
    changed = places[called != label]
    taken = np.bincount(called[called != label], minlength=found.shape[1])
    most = int(taken.argmax()) if len(changed) else label
    surest = changed[np.argsort(-found[changed].max(1), kind="stable")][:SHOWN]
    examples = tuple(
        Example(known.pictures[k], after[k], int(found[k].argmax()), float(found[k].max()))
        for k in surest
    )
    share = float(taken[most] / len(changed)) if len(changed) else 0.0
    return ClassVerdict(label, len(places), len(changed), most, share, examples)


def each_stage(
    pipeline: Pipeline, collection: Collection, network: Classifier
) -> Iterator[tuple[Stage, Breaking | None]]:
    """Yield what every stage does by itself where it is applied; None where it mixes labels."""
    for stage in pipeline.stages:
        mixes = mixes_labels(stage)
        yield stage, None if mixes else find_breaking(always(stage), collection, network)


def witness(data: Data, own: Collection | None = None) -> tuple[Collection, Classifier]:
    """Return true pictures and a classifier that may be asked about them.

    For the known sets it is the one that comes along; for others it learns for a few seconds, once.

    Args:
        data: What the pictures show.
        own: A visitor's pictures, where data is own.

    Raises:
        InputError: A set cannot be had, its classifier is missing, or own pictures have no classes.
    """
    from core.classification.recognise import load_classifier

    if data == "drawn":
        return drawn(ASKED, seed=OF_DRAWN_TEST), _of_drawn()
    if data == "own":
        from core.augmentation.study_data import held_back

        assert own is not None
        split = held_back(own)
        return split.test, _learned(split.train)
    test = read_known(data, "test").few(ASKED, seed=1)
    return test, load_classifier("classifier_digits" if data == "digits" else "classifier_fashion")


@lru_cache(maxsize=1)
def _of_drawn() -> Classifier:
    return _learned(drawn(DRAWN, seed=OF_DRAWN))


def _learned(collection: Collection) -> Classifier:
    """Return a classifier that saw its pictures only a little moved."""
    from core.classification.jitter import Jitter
    from core.classification.training import train_classifier

    assert collection.labels is not None
    return train_classifier(
        collection.pictures,
        collection.labels,
        classes=len(collection.classes),
        augment=Jitter(shift=0.05, scale=0.1, turn=10),
    )
