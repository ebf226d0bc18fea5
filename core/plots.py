"""Quality against time, for reading at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

INK, ACCENT = "#78716c", "#4347b8"
APART = 0.055  # of the axis' height, between two names


@dataclass(frozen=True)
class Point:
    """A method by its seconds and the quality it reached."""

    name: str
    seconds: float
    quality: float


def quality_against_time(axes: Any, points: Sequence[Point]) -> Point:
    """Draw a named point per method, seconds on a logarithmic axis, and return the best.

    The best is coloured, the rest is grey; names that would meet are moved upwards.

    Args:
        axes: Matplotlib axes to draw on.
        points: At least one.
    """
    ordered = sorted(points, key=lambda point: point.quality)
    best, low = ordered[-1], ordered[0].quality
    apart = APART * max(best.quality - low, 0.1)
    height = -float("inf")
    for point in ordered:
        colour = ACCENT if point is best else INK
        height = max(point.quality, height + apart)
        axes.plot(point.seconds, point.quality, "o", color=colour, markersize=6)
        place = (point.seconds * 1.15, height)
        axes.annotate(point.name, place, color=colour, va="center", fontsize=9)
    _frame(axes, [point.seconds for point in points])
    return best


def _frame(axes: Any, seconds: list[float]) -> None:
    axes.set_xscale("log")
    axes.set_xlim(max(min(seconds), 1e-3) / 2, max(*seconds, 2e-3) * 12)  # room for the names
    axes.tick_params(which="both", colors=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(INK)
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set_color(INK)
