"""Strokes: lines painted by hand, as text that a link can carry."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.sentence import InputError

MOST_POINTS = 5000
NUMBER = r"-?\d{1,5}(?:\.\d{1,2})?"
STROKE = re.compile(rf"\s*({NUMBER}):((?:\s*{NUMBER},{NUMBER})+)\s*")


@dataclass(frozen=True)
class Stroke:
    """A line of points and how far around it the brush reaches, in pixels of the picture."""

    radius: float
    points: NDArray[np.float64]  # (N, 2): x to the right, y down


def read_strokes(text: str) -> list[Stroke]:
    """Read strokes written as `radius:x,y x,y …`, joined by `;`; none where the text is empty.

    Raises:
        InputError: It is written otherwise, or has too many points.
    """
    parts = [part for part in text.split(";") if part.strip()]
    found = [STROKE.fullmatch(part) for part in parts]
    if not all(found):
        raise InputError(
            "strokes must read like “12:30,40 33,41; 8:90,12”: a radius, then points x,y, got "
            "{value}.",
            value=repr(text[:60]),
        )
    strokes = []
    for match in found:
        assert match is not None
        pairs = [point.split(",") for point in match[2].split()]
        strokes.append(Stroke(float(match[1]), np.array(pairs, np.float64)))
    count = sum(len(stroke.points) for stroke in strokes)
    if count > MOST_POINTS or any(stroke.radius < 0 for stroke in strokes):
        raise InputError(
            "strokes may have {limit} points in all, and no radius below 0; there are {count}.",
            limit=MOST_POINTS,
            count=count,
        )
    return strokes


def paint(shape: tuple[int, int], strokes: list[Stroke]) -> NDArray[np.bool_]:
    """Return which pixels have their centre within the radius of a stroke, (H, W)."""
    marked = np.zeros(shape, bool)
    for stroke in strokes:
        marked |= near_line(shape, stroke.points, stroke.radius)
    return marked


def near_line(
    shape: tuple[int, int], points: NDArray[np.float64], radius: float
) -> NDArray[np.bool_]:
    """Return the pixels whose centres lie within the radius of a line of points x, y, (H, W).

    The centre of the first pixel lies at (0, 0).
    """
    marked = np.zeros(shape, bool)
    ends = list(pairwise(points)) or [(points[0], points[0])]
    for start, end in ends:
        low = np.floor(np.minimum(start, end) - radius).astype(int)
        high = np.ceil(np.maximum(start, end) + radius).astype(int) + 1
        left, top = np.maximum(low, 0)
        right, bottom = np.minimum(high, (shape[1], shape[0]))
        if left >= right or top >= bottom:
            continue
        rows, columns = np.mgrid[top:bottom, left:right]
        along = end - start
        length = float(along @ along)
        share = ((columns - start[0]) * along[0] + (rows - start[1]) * along[1]) / (length or 1)
        share = np.clip(share, 0, 1)
        away = np.hypot(columns - start[0] - share * along[0], rows - start[1] - share * along[1])
        marked[top:bottom, left:right] |= away <= radius + 1e-9
    return marked
