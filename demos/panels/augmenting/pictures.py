"""Pictures that the page offers beside the samples, and what is known to be on each."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Literal
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray

from core.augmentation.targets import Targets
from core.data import Collection, drawn, is_here, read_known
from core.image import Image, pixel_hash
from core.provenance import png_bytes
from core.recipe import Recipe, Sample, Upload
from core.sentence import Sentence
from demos.panels.augmenting.marks import read_marks, write_mark
from demos.panels.augmenting.scene import scene
from demos.panels.publish import PREFIX, publish
from demos.panels.source import Source, uploaded

SETS: dict[str, Sentence] = {
    "scene": Sentence("drawn scene"),
    "drawn": Sentence("drawn shapes"),
    "digits": Sentence("MNIST"),
    "fashion": Sentence("Fashion-MNIST"),
}
KNOWN: dict[str, Literal["digits", "fashion"]] = {"digits": "digits", "fashion": "fashion"}
READERS: dict[str, Callable[[], Collection]] = {
    "drawn": lambda: drawn(10),
    "digits": lambda: read_known("digits", "test"),
    "fashion": lambda: read_known("fashion", "test"),
}
NAME = re.compile(rf"({'|'.join(SETS)})-(\d{{1,6}})\.png")
INK = 96  # of 255, from which on a pixel belongs to what a data set's picture shows
BY_HAND = {  # what is on two of the samples
    "astronaut": "face: 172, 62, 280, 192\nhelmet: 278, 344, 499, 512\nshuttle: 355, 0, 472, 290\n"
    "eye: 201, 101\neye: 249, 104\nmouth: 223, 146",
    "cat": "eye: 133, 84, 209, 148\neye: 294, 109, 343, 165\nnose: 234, 224, 294, 267\n"
    "pupil: 175, 110\npupil: 316, 132",
}


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of a picture: boxes and points as text, and its mask."""

    text: str = ""
    mask: NDArray[np.uint8] | None = None


def offers() -> list[str]:
    """Return the sets that can be shown without a download."""
    return [name for name in SETS if name not in KNOWN or is_here(KNOWN[name])]


def offered(name: str, number: int) -> Source:
    """Return a picture of a set as the page's picture; past the last one they begin anew."""
    image, _, number = _open(name, number)
    content = png_bytes(image, None)
    made = publish(sha256(content).hexdigest(), f"{name}-{number}.png", lambda: content)
    return uploaded(unquote(made.removeprefix(PREFIX)), f"{name}-{number}.png")[0]


def found(recipe: Recipe) -> Source | None:
    """Return the picture that a recipe starts from if the page itself offers it."""
    named = _named(recipe)
    return None if named is None else offered(*named)


def known(recipe: Recipe) -> Known:
    """Return what is known of the picture of a recipe without steps."""
    if recipe.steps:
        return Known()
    if isinstance(recipe.head, Sample):
        return Known(BY_HAND.get(recipe.head.name, ""))
    named = _named(recipe)
    return Known() if named is None else _open(*named)[1]


def targets_of(recipe: Recipe, text: str | None) -> Targets:
    """Return what travels with a picture: what a visitor wrote, or else what is known.

    Raises:
        InputError: The text cannot be read.
    """
    of = known(recipe)
    return replace(read_marks(of.text if text is None else text), mask=of.mask)


def _named(recipe: Recipe) -> tuple[str, int] | None:
    """Return set and number of a recipe's picture, if its pixels are those that the page offers."""
    head = recipe.head
    match = NAME.fullmatch(head.name) if isinstance(head, Upload) else None
    if match is None or match[1] not in offers():
        return None
    named = match[1], int(match[2])
    assert isinstance(head, Upload)
    return named if pixel_hash(_open(*named)[0]) == head.sha256 else None


@lru_cache(maxsize=32)
def _open(name: str, number: int) -> tuple[Image, Known, int]:
    if name == "scene":
        image, mask, text = scene()
        return image, Known(text, mask), 0
    collection = READERS[name]()
    number %= len(collection)
    levels = collection.pictures[number]
    assert collection.labels is not None
    label = collection.classes[collection.labels[number]]
    mask = (levels[..., 0] >= INK).astype(np.uint8)
    return levels.astype(np.float32) / np.float32(255), Known(_around(mask, label), mask), number


def _around(mask: NDArray[np.uint8], label: str) -> str:
    """Return the line of the box around a mask."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return ""
    return write_mark(label, (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
