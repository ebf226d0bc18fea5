"""Small random moves of pictures, for training the classifiers that come along."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Generator, Tensor


@dataclass(frozen=True, kw_only=True)
class Jitter:
    """Moves, turns and mirrors each picture of a batch by its own draw."""

    shift: float = 0.0  # at most, as a share of the side
    turn: float = 0.0  # at most, in degrees either way
    scale: float = 0.0  # at most, as a share of the size either way
    mirror: bool = False  # left to right, one picture in two

    def __call__(
        self, pictures: Tensor, labels: Tensor, generator: Generator
    ) -> tuple[Tensor, Tensor]:
        """Return the moved pictures (B, C, H, W), black where nothing was, and the labels."""
        import torch
        from torch.nn import functional

        count = len(pictures)
        across, down, turned, larger = torch.rand(4, count, generator=generator) * 2 - 1
        angle, size = turned * self.turn * pi / 180, 1 + larger * self.scale
        side = torch.ones(count)
        if self.mirror:
            side = torch.rand(count, generator=generator).sub(0.5).sign()
        # from where each pixel of the result comes, in halves of the side
        rows = (
            torch.stack([side * size * angle.cos(), -size * angle.sin(), 2 * self.shift * across]),
            torch.stack([side * size * angle.sin(), size * angle.cos(), 2 * self.shift * down]),
        )
        matrix = torch.stack(rows).permute(2, 0, 1)  # (B, 2, 3)
        grid = functional.affine_grid(matrix, list(pictures.shape), align_corners=False)
        return functional.grid_sample(pictures, grid, align_corners=False), labels
