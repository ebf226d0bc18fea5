"""Training pictures: read once, and cut into patches at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.image import read_image
from core.metrics import luma
from core.sentence import InputError

if TYPE_CHECKING:
    from torch import Tensor

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")
KEPT_ASIDE = 40  # one picture in so many is never trained on, but validates
VALIDATION_SIDE = 192  # pixels of the square cut from each picture kept aside


class Pictures(Protocol):
    """What a network learns from."""

    @property
    def training(self) -> tuple[NDArray[Any], ...]:
        """The pictures."""

    def draw(self, batch: int, side: int, seed: Sequence[int]) -> Tensor:
        """Draw some, (batch, C, side, side) in [0, 1]; the same seed draws the same ones."""

    def validation(self) -> Tensor:
        """Return what the network is measured on, (N, C, H, W) in [0, 1]."""


@dataclass(frozen=True)
class Patches:
    """Pictures to train on and pictures kept aside, 8 bits each, (H, W, C)."""

    training: tuple[NDArray[np.uint8], ...]
    aside: tuple[NDArray[np.uint8], ...]

    def draw(self, batch: int, side: int, seed: Sequence[int]) -> Tensor:
        """Cut patches at random, turned and mirrored; the same seed draws the same ones.

        Returns:
            Patches in [0, 1], (batch, C, side, side).
        """
        random = np.random.default_rng(seed)
        return _stack([self._cut(side, random) for _ in range(batch)])

    def _cut(self, side: int, random: np.random.Generator) -> NDArray[np.uint8]:
        picture = self.training[random.integers(len(self.training))]
        top = random.integers(picture.shape[0] - side + 1)
        left = random.integers(picture.shape[1] - side + 1)
        patch = np.rot90(picture[top : top + side, left : left + side], int(random.integers(4)))
        return patch[:, ::-1] if random.integers(2) else patch

    def validation(self) -> Tensor:
        """Return the middle of each picture kept aside, (N, C, side, side) in [0, 1]."""
        sides = [VALIDATION_SIDE, *(side for p in self.aside for side in p.shape[:2])]
        return _stack([_middle(picture, min(sides)) for picture in self.aside])


def read_patches(folders: Sequence[Path], channels: int, smallest: int) -> Patches:
    """Read the pictures of some folders, not those below them.

    Args:
        folders: Where PNG, JPEG and the like lie.
        channels: 1 turns colour pictures grey, 3 leaves grey ones with equal channels.
        smallest: Pixels along the shorter side that a picture must have; others are left out.

    Raises:
        InputError: A folder is missing, or holds no picture that can be read and used.
    """
    found = [picture for folder in folders for picture in _read(folder, channels, smallest)]
    aside = found[::KEPT_ASIDE]
    training = [p for i, p in enumerate(found) if i % KEPT_ASIDE] or aside
    return Patches(tuple(training), tuple(aside))


def _read(folder: Path, channels: int, smallest: int) -> list[NDArray[np.uint8]]:
    if not folder.is_dir():
        raise InputError("There is no folder {name}.", name=folder)
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES)
    pictures = []
    for path in paths:
        try:
            pixels = _to_channels(read_image(path).image, channels)
        except (InputError, OSError):
            continue  # one bad file does not stop a training; none left does, below
        if min(pixels.shape[:2]) >= smallest:
            pictures.append(pixels)
    if not pictures:
        raise InputError(
            "No picture in {name} can be used: there must be PNG, JPEG, TIFF, BMP or WebP files"
            " of at least {side} × {side} pixels.",
            name=folder,
            side=smallest,
        )
    return pictures


def _to_channels(image: NDArray[np.float32], channels: int) -> NDArray[np.uint8]:
    if channels == 1 and image.shape[2] == 3:
        image = luma(image)
    if channels == 3 and image.shape[2] == 1:
        image = image.repeat(3, axis=2)
    return np.round(image * 255).clip(0, 255).astype(np.uint8)


def _middle(picture: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    top, left = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    return picture[top : top + side, left : left + side]


def _stack(pictures: Sequence[NDArray[np.uint8]]) -> Tensor:
    import torch

    together = np.stack(pictures).transpose(0, 3, 1, 2)
    return torch.from_numpy(np.ascontiguousarray(together)).float() / 255
