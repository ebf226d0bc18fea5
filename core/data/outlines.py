"""Shapes and glyphs as lines of points, each a little different from the last.

Every function draws one line in a square with corners (-1, -1) and (1, 1), x to the right and
y downwards, as (points, 2). Its random numbers say how this one differs from its like.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Line = NDArray[np.float64]  # (points, 2)
ROUND = 48  # points along a full circle
TURN = 2 * np.pi


def circle(rng: Generator) -> Line:
    """A circle, drawn a little wide or a little high by whoever places it."""
    return arc(0, TURN, ROUND)


def square(rng: Generator) -> Line:
    """A square with sharp corners."""
    return np.array([(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)])


def triangle(rng: Generator) -> Line:
    """A triangle that stands on its base, its tip somewhere above the middle."""
    tip = rng.uniform(-0.35, 0.35)
    return np.array([(tip, -0.95), (0.95, 0.75), (-0.95, 0.75)])


def star(rng: Generator) -> Line:
    """A star of five points, thin to plump."""
    radius = np.where(np.arange(10) % 2, rng.uniform(0.38, 0.52), 1.0)
    angle = np.arange(10) * TURN / 10 - TURN / 4
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def heart(rng: Generator) -> Line:
    """A heart: two lobes and a tip, slender to broad."""
    angle = np.linspace(0, TURN, ROUND, endpoint=False)
    across = np.sin(angle) ** 3
    down = -(13 * np.cos(angle) - 5 * np.cos(2 * angle) - 2 * np.cos(3 * angle) - np.cos(4 * angle))
    return np.stack([across * rng.uniform(0.85, 1.05), down / 16 - 0.1], axis=1)


def crescent(rng: Generator) -> Line:
    """A moon between two arcs, thin to thick."""
    inner = rng.uniform(0.2, 0.5)  # how far the inner arc bulges
    angle = np.linspace(TURN / 4, 3 * TURN / 4, ROUND // 2)
    outside = np.stack([np.cos(angle) + 0.4, np.sin(angle)], axis=1)
    inside = np.stack([np.cos(angle) * inner + 0.4, np.sin(angle)], axis=1)[::-1]
    return np.concatenate([outside, inside])


def six(rng: Generator) -> Line:
    """A 6: a stem that falls from the top right and closes into a loop."""
    radius, lean = rng.uniform(0.42, 0.56), rng.uniform(0.1, 0.5)
    loop = arc(TURN / 2, TURN * 1.5, ROUND // 2) * (radius * 1.08, radius) + (0, 0.95 - radius)
    stem = curve((lean, -0.95), (-radius * 1.15, -0.55 + lean / 4), loop[0])
    return np.concatenate([stem, loop])


def nine(rng: Generator) -> Line:
    """A 9: exactly a 6 after half a turn."""
    return -six(rng)


def five(rng: Generator) -> Line:
    """A 5 of five strokes as on a display, its corners sharp to round."""
    width, low = rng.uniform(0.5, 0.7), rng.uniform(-0.12, 0.12)
    across, down = np.array([1, -1, -1, 1, 1, -1]), np.array([-0.9, -0.9, low, low, 0.9, 0.9])
    return rounded(np.stack([across * width, down], axis=1), rng.uniform(0.0, 0.95))


def two(rng: Generator) -> Line:
    """A 2: exactly a 5 in a mirror."""
    return five(rng) * (-1, 1)


def arc(start: float, stop: float, points: int) -> Line:
    """Points along the unit circle between two angles, in radians, clockwise on the page."""
    angle = np.linspace(start, stop, points)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def curve(*corners: tuple[float, float] | Line) -> Line:
    """Points along a quadratic Bézier curve of three corners."""
    start, middle, end = (np.asarray(corner, float) for corner in corners)
    t = np.linspace(0, 1, ROUND // 4)[:, None]
    return (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end


def rounded(corners: Line, share: float) -> Line:
    """Replace inner corners by curves that begin so far along the way to the middle of a side."""
    parts = [corners[:1]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        entry, leave = (corner + share * (other - corner) / 2 for other in (before, after))
        parts.append(curve(entry, corner, leave))
    return np.concatenate([*parts, corners[-1:]])


@dataclass(frozen=True)
class Kind:
    """A class of drawn pictures."""

    name: str
    line: Callable[[Generator], Line]
    is_closed: bool  # and may then be filled
    turn: float  # at most so far to either side, in radians


KINDS = (
    Kind("circle", circle, True, TURN / 2),
    Kind("square", square, True, TURN / 14),
    Kind("triangle", triangle, True, TURN / 20),
    Kind("star", star, True, TURN / 10),
    Kind("heart", heart, True, TURN / 18),
    Kind("crescent", crescent, True, TURN / 10),
    Kind("2", two, False, TURN / 24),
    Kind("5", five, False, TURN / 24),
    Kind("6", six, False, TURN / 24),
    Kind("9", nine, False, TURN / 24),
)
