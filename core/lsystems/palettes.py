"""Colours of drawings: a background, and a list that the colour symbol ' goes through."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Palette:
    """Colours as hexadecimal RGB."""

    background: str
    colours: tuple[str, ...]

    def rgb(self) -> NDArray[np.float64]:
        """Return the colours, (n, 3) in [0, 1]."""
        return np.array([to_rgb(colour) for colour in self.colours])


PaletteName = Literal["ink", "night", "garden", "leaves", "autumn", "rainbow"]
PALETTES: dict[str, Palette] = {
    "ink": Palette("#ffffff", ("#1c1917",)),
    "night": Palette("#101827", ("#f8fafc", "#fde68a", "#93c5fd", "#fca5a5", "#86efac")),
    "garden": Palette(
        "#fbfaf5",
        ("#5b4636", "#4d6b34", "#5f8a3c", "#79a84b", "#a3c667", "#d9567e", "#f2a7bf", "#e9b83a"),
    ),
    "leaves": Palette(
        "#fbfaf5",
        (
            *("#5b4636", "#55492f", "#4f5a2f", "#486b33", "#41602c", "#55803a", "#6b9443"),
            *("#7fa64e", "#93b65b", "#a9c66c", "#bdd47f", "#cfe096"),
        ),
    ),
    "autumn": Palette(
        "#fdf8f0",
        ("#4a3628", "#7a4a26", "#a8622a", "#c98a2b", "#e0a93b", "#b33a2b", "#d1603d", "#efcf7a"),
    ),
    "rainbow": Palette(
        "#ffffff",
        ("#332288", "#0077bb", "#33bbee", "#009988", "#7fbf5f", "#ddaa33", "#ee7733", "#cc3311"),
    ),
}
assert set(PALETTES) == set(get_args(PaletteName))


def to_rgb(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue in [0, 1] of a colour such as #d9567e."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
