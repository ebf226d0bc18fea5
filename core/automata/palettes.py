"""Colours for cells."""

import numpy as np
from numpy.typing import NDArray

from core.image import Image

ANCHORS = {  # from the lowest state to the highest, evenly spaced
    "ink": ("ffffff", "101014"),
    "night": ("000000", "ffffff"),
    "fire": ("0b0710", "4b1045", "a52c3a", "e8702a", "fcd36b", "fffbe8"),
    "sea": ("07131f", "123d5a", "1f7a8c", "62b6a8", "bfe3c8", "fdfdf0"),
    "moss": ("f6f3e8", "cfd8a6", "86a96b", "3f7355", "1d4441", "0d2129"),
    "rainbow": ("d1495b", "edae49", "7fb069", "2e86ab", "6f4c9b", "d1495b"),
}
SHADES = 256  # of a continuous field


def colours(name: str, count: int) -> NDArray[np.float32]:
    """Return that many colours of a palette, (count, C): C is 1 where all are grey.

    The rainbow closes on itself, so that the last state lies beside the first.
    """
    anchors = np.array([tuple(bytes.fromhex(text)) for text in ANCHORS[name]]) / 255
    if name == "ink":
        anchors = anchors.mean(axis=1, keepdims=True)
    elif name == "night":
        anchors = anchors[:, :1]
    places = np.linspace(0, len(anchors) - 1, count + (name == "rainbow"))[:count]
    along = np.arange(len(anchors))
    return np.stack([np.interp(places, along, c) for c in anchors.T], axis=1).astype(np.float32)


def paint(grid: NDArray[np.integer], states: int, palette: str) -> Image:
    """Return a picture of the cells, one pixel each."""
    return colours(palette, states)[grid]


def paint_field(field: NDArray[np.float32], palette: str) -> Image:
    """Return a picture of a continuous field; values beyond [0, 1] are clipped."""
    shades = np.rint(np.clip(field, 0, 1) * (SHADES - 1)).astype(np.uint8)
    return colours(palette, SHADES)[shades]
