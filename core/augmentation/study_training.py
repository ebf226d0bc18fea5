"""One training of a study: few pictures and their augmentation in, a confusion matrix out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.augmentation.pipeline import Pipeline
from core.augmentation.study_plan import Arm
from core.classification.training import LOOK_EVERY, QUICK, predict, train_classifier
from core.data import Collection

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from core.classification.network import Classifier
    from core.classification.training import Augment

DRAWS = 12  # of each picture, made before the training
TOGETHER = 64  # draws between two questions whether to go on
LOOKS = 6  # at the accuracy on the way, the end included; fewer in short trainings
LOOKED_AT = 200  # test pictures

Halt = Callable[[], bool]  # asked often; what it raises ends the training


@dataclass(frozen=True, eq=False)
class Outcome:
    """What became of one training."""

    confusion: NDArray[np.int64]  # (K, K), of the whole test part
    curve: NDArray[np.float32]  # accuracy on some of it, at each of look_steps()


def train_arm(
    arm: Arm,
    few: Collection,
    test: Collection,
    *,
    seed: int,
    steps: int,
    made: Collection | None = None,
    halt: Halt = lambda: False,
) -> Outcome:
    """Train a new network on few pictures and judge it.

    With the same seed all arms begin with the same weights and the same few pictures.

    Args:
        arm: How the pictures are augmented.
        few: What is learned from.
        test: What it is judged by.
        seed: Draws the weights, the order of the pictures and the augmentation.
        steps: Of the training.
        made: Generated pictures, for the arm that learns from them as well.
        halt: Asked at every step, and between the draws.
    """
    course = replace(QUICK, steps=steps)
    early, late = _parted(arm.pipeline)
    shown = _drawn(few, early, seed, most=steps * course.batch, halt=halt)
    if arm.kind == "generated" and made is not None:
        shown = _joined(few, made)
    curve: list[float] = []
    part = test.take(range(min(LOOKED_AT, len(test))))
    wanted = look_steps(steps)[:-1]

    def look(step: int, network: Classifier) -> None:
        if step in wanted:
            network.eval()
            curve.append(_right(predict(network, part.pictures), part))
            network.train()

    assert shown.labels is not None and test.labels is not None
    classes = len(few.classes)
    network = train_classifier(
        shown.pictures, shown.labels, classes=classes, course=course, seed=seed,
        augment=_live(late, classes), look=look, halt=halt,
    )  # fmt: skip
    found = predict(network, test.pictures)
    curve.append(_right(found[: len(part)], part))
    confusion = np.zeros((classes, classes), np.int64)
    np.add.at(confusion, (test.labels, found.argmax(1)), 1)
    return Outcome(confusion, np.array(curve, np.float32))


def look_steps(steps: int) -> list[int]:
    """Return the steps at which the accuracy is looked at, the end among them."""
    evenly = np.linspace(0, steps, LOOKS)[:-1] / LOOK_EVERY
    return [*(int(LOOK_EVERY * k) for k in np.unique(np.floor(evenly))), steps]


def _right(found: NDArray[np.float64], truth: Collection) -> float:
    return float(np.mean(found.argmax(1) == truth.labels))


def _parted(pipeline: Pipeline) -> tuple[Pipeline, Pipeline]:
    """Return the stages up to the first that mixes pictures of a batch, and the rest."""
    from core.augmentation.breaking import mixes_labels

    stages = pipeline.stages
    end = next((k for k, stage in enumerate(stages) if mixes_labels(stage)), len(stages))
    return Pipeline(stages[:end]), Pipeline(stages[end:])


def _drawn(few: Collection, pipeline: Pipeline, seed: int, *, most: int, halt: Halt) -> Collection:
    """Return several draws of each picture, no more than the training will see."""
    if not pipeline.stages:
        return few
    draws = max(1, min(DRAWS, round(most / len(few))))
    again = few.take(np.tile(np.arange(len(few)), draws))
    return replace(again, pictures=augmented(again, pipeline, seed, halt=halt))


def augmented(
    collection: Collection, pipeline: Pipeline, seed: int, *, halt: Halt = lambda: False
) -> NDArray[np.uint8]:
    """Return each picture of a collection with a draw of its own, (N, H, W, C).

    Args:
        collection: With labels.
        pipeline: No stage of it mixes pictures.
        seed: Draws everything.
        halt: Asked now and then; yes leaves the remaining pictures as they are.
    """
    import torch

    from core.augmentation.batches import augment_batch

    assert collection.labels is not None
    made = collection.pictures.copy()
    for start in range(0, len(made), TOGETHER):
        if halt():
            break
        part = slice(start, start + TOGETHER)
        pictures = torch.from_numpy(made[part]).movedim(3, 1).contiguous()
        labels = torch.from_numpy(collection.labels[part])
        own = int(np.random.default_rng([seed, start]).integers(2**31))
        batch, _ = augment_batch(pipeline, pictures, labels, len(collection.classes), seed=own)
        made[part] = (batch * 255).round().to(torch.uint8).movedim(1, 3).numpy()
    return made


def _live(pipeline: Pipeline, classes: int) -> Augment | None:
    """Return what is done to each batch while the network learns from it."""
    if not pipeline.stages:
        return None

    def augment(pictures: Tensor, labels: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
        import torch

        from core.augmentation.batches import augment_batch

        seed = int(torch.randint(2**31, (), generator=generator))
        levels = (pictures * 255).round().to(torch.uint8)
        return augment_batch(pipeline, levels, labels, classes, seed=seed)

    return augment


def _joined(few: Collection, made: Collection) -> Collection:
    """Return as many true pictures as generated ones: the few, again and again."""
    assert few.labels is not None and made.labels is not None
    places = np.resize(np.arange(len(few)), len(made))
    return replace(
        few,
        pictures=np.concatenate([few.pictures[places], made.pictures]),
        labels=np.concatenate([few.labels[places], made.labels]),
    )
