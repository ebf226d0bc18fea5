"""What the networks of this field are trained to mend: random damage on whole batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Generator, Tensor

STRONGEST = 75 / 255  # standard deviation of noise


def gaussian_with_level(clean: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
    """Add Gaussian noise of a random level to each picture, weak noise more often than strong.

    Returns:
        Noisy pictures, (B, C, H, W), and their noise levels, (B, 1, 1, 1).
    """
    import torch

    chance = torch.rand(len(clean), 1, 1, 1, generator=generator)
    sigma = STRONGEST * chance**1.3
    return clean + sigma * torch.randn(clean.shape, generator=generator), sigma
