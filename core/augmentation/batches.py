"""Augmenting the pictures of a training, a batch at a time."""

from collections.abc import Mapping
from typing import Any

import torch
from torch.nn.functional import one_hot
from torchvision import tv_tensors

from core.augmentation.drawing import draw
from core.augmentation.pairs import PAIRS
from core.augmentation.pipeline import SEEDS, STRIDE, Pipeline, Stage
from core.augmentation.seeded import Seeded
from core.augmentation.transform import Size, spelling

Batch = tuple[torch.Tensor, torch.Tensor]  # pictures and labels


def augment_batch(
    pipeline: Pipeline,
    pictures: torch.Tensor,
    labels: torch.Tensor,
    classes: int,
    *,
    seed: int,
) -> Batch:
    """Return a batch in which every picture had a draw of its own.

    Args:
        pipeline: Its stages in their order; MixUp and CutMix pair pictures of the batch.
        pictures: Bytes, (N, C, H, W).
        labels: Whole numbers, (N,).
        classes: How many classes there are.
        seed: Draws everything.

    Returns:
        Pictures, float32 in [0, 1], (N, C, H, W), and shares of the classes, (N, classes).
    """
    batch = pictures, one_hot(labels, classes).float()
    for number, stage in enumerate(pipeline.stages):
        stream = (seed + STRIDE * number) % SEEDS
        batch = _mix(stage, batch, stream) if _pairs(stage) else _each(stage, batch, stream)
    return batch[0].float() / 255, batch[1]


def _pairs(stage: Stage) -> bool:
    return stage.call(Size(1, 1)).kind in PAIRS


def _each(stage: Stage, batch: Batch, seed: int) -> Batch:
    pictures, shares = batch
    spell = spelling(stage.method.run)
    seeds = torch.randint(
        SEEDS, (len(pictures),), generator=torch.Generator().manual_seed(seed)
    ).tolist()
    made = []
    for picture, own in zip(pictures, seeds, strict=True):
        settings: Mapping[str, Any] = {**stage.settings, "seed": own}
        made.append(draw(spell, {"picture": tv_tensors.Image(picture)}, settings)[0]["picture"])
    return torch.stack([one.as_subclass(torch.Tensor) for one in made]), shares


def _mix(stage: Stage, batch: Batch, seed: int) -> Batch:
    """Mix every picture with a random one, all in the same share, as torchvision does."""
    pictures, shares = batch
    with Seeded(seed):
        order = torch.randperm(len(pictures))
        transform = stage.call(Size(1, 1)).giving(num_classes=shares.shape[1]).build()
        mixed, shares = transform(pictures[order].float(), shares[order])
    back = torch.argsort(order)
    return mixed[back].round().to(torch.uint8), shares[back]
