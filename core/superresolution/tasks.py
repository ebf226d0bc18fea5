"""What the networks of this field learn, one task for each file of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.superresolution.objectives import EnlargingTask, PerceptualTask
from core.superresolution.scale import SCALES

if TYPE_CHECKING:
    from torch import Generator, Tensor, nn


def shrinking(clean: Tensor, generator: Generator) -> tuple[Tensor, ...]:
    """Shrink a third of the pictures to a half, a third to a third, the rest to a quarter.

    So every step of training and every measurement sees all scales.

    Returns:
        For each scale small pictures, (b, C, H / scale, W / scale).
    """
    from core.superresolution.networks.enlarging import shrunk

    parts = clean.tensor_split(len(SCALES))
    return tuple(shrunk(part, scale) for part, scale in zip(parts, SCALES, strict=True))


def _srcnn() -> nn.Module:
    from core.superresolution.networks.srcnn import SRCNN

    return SRCNN()


def _espcn() -> nn.Module:
    from core.superresolution.networks.espcn import ESPCN

    return ESPCN()


def _residual() -> nn.Module:
    from core.superresolution.networks.residual import Residual

    return Residual()


TASKS = (
    EnlargingTask(
        name="srcnn",
        build=_srcnn,
        damage=shrinking,
        patch=60,
        batch=6,
        steps=40_000,
        is_exact=True,
    ),
    EnlargingTask(
        name="espcn",
        build=_espcn,
        damage=shrinking,
        patch=96,
        batch=24,
        rate=1.5e-3,
        is_exact=True,
    ),
    EnlargingTask(name="residual", build=_residual, damage=shrinking, patch=120, batch=12),
    PerceptualTask(
        name="perceptual",
        build=_residual,
        damage=shrinking,
        patch=108,
        batch=6,
        rate=3e-4,
        steps=2500,
        start="residual",
    ),
)

NAMED = {task.name: task for task in TASKS}
