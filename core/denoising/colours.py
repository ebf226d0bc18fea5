"""More colours to learn from: those of photographs are few, and many cameras blur them."""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Generator, Tensor

PALER, RICHER = 0.7, 2.5  # ends of what saturation is multiplied by


def vary_colours(clean: Tensor, generator: Generator) -> Tensor:
    """Turn the hue, change the saturation and swap the channels of about half of the patches.

    Args:
        clean: Patches, (B, 3, H, W) in [0, 1].
        generator: Draws which, and how.

    Returns:
        Patches of the same shape in [0, 1].
    """
    import torch

    device, count = clean.device, len(clean)
    chance, turn, gain = torch.rand(3, count, generator=generator, device=device)
    order = torch.rand(count, 3, generator=generator, device=device).argsort(dim=1)
    swapped = clean.gather(1, order[:, :, None, None].expand_as(clean))
    matrix = _turns(2 * pi * turn)  # (B, 3, 3), about the axis of greys
    turned = torch.einsum("bij,bjhw->bihw", matrix, swapped)
    grey = turned.mean(1, keepdim=True)
    saturation = PALER * (RICHER / PALER) ** gain[:, None, None, None]
    varied = (grey + saturation * (turned - grey)).clamp(0, 1)
    return torch.where(chance[:, None, None, None] < 0.5, varied, clean)


def _turns(angle: Tensor) -> Tensor:
    """Return the rotations by these angles about the diagonal of the colour cube, (B, 3, 3)."""
    import torch

    ones = torch.ones(3, 3, device=angle.device) / 3
    unit = torch.eye(3, device=angle.device)
    side = 1 / sqrt(3)
    cross = torch.tensor(
        [[0, -side, side], [side, 0, -side], [-side, side, 0]], device=angle.device
    )
    cosine, sine = angle.cos()[:, None, None], angle.sin()[:, None, None]
    return cosine * unit + (1 - cosine) * ones + sine * cross
