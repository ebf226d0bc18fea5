"""What the networks of this field share: small pictures go in, a batch for each scale."""

from abc import ABC, abstractmethod

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.superresolution.scale import SCALES


class Enlarging(nn.Module, ABC):
    """A network for the luma of pictures that serves every scale."""

    multiple = 1  # sides of a small picture are multiples of this

    @abstractmethod
    def enlarge(self, low: Tensor, scale: int) -> Tensor:
        """Return pictures (B, 1, scale h, scale w) of small ones, (B, 1, h, w)."""

    def forward(self, *lows: Tensor) -> Tensor:
        """Return all pictures, (B, 1, H, W), of what they were shrunk to.

        Args:
            lows: For each of SCALES some, (b, 1, H / scale, W / scale).
        """
        pairs = zip(lows, SCALES, strict=True)
        return torch.cat([self.enlarge(low, scale) for low, scale in pairs if len(low)])


def bicubic(low: Tensor, scale: int) -> Tensor:
    """Return pictures enlarged as bicubic interpolation with a = -0.5 does it.

    That is what PyTorch computes where it smooths against aliasing; its plain bicubic
    has a = -0.75. Smoothing itself only matters when a picture is made smaller.
    """
    return functional.interpolate(low, scale_factor=scale, mode="bicubic", antialias=True)


def shrunk(high: Tensor, scale: int) -> Tensor:
    """Return pictures (B, 1, H, W) made smaller by the field's bicubic: (B, 1, H / scale, ...).

    Values are those of a saved picture: 8 bits, from black to white.
    """
    size = [side // scale for side in high.shape[2:]]
    small = functional.interpolate(high, size, mode="bicubic", antialias=True)
    return (small.clamp(0, 1) * 255).round() / 255
