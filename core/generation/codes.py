"""What models make of codes, and what there is between codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from core.generation import shelf
from core.generation.clothing import labels_of
from core.generation.sampling import as_pictures
from core.image import Image

if TYPE_CHECKING:
    from torch import Tensor

    from core.generation.models.gan import GAN
    from core.generation.models.model import Model
    from core.generation.models.vae import VAE

TITLES = {"gan": "GAN", "vae": "VAE", "beta_vae": "β-VAE", "flow": "Flow"}


def between(first: Tensor, last: Tensor, share: float) -> Tensor:
    """Return the code a share of the way from one to another, along the sphere.

    Args:
        first: (1, …).
        last: The same shape.
        share: In [0, 1].
    """
    cosine = (first * last).sum() / (first.norm() * last.norm())
    angle = cosine.clamp(-1, 1).acos()
    if angle.sin() < 1e-6:
        return first.lerp(last, share)
    return ((1 - share) * angle).sin() / angle.sin() * first + (
        (share * angle).sin() / angle.sin()
    ) * last


def components(network: Model) -> np.ndarray:
    """Return the directions of codes that the first layer amplifies most, strongest first.

    Returns:
        (latent, latent), a row each, of length 1.
    """
    upwards = cast("GAN", network).generator if hasattr(network, "generator") else None
    layer = (upwards or cast("VAE", network).decoder).first
    weights = layer.weight[:, : network.latent].detach().float().numpy()
    return np.linalg.svd(weights, full_matrices=False)[2]


def network_of(model: str, weights: str) -> Model:
    """Return the network of a model that TITLES names."""
    if model == "gan":
        return shelf.gan(weights)
    return shelf.flow(weights) if model == "flow" else shelf.vae(f"{model}_fashion", weights)


def made(network: Model, codes: Tensor, clothing: str | None) -> Image:
    """Return the pictures of codes (N, …), of one kind where it is named: (N, 28, 28, 1)."""
    import torch

    count = len(codes)
    labels = np.full(count, -1) if clothing is None else labels_of(clothing, count, 0)
    with torch.inference_mode():
        return as_pictures(network.sample(codes, torch.from_numpy(labels)))
