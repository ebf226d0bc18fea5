"""Tasks of this field: shrunken pictures are to become what they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.nn.patches import Patches, Pictures, read_patches
from core.nn.sources import Source
from core.nn.task import Norm, Task, distance
from core.sentence import InputError
from core.superresolution.scale import SCALES

if TYPE_CHECKING:
    from torch import Tensor, nn

UNIT = 12  # pixels; a side that is a multiple can be shrunk to a half, a third and a quarter


@dataclass(frozen=True, kw_only=True)
class EnlargingTask(Task):
    """Luma alone is learned, at all scales together."""

    channels: int = 1

    def read(self, folders: Sequence[Path | Source], side: int) -> Pictures:
        """Read pictures, those kept aside cut to sides that every scale divides.

        Raises:
            InputError: A folder holds nothing to train on, none is named, or the side of a patch
                is not one that every scale divides.
        """
        if side % UNIT:
            raise InputError(
                "patch must be a multiple of {unit} pixels, got {value}.", unit=UNIT, value=side
            )
        if not folders:
            raise InputError("The training {name} needs a folder of pictures.", name=self.name)
        patches = read_patches(folders, self.channels, side)
        cut = tuple(
            p[: p.shape[0] // UNIT * UNIT, : p.shape[1] // UNIT * UNIT] for p in patches.aside
        )
        return Patches(patches.training, cut, patches.weights)


@dataclass(frozen=True, kw_only=True)
class PerceptualTask(EnlargingTask):
    """Besides being close, pictures are to look alike: in features and in texture."""

    features: float = 0.04  # weight of their difference
    texture: float = 0.12  # weight of that of its statistics

    def loss(
        self, network: nn.Module, clean: Tensor, inputs: tuple[Tensor, ...], norm: Norm
    ) -> Tensor:
        """Return the distance, and what the differences that are seen cost."""
        import torch

        from core.superresolution.perception import feature_difference, texture_difference

        estimate = network(*inputs)
        parts = zip(
            *(all.tensor_split(len(SCALES)) for all in (estimate, clean)), SCALES, strict=True
        )
        texture = [texture_difference(*part) for part in parts]
        return (
            distance(estimate, clean, norm)
            + self.features * feature_difference(estimate, clean)
            + self.texture * torch.stack(texture).mean()
        )
