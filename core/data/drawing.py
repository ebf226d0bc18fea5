"""A set of pictures that needs no download: shapes and glyphs drawn by a few random numbers.

6 and 9 are one another after half a turn, 2 and 5 in a mirror, so that an augmentation that
breaks labels has something to break.
"""

import colorsys

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from core.data.collection import Collection, check_side
from core.data.fitting import LUMA
from core.data.outlines import KINDS, Kind, Line
from core.sentence import InputError

CANVAS = 320  # pixels along the drawing before it is shrunk
FILLED = 0.6  # share of the shapes that are filled, not outlined
CONTRAST = 0.35  # in lightness between two colours, at least


def drawn(per_class: int, *, side: int = 28, channels: int = 1, seed: int = 0) -> Collection:
    """Draw ten classes of shapes and glyphs, each with its own place, size, turn and stroke.

    Args:
        per_class: Pictures of each class.
        side: Pixels along a side, in [16, 64].
        channels: 1 for light on black, 3 for two random colours.
        seed: Another seed gives other pictures, for instance to test on.

    Returns:
        The pictures, one of each class after another.

    Raises:
        InputError: A number lies beyond.
    """
    check_side(side)
    if per_class < 1:
        raise InputError(
            "At least one picture of each class is needed, got {count}.", count=per_class
        )
    shapes, tints = np.random.default_rng(seed).spawn(2)
    labels = np.tile(np.arange(len(KINDS)), per_class)
    pictures = np.empty((len(labels), side, side, channels), np.uint8)
    for picture, label in zip(pictures, labels, strict=True):
        cover = _picture(KINDS[label], side, shapes)[..., None] / np.float32(255)
        front, back = _two_greys(tints) if channels == 1 else _two_colours(tints)
        picture[:] = np.rint(255 * (cover * front + (1 - cover) * back))
    return Collection("Drawn", pictures, labels, tuple(kind.name for kind in KINDS))


def _picture(kind: Kind, side: int, rng: Generator) -> NDArray[np.uint8]:
    """Return how much of each pixel one drawing covers, (side, side), 255 where all."""
    factor = CANVAS // side
    canvas = Pillow.new("L", (side * factor, side * factor))
    pen = ImageDraw.Draw(canvas)
    width = rng.uniform(0.07, 0.13) * side * factor
    line = _placed(kind, rng, width / (side * factor)) * side * factor
    if kind.is_closed and rng.random() < FILLED:
        pen.polygon(line.ravel().tolist(), fill=255)
    else:
        _stroke(pen, np.concatenate([line, line[:1]]) if kind.is_closed else line, width)
    return np.asarray(canvas.reduce(factor))


def _placed(kind: Kind, rng: Generator, width: float) -> Line:
    """Turn, slant and stretch a line, and put it somewhere into the unit square.

    Args:
        kind: What is drawn.
        rng: Its random numbers.
        width: Of the stroke, which must not leave the square either.
    """
    angle, slant = rng.uniform(-1, 1) * kind.turn, rng.uniform(-0.15, 0.15)
    cosine, sine = np.cos(angle), np.sin(angle)
    stretched = kind.line(rng) * rng.uniform(0.82, 1.0, 2) @ np.array([(1, 0), (slant, 1)])
    line = stretched @ np.array([(cosine, sine), (-sine, cosine)])
    low, high = line.min(axis=0), line.max(axis=0)
    room = 0.94 - width
    size = rng.uniform(0.62, 0.95) * room / (high - low).max()
    free = room - (high - low) * size
    return (line - low) * size + 0.03 + width / 2 + free * rng.uniform(0.15, 0.85, 2)


def _stroke(pen: ImageDraw.ImageDraw, line: Line, width: float) -> None:
    """Draw a line with round joints and ends."""
    pen.line(line.ravel().tolist(), fill=255, width=round(width))
    radius = width / 2
    for x, y in line.tolist():
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _two_greys(rng: Generator) -> NDArray[np.float64]:
    """Return the brightness of a drawing and of what is behind it, (2, 1)."""
    return np.array([[rng.uniform(0.75, 1)], [0]])


def _two_colours(rng: Generator) -> NDArray[np.float64]:
    """Return the colours of a drawing and of what is behind it, one light and one dark, (2, 3)."""
    hue = rng.random()
    other = (hue + rng.uniform(0.2, 0.8)) % 1
    bright = np.array(colorsys.hsv_to_rgb(hue, rng.uniform(0.15, 0.55), rng.uniform(0.85, 1.0)))
    deep = np.array(colorsys.hsv_to_rgb(other, rng.uniform(0.4, 0.75), rng.uniform(0.2, 0.42)))
    deep *= min(1.0, (bright @ LUMA - CONTRAST) / (deep @ LUMA))  # a dark yellow beside a blue
    return np.array([bright, deep] if rng.random() < 0.6 else [deep, bright])
