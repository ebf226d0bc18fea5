"""What the networks of this field learn, one task for each file of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.denoising.colours import vary_colours
from core.denoising.damages import (
    blur,
    compression,
    gaps,
    gaussian_with_level,
    impulses,
    masking,
    noise,
    one_of,
    photons,
)
from core.denoising.objectives import AdversarialTask, AutoencoderTask, DnCNNTask, RecurrentTask
from core.nn.task import Task

if TYPE_CHECKING:
    from torch import nn

AUTOENCODER_WIDTHS = (2, 8, 32, 128)  # numbers kept for 8 × 8 pixels


def _unet(channels: int) -> nn.Module:
    from core.denoising.networks.unet import UNet

    return UNet(channels)


def _dncnn(name: str, channels: int, start: str = "") -> Task:
    def build() -> nn.Module:
        from core.denoising.networks.dncnn import DnCNN

        return DnCNN(channels)

    damage = one_of(noise, noise, compression, photons)
    return DnCNNTask(
        name=name,
        build=build,
        damage=damage,
        channels=channels,
        patch=40,
        batch=12,
        steps=5000,
        start=start,
    )


def _autoencoder(name: str, width: int, kl: float = 0.0) -> Task:
    def build() -> nn.Module:
        from core.denoising.networks.autoencoder import Autoencoder

        return Autoencoder(width, variational=kl > 0)

    damage = one_of(masking, impulses, noise)
    return AutoencoderTask(
        name=name, build=build, damage=damage, channels=3, steps=5000, is_exact=True, kl=kl
    )


def _recurrent_cnn() -> nn.Module:
    from core.denoising.networks.recurrent_cnn import RecurrentCNN

    return RecurrentCNN()


def _adversarial() -> nn.Module:
    from core.denoising.networks.adversarial import Adversarial

    return Adversarial()


TASKS = (
    Task(
        name="unet_grey",
        build=lambda: _unet(1),
        damage=gaussian_with_level,
        channels=1,
        on_device=True,
    ),
    Task(
        name="unet_colour",
        build=lambda: _unet(3),
        damage=gaussian_with_level,
        channels=3,
        on_device=True,
        vary=vary_colours,
        start="unet_grey",
    ),
    _dncnn("dncnn_grey", 1),
    _dncnn("dncnn_colour", 3, start="dncnn_grey"),
    *(_autoencoder(f"autoencoder_{width}", width) for width in AUTOENCODER_WIDTHS),
    _autoencoder("autoencoder_variational", 32, kl=2e-3),
    RecurrentTask(
        name="recurrent_cnn",
        build=_recurrent_cnn,
        damage=one_of(impulses, gaps),
        channels=3,
        rate=2e-3,
        steps=5000,
        is_exact=True,  # a small difference grows from turn to turn
    ),
    AdversarialTask(
        name="adversarial",
        build=_adversarial,
        damage=one_of(blur, gaps),
        channels=3,
        rate=7e-4,
        steps=5000,
    ),
)

NAMED = {task.name: task for task in TASKS}
