"""How the classifiers that come along are trained."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from core.classification.jitter import Jitter
from core.classification.training import THOROUGH, predict, train_classifier
from core.nn.own_training import Facts, Order, Standing, Tell, command, keep
from core.sentence import InputError

if TYPE_CHECKING:
    from core.classification.network import Classifier
    from core.data.collection import Collection


@dataclass(frozen=True, kw_only=True)
class ClassifierTraining:
    """A classifier of one of the known collections: learns from its training part alone."""

    name: str  # of the weights
    collection: Literal["fashion", "digits"]
    jitter: Jitter

    def train(self, order: Order, tell: Tell) -> Path:
        """Train, measure on the test part, and write weights and card.

        Raises:
            InputError: A folder is named, the collection is not here and cannot be had, or it is
                to go on from a checkpoint: it trains for minutes and has none.
        """
        from core.data.known import read_known

        if order.folders:
            raise InputError("The training {name} brings its pictures along.", name=self.name)
        if order.resume:
            raise InputError("There is no checkpoint {name} to resume from.", name=self.name)
        seen = read_known(self.collection, "train")
        assert seen.labels is not None
        course = replace(THOROUGH, steps=order.steps or THOROUGH.steps, minutes=order.minutes)
        start = perf_counter()
        done = 0

        def report(share: float, loss: float) -> None:
            nonlocal done
            done = round(share * course.steps)
            if done % (course.steps // 20 or 1) == 0:
                tell(Standing(done, share, perf_counter() - start, {"loss": loss}))

        network = train_classifier(
            seen.pictures,
            seen.labels,
            classes=len(seen.classes),
            course=course,
            seed=order.seed,
            augment=self.jitter,
            report=report,
        )
        seconds = perf_counter() - start
        facts = Facts(
            data=[f"{seen.name}, training part"],
            pictures=len(seen.pictures),
            command=command(self.name, order, course.steps),
            steps=course.steps,
            seconds=seconds,
            figures=_figures(network, read_known(self.collection, "test")),
        )
        return keep(network, self.name, facts, order.out)


def _figures(network: Classifier, unseen: Collection) -> dict[str, float]:
    """Return how good the network is as it will be stored, on pictures that it never saw."""
    assert unseen.labels is not None
    found = predict(deepcopy(network).half().float(), unseen.pictures)
    right = found.argmax(1) == unseen.labels
    return {
        f"accuracy on the {len(right)} pictures of the test part, %": round(
            100 * float(right.mean()), 2
        ),
        "mean confidence on the test part": round(float(found.max(1).mean()), 4),
    }


TRAININGS = (
    ClassifierTraining(
        name="classifier_fashion",
        collection="fashion",
        jitter=Jitter(shift=0.04, mirror=True),
    ),
    ClassifierTraining(
        name="classifier_digits",
        collection="digits",
        jitter=Jitter(shift=0.08, scale=0.1, turn=12),
    ),
)
