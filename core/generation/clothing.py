"""What the models that came along know: the ten classes of Fashion-MNIST."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from core.method import Titles

Garment = Literal[
    "t_shirt", "trousers", "pullover", "dress", "coat",
    "sandal", "shirt", "sneaker", "bag", "boot",
]  # fmt: skip
GARMENTS: tuple[str, ...] = get_args(Garment)  # in the order of their labels
TITLES = {
    "t_shirt": "T-shirt",
    "trousers": "Trousers",
    "pullover": "Pullover",
    "dress": "Dress",
    "coat": "Coat",
    "sandal": "Sandal",
    "shirt": "Shirt",
    "sneaker": "Sneaker",
    "bag": "Bag",
    "boot": "Ankle boot",
}
Clothing = Annotated[
    Literal[
        "each", "any", "t_shirt", "trousers", "pullover", "dress", "coat",
        "sandal", "shirt", "sneaker", "bag", "boot",
    ],
    Titles({"each": "Each in turn", "any": "Any, by chance", **TITLES}),
]  # fmt: skip
OneKind = Annotated[Garment, Titles(TITLES)]


def labels_of(kind: str, count: int, seed: int) -> NDArray[np.int64]:
    """Return the labels of so many samples.

    Args:
        kind: A garment, each in turn, or any.
        count: How many.
        seed: Draws those of any.
    """
    if kind == "each":
        return np.arange(count) % len(GARMENTS)
    if kind == "any":
        return np.random.default_rng(seed).integers(0, len(GARMENTS), count)
    return np.full(count, GARMENTS.index(kind))


def columns_of(kind: str, count: int) -> int:
    """Return how many pictures stand in a row: a column for each kind, where each has its turn."""
    return len(GARMENTS) if kind == "each" and count >= len(GARMENTS) else 0
