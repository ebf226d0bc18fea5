"""The trained models that came along, by the names of their weights.

They are small, so they run on the CPU wherever they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from core.generation.trainings import NAMED

if TYPE_CHECKING:
    from core.generation.models.flow import Flow
    from core.generation.models.gan import GAN
    from core.generation.models.vae import VAE
    from core.generation.models.words import Words


def gan(weights: str = "") -> GAN:
    """Return the trained GAN, as everybody shares it."""
    return cast("GAN", _load("gan_fashion", weights))


def vae(name: str, weights: str = "") -> VAE:
    """Return a trained VAE: vae_fashion, beta_vae_fashion or vae_map_fashion."""
    return cast("VAE", _load(name, weights))


def flow(weights: str = "") -> Flow:
    """Return the trained flow."""
    return cast("Flow", _load("flow_fashion", weights))


def words(weights: str = "") -> Words:
    """Return the trained flow that is asked in words."""
    return cast("Words", _load("words_emoji", weights))


def _load(name: str, weights: str) -> object:
    import torch

    from core.nn.weights import load

    return load(NAMED[name], weights, torch.device("cpu"))
