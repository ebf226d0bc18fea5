"""Training pictures: read once, and cut into patches at random."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.image import read_image
from core.metrics import luma
from core.nn.sources import Source, read_source
from core.sentence import InputError

if TYPE_CHECKING:
    import torch
    from torch import Tensor

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")
KEPT_ASIDE = 40  # one picture in so many is never trained on, but validates
VALIDATION_SIDE = 192  # pixels of the square cut from each picture kept aside


class Pictures(Protocol):
    """What a network learns from."""

    @property
    def training(self) -> tuple[NDArray[Any], ...]:
        """The pictures."""

    def draw(
        self, batch: int, side: int, seed: Sequence[int], device: torch.device | None = None
    ) -> Tensor:
        """Draw some, (batch, C, side, side) in [0, 1]; the same seed draws the same ones."""

    def validation(self) -> Tensor:
        """Return what the network is measured on, (N, C, H, W) in [0, 1]."""


@dataclass(frozen=True)
class Patches:
    """Pictures to train on and pictures kept aside, 8 bits each, (H, W, C)."""

    training: tuple[NDArray[np.uint8], ...]
    aside: tuple[NDArray[np.uint8], ...]
    weights: tuple[float, ...] = ()  # of each training picture; none where all are alike
    _resident: dict[torch.device, list[Tensor]] = field(default_factory=dict, compare=False)

    def draw(
        self, batch: int, side: int, seed: Sequence[int], device: torch.device | None = None
    ) -> Tensor:
        """Cut patches at random, turned and mirrored; the same seed draws the same ones.

        Args:
            batch: How many.
            side: Of each, in pixels.
            seed: Draws pictures, places and turns.
            device: Where the patches are made; the pictures stay there, 8 bits each.

        Returns:
            Patches in [0, 1], (batch, C, side, side).
        """
        import torch

        random = np.random.default_rng(seed)
        pictures = self._pictures_on(device or torch.device("cpu"))
        return torch.stack([self._cut(pictures, side, random) for _ in range(batch)]).float() / 255

    @cached_property
    def _shares(self) -> NDArray[np.float64]:
        """Running sums of the pictures' weights, the last 1."""
        sums = np.cumsum(self.weights or np.ones(len(self.training)))
        return sums / sums[-1]

    def _pictures_on(self, device: torch.device) -> list[Tensor]:
        """Return the training pictures as tensors (C, H, W) of 8 bits on a device."""
        import torch

        if device not in self._resident:
            planes = (np.ascontiguousarray(p.transpose(2, 0, 1)) for p in self.training)
            self._resident[device] = [torch.from_numpy(p).to(device) for p in planes]
        return self._resident[device]

    def _cut(self, pictures: list[Tensor], side: int, random: np.random.Generator) -> Tensor:
        picture = pictures[int(np.searchsorted(self._shares, random.random(), side="right"))]
        top = int(random.integers(picture.shape[1] - side + 1))
        left = int(random.integers(picture.shape[2] - side + 1))
        patch = picture[:, top : top + side, left : left + side].rot90(
            int(random.integers(4)), (1, 2)
        )
        return patch.flip(2) if random.integers(2) else patch

    def validation(self) -> Tensor:
        """Return the middle of each picture kept aside, (N, C, side, side) in [0, 1]."""
        sides = [VALIDATION_SIDE, *(side for p in self.aside for side in p.shape[:2])]
        return _stack([_middle(picture, min(sides)) for picture in self.aside])


def read_patches(folders: Sequence[Path | Source], channels: int, smallest: int) -> Patches:
    """Read the pictures of some folders, not those below them.

    Args:
        folders: Where PNG, JPEG and the like lie; as `core.nn.sources` writes them.
        channels: 1 turns colour pictures grey, 3 leaves grey ones with equal channels.
        smallest: Pixels along the shorter side that a picture must have; others are left out.

    Raises:
        InputError: A folder is missing, or holds no picture that can be read and used.
    """
    aside, training, weights = [], [], []
    for given in folders:
        source = given if isinstance(given, Source) else read_source(given)
        found = _read(source, channels, smallest)
        aside += found[::KEPT_ASIDE]  # the same ones, however much the folder is shrunk
        kept = [p for i, p in enumerate(found) if i % KEPT_ASIDE] or found[::KEPT_ASIDE]
        training += kept
        weights += [1.0 if source.weight is None else source.weight / len(kept)] * len(kept)
    return Patches(tuple(training), tuple(aside), tuple(weights))


def _read(source: Source, channels: int, smallest: int) -> list[NDArray[np.uint8]]:
    folder = source.folder
    if not folder.is_dir():
        raise InputError("There is no folder {name}.", name=folder)
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES)
    pictures = []
    for path in paths:
        try:
            picture = _shrunk(read_image(path).image, source.shrink)
            pixels = _to_channels(picture, channels)
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


def _shrunk(image: NDArray[np.float32], times: int) -> NDArray[np.float32]:
    """Return the means of squares of so many pixels a side."""
    height, width = image.shape[0] // times, image.shape[1] // times
    squares = image[: height * times, : width * times].reshape(height, times, width, times, -1)
    return squares.mean(axis=(1, 3))


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
