"""What the networks of this field learn, one task for each file of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.denoising.damages import gaussian_with_level
from core.nn.task import Task

if TYPE_CHECKING:
    from torch import nn


def _unet(channels: int) -> nn.Module:
    from core.denoising.networks.unet import UNet

    return UNet(channels)


TASKS = (
    Task(
        name="unet_grey",
        build=lambda: _unet(1),
        damage=gaussian_with_level,
        channels=1,
    ),
    Task(
        name="unet_colour",
        build=lambda: _unet(3),
        damage=gaussian_with_level,
        channels=3,
        start="unet_grey",
    ),
)
