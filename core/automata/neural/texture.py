"""What a texture is to an automaton that learns it: how its patches are spread, at every scale."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, conv2d, pad

from core.automata.neural.rule import as_picture

SCALES = (1, 2, 4)  # pixels that become one before patches are cut
PATCH = 7  # side of a patch, in pixels of its scale
DIRECTIONS = 48  # in the space of patches, along which they are lined up; drawn anew each time


def sliced_distance(picture: Tensor, target: Tensor, seed: int) -> Tensor:
    """Return how far the patches of two textures lie apart, (B,).

    Patches of each scale are projected on random directions and sorted; the distance is the
    mean square between those of the same rank: the sliced Wasserstein distance, squared, each
    direction in units of the target's own spread.

    Args:
        picture: (B, 3, H, W), on a torus.
        target: Of the same shape, the same picture throughout.
        seed: Draws the directions.

    Source:
        J. Rabin, G. Peyré, J. Delon and M. Bernot, Wasserstein Barycenter and Its Application
        to Texture Mixing, SSVM (2011) 435-446.
    """
    generator = torch.Generator().manual_seed(seed)
    total = torch.zeros(len(picture), device=picture.device)
    for scale in SCALES:
        directions = torch.randn(DIRECTIONS, 3, PATCH, PATCH, generator=generator)
        half = DIRECTIONS // 2  # of them blind to brightness, else it would drown what is fine
        directions[:half] -= directions[:half].mean((2, 3), keepdim=True)
        directions = directions.to(picture)
        ours, theirs = (_lined_up(p, directions, scale) for p in (picture, target[:1]))
        spread = theirs.var(-1, keepdim=True) + 1e-6
        total = total + ((ours - theirs).square() / spread).mean((1, 2))
    return total / len(SCALES)


def _lined_up(picture: Tensor, directions: Tensor, scale: int) -> Tensor:
    """Return the patches' sorted projections, (B, directions, H W / scale²)."""
    small = avg_pool2d(picture, scale)
    around = pad(small, (PATCH // 2,) * 4, mode="circular")
    with torch.autocast(picture.device.type, enabled=False):  # ranks want all digits
        return conv2d(around, directions).flatten(2).sort(-1).values


def texture_mismatch(state: Tensor, target: Tensor, seed: int) -> Tensor:
    """Return the same of cells and a target that hold their channels last."""
    return sliced_distance(as_picture(state).movedim(-1, 1), target.movedim(-1, 1), seed)
