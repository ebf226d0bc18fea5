"""From a sheet back to the samples on it, and what each of them was asked to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.generation.clothing import GARMENTS, labels_of
from core.generation.keeping import describe
from core.generation.sampling import GAP
from core.image import Image

Learned = Literal["FashionMNIST", "emoji", ""]  # what the maker learned from; nothing: others
EMOJI, CLOTHING = 32, 28  # pixels of a sample
UNKNOWN = -1  # the label of what was asked to be nothing in particular


@dataclass(frozen=True, eq=False)
class Samples:
    """What a sheet shows."""

    pictures: NDArray[np.float32]  # (N, S, S, C), black 0, white 1
    labels: NDArray[np.int64]  # (N,), places in GARMENTS, or UNKNOWN
    source: Learned = "FashionMNIST"

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.pictures)

    def take(self, count: int) -> Samples:
        """Return the first of them."""
        return replace(self, pictures=self.pictures[:count], labels=self.labels[:count])


def samples_of(method: str, settings: Mapping[str, Any], image: Image) -> Samples:
    """Cut a method's result into its samples.

    Args:
        method: Id of the method.
        settings: All of them, checked.
        image: Its result: a sheet of pictures with gaps between.
    """
    if method == "trained" and settings["model"]:
        return _of_trained(settings, image)
    tiles = cut(image, EMOJI if method == "words" else CLOTHING)
    if method == "reconstruct":  # the given picture, what was made of it, and their difference
        return Samples(tiles[1:2], np.array([UNKNOWN]))
    count = int(settings.get("count", len(tiles)))
    if method == "latent_map":
        count = count**2
    labels = _labels(method, settings, min(count, len(tiles)))
    return Samples(tiles[:count], labels, "emoji" if method == "words" else "FashionMNIST")


def _of_trained(settings: Mapping[str, Any], image: Image) -> Samples:
    """Return the samples of a model that was trained here."""
    known = describe(settings["model"])
    tiles = cut(image, int(known["shape"]["side"]))[: settings["count"]]
    is_clothing = known["data"] == "FashionMNIST" and tiles.shape[1:] == (CLOTHING, CLOTHING, 1)
    labels = np.full(len(tiles), UNKNOWN)
    if is_clothing and known["shape"]["classes"]:
        labels = _labels("trained", settings, len(tiles))
    return Samples(tiles, labels, "FashionMNIST" if is_clothing else "")


def cut(image: Image, side: int) -> NDArray[np.float32]:
    """Return the pictures of a sheet row by row, (N, side, side, C), empty places included."""
    height, width, channels = image.shape
    rows, columns = (height + GAP) // (side + GAP), (width + GAP) // (side + GAP)
    whole = np.pad(image, ((0, GAP), (0, GAP), (0, 0)))
    shape = rows, side + GAP, columns, side + GAP, channels
    tiles = whole.reshape(shape).swapaxes(1, 2)[:, :, :side, :side]
    return np.ascontiguousarray(tiles.reshape(-1, side, side, channels), np.float32)


def _labels(method: str, settings: Mapping[str, Any], count: int) -> NDArray[np.int64]:
    kind = "each" if method == "trained" else settings.get("clothing")
    if method == "trained" and settings["kind"] >= 0:
        kind = GARMENTS[settings["kind"] % len(GARMENTS)]
    if kind is None:
        return np.full(count, UNKNOWN)
    if method == "arithmetic":  # two of one kind, two of another
        return np.repeat([GARMENTS.index(kind), GARMENTS.index(settings["onto"])], 2)
    return labels_of(kind, count, int(settings.get("seed", 0)))
