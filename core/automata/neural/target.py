"""Pictures that neural automata learn to grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

if TYPE_CHECKING:
    import torch
    from torch import Tensor

FOLDER = Path(__file__).resolve().parents[3] / "assets" / "emoji"
MARGIN = 5  # dead cells around a picture, so that it can grow past its border and be called back

Target = NDArray[np.float32]  # (side, side, 4), colours multiplied by alpha, in [0, 1]


def read_target(path: Path, side: int) -> Target:
    """Read a picture and make it a target of that side, margin included."""
    with Pillow.open(path) as picture:
        return as_target(picture, side)


def as_target(picture: Pillow.Image, side: int) -> Target:
    """Return a picture with transparency as a square target, centred, with its margin.

    Args:
        picture: Of any shape and mode; without transparency its border colour stays as it is.
        side: Cells along the target's side.
    """
    pixels = np.asarray(picture.convert("RGBA"), np.float32) / np.float32(255)
    pixels[..., :3] *= pixels[..., 3:]  # before shrinking, else what is unseen colours the rim
    inner = side - 2 * MARGIN
    scale = inner / max(pixels.shape[:2])
    height, width = (max(1, round(length * scale)) for length in pixels.shape[:2])
    planes = [_shrink(pixels[..., channel], height, width) for channel in range(4)]
    target = np.zeros((side, side, 4), np.float32)
    top, left = (side - height) // 2, (side - width) // 2
    target[top : top + height, left : left + width] = np.stack(planes, -1).clip(0, 1)
    return target


def _shrink(plane: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """Average areas, (H, W) to (height, width)."""
    small = Pillow.fromarray(plane).resize((width, height), Pillow.Resampling.BOX)
    return np.asarray(small, np.float32)


def scales(side: int) -> NDArray[np.float32]:
    """Draw a texture of overlapping scales, a torus of (side, side, 3); side a multiple of 16.

    Every scale is a disc that hides those of the row above it.
    """
    rows, columns = np.mgrid[:side, :side].astype(np.float32) + 0.5
    picture = np.zeros((side, side, 3), np.float32)
    rim, body, glint = np.array([[0.05, 0.12, 0.25], [0.1, 0.5, 0.6], [0.95, 0.85, 0.45]])
    width, height = 16, 8
    for number in range(-2, side // height + 2):  # from above; later ones lie on top
        middle = np.float32(number % 2 * width / 2)
        across = (columns - middle + width / 2) % width - width / 2
        down = rows - (side - number * height) + 3
        distance = np.hypot(across, down) / (width / 2 + 1)
        shade = np.clip(1 - distance, 0, 1)[..., None] ** 0.8
        colour = np.where(distance[..., None] > 0.84, rim, body + (glint - body) * shade)
        picture = np.where((distance < 1)[..., None], colour, picture)
    return picture.astype(np.float32)


@dataclass(frozen=True)
class Targets:
    """One target in the place of a folder of patches: each draw gives all of it."""

    target: NDArray[np.float32]  # (side, side, 4), or (side, side, 3) of a texture

    @property
    def training(self) -> tuple[NDArray[np.float32], ...]:
        """The pictures that are learned."""
        return (self.target,)

    def draw(
        self, batch: int, side: int, seed: Sequence[int], device: torch.device | None = None
    ) -> Tensor:
        """Return the target, once for each of a batch, (batch, C, side, side)."""
        import torch

        whole = torch.from_numpy(np.ascontiguousarray(self.target.transpose(2, 0, 1)))
        return whole.expand(batch, *whole.shape).contiguous()

    def validation(self) -> Tensor:
        """Return what the grown picture is compared with, (4, C, side, side)."""
        return self.draw(4, len(self.target), ())
