"""Quick training of the small classifier, the same again for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, inf, pi
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.sentence import InputError

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from core.classification.network import Classifier

    # pictures (B, C, H, W) in [0, 1] and labels (B,) -> the same, or a share of each class (B, K)
    Augment = Callable[[Tensor, Tensor, Generator], tuple[Tensor, Tensor]]
    Look = Callable[[int, Classifier], None]

Report = Callable[[float, float], None]  # share that is done, in [0, 1], and the loss
LEAST_SIDE, GREATEST_SIDE = 16, 64  # pixels
WARM_UP = 0.1  # share of the steps until the rate of learning is reached
LOOK_EVERY = 10  # steps between reports
DRAWING = Lock()  # of first weights: PyTorch has one generator for all threads


@dataclass(frozen=True, kw_only=True)
class Course:
    """How long to train and how."""

    steps: int
    minutes: float = inf  # the training ends with whichever comes first
    batch: int = 32  # pictures in a step
    rate: float = 4e-3  # of learning, at its highest
    decay: float = 1e-2  # of weights
    width: int = 16  # of the network

    def share_done(self, step: int, seconds: float) -> float:
        """Return how far the training is, in [0, 1]."""
        return min(1.0, max(step / self.steps, seconds / 60 / self.minutes))

    def rate_at(self, share: float) -> float:
        """Return the rate of learning: it rises in a line and falls to nothing as a cosine."""
        if share < WARM_UP:
            return self.rate * (share + 1 / self.steps) / WARM_UP
        return self.rate * 0.5 * (1 + cos(pi * (share - WARM_UP) / (1 - WARM_UP)))


QUICK = Course(steps=250)  # seconds: some 200 pictures, for studies of many trainings
THOROUGH = Course(steps=6000, batch=128, width=24)  # minutes: tens of thousands of pictures


def train_classifier(
    pictures: NDArray[np.uint8],
    labels: NDArray[np.int64],
    *,
    classes: int,
    course: Course = QUICK,
    seed: int = 0,
    augment: Augment | None = None,
    report: Report | None = None,
    look: Look | None = None,
    halt: Callable[[], bool] | None = None,
) -> Classifier:
    """Train a classifier by AdamW on the cross entropy; return it in eval mode, on the CPU.

    The same seed, pictures and number of PyTorch's threads give the same weights again.

    Args:
        pictures: (N, H, W, C), C is 1 or 3.
        labels: Number of each picture's class, (N,).
        classes: How many there are; some may have no picture.
        course: How long, and how.
        seed: Draws first weights, the order of the pictures, and what `augment` draws.
        augment: Changes each batch before it is learned from.
        report: Told now and then how it stands.
        look: Given the number of the step and the network now and then; leaves it as it was.
        halt: Asked after every step; yes ends the training early.

    Raises:
        InputError: The pictures are of a size that the network does not take, or none are there.
    """
    import torch
    from torch.nn import functional

    _check(pictures, labels)
    network = _new(pictures.shape[3], classes, course.width, seed)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=course.rate, weight_decay=course.decay, fused=True
    )
    generator = torch.Generator().manual_seed(seed)
    start = perf_counter()
    for step, (batch, truth) in enumerate(_batches(pictures, labels, course.batch, generator)):
        share = course.share_done(step, perf_counter() - start)
        if share >= 1 or (halt is not None and halt()):
            break
        if augment is not None:
            batch, truth = augment(batch, truth, generator)
        for group in optimiser.param_groups:
            group["lr"] = course.rate_at(share)
        shaped = batch.contiguous(memory_format=torch.channels_last)
        loss = functional.cross_entropy(network(shaped), truth)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if report is not None and step % LOOK_EVERY == 0:
            report(share, loss.item())
        if look is not None and step % LOOK_EVERY == 0:
            look(step, network)
    return network.eval().requires_grad_(False)


def predict(
    network: Classifier, pictures: NDArray[np.uint8], batch: int = 500
) -> NDArray[np.float64]:
    """Return the probability of each class for each picture, (N, K).

    Args:
        network: In eval mode.
        pictures: (N, H, W, C).
        batch: Pictures at a time.
    """
    import torch

    parts = np.split(pictures, range(batch, len(pictures), batch))
    with torch.inference_mode():
        found = [network(_tensor(part)).double().softmax(1).numpy() for part in parts]
    return np.concatenate(found)


def _new(channels: int, classes: int, width: int, seed: int) -> Classifier:
    """Return a network whose first weights the seed draws, and nothing else."""
    import torch

    from core.classification.network import Classifier

    with DRAWING, torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return Classifier(channels, classes, width).to(memory_format=torch.channels_last)


def _batches(
    pictures: NDArray[np.uint8], labels: NDArray[np.int64], size: int, generator: Generator
) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield pictures (B, C, H, W) and labels (B,) without end; all are seen before one comes again.

    Where there are fewer pictures than a batch has, each batch holds all.
    """
    import torch

    size = min(size, len(pictures))
    while True:
        order = torch.randperm(len(pictures), generator=generator).numpy()
        for start in range(0, len(order) - size + 1, size):
            chosen = order[start : start + size]
            yield _tensor(pictures[chosen]), torch.from_numpy(labels[chosen]).long()


def _tensor(pictures: NDArray[np.uint8]) -> Tensor:
    """Return pictures (N, H, W, C) as the network sees them: (N, C, H, W) in [0, 1]."""
    import torch

    return torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2).float() / 255


def _check(pictures: NDArray[np.uint8], labels: NDArray[np.int64]) -> None:
    """Refuse what cannot be learned from.

    Raises:
        InputError: Of the pictures' size or number.
    """
    sides = pictures.shape[1:3]
    if min(sides) < LEAST_SIDE or max(sides) > GREATEST_SIDE:
        raise InputError(
            "The classifier wants pictures of {least} to {greatest} pixels along each side, "
            "got {width} × {height}.",
            least=LEAST_SIDE,
            greatest=GREATEST_SIDE,
            width=sides[1],
            height=sides[0],
        )
    if len(pictures) < 2 or len(pictures) != len(labels):
        raise InputError("A classifier learns from at least two pictures and the class of each.")
