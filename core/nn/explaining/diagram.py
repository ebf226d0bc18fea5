"""A network as a diagram: boxes from top to bottom, coarser ones further right, skips beside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import TYPE_CHECKING

from torch import nn

from core.figures import ACCENT, INK, label
from core.nn.explaining.case import Case, multiple_of
from core.nn.explaining.graph import SIDE, trace
from core.nn.explaining.rows import Row, joined, rows_of
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 330  # points; a phone shows them at nearly their size
INDENT = 13  # points for each halving of the sides
GAP = 12  # points between boxes
LOW, HIGH = 17, 30  # heights of boxes of one and of two lines
LANE = 6  # points between a skip and what it passes


@dataclass
class Box:
    """Where a row is drawn, in points from the upper left corner."""

    row: Row
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


def draw_network(case: Case) -> Figure:
    """Draw the network's parts with the shapes that flow between them."""
    multiple = multiple_of(case.network)
    side = -(-SIDE // multiple) * multiple
    rows = rows_of(trace(case.network, case.run, case.channels, side), case.network)
    convolutions = (nn.Conv2d, nn.ConvTranspose2d)
    finding = Sentence(
        "{count} convolutions with {weights:.2g} million weights; the shapes, channels × height × "
        "width, are those of a picture of {side} × {side} pixels",
        {
            "count": sum(isinstance(m, convolutions) for m in case.network.modules()),
            "weights": sum(p.numel() for p in case.network.parameters()) / 1e6,
            "side": side,
        },
    )
    return draw_rows(rows, side, finding)


def draw_rows(rows: list[Row], side: int, finding: Sentence) -> Figure:
    """Return the diagram of some boxes.

    Args:
        rows: The boxes in the order of work; those that come from nowhere stand side by side.
        side: Of the picture that went in, in pixels.
        finding: The title.
    """
    from matplotlib.figure import Figure

    boxes = _place(rows, side)
    skips = _lanes(boxes)
    left = min([0.0, *(x for *_, x in skips)]) - 2
    right = WIDTH + (24 if any(b <= a for a, b, _ in _edges(boxes)) else 2)
    bottom = max(box.bottom for box in boxes) + 2
    figure = Figure(figsize=((right - left) / 72, (bottom + 2) / 72))
    figure.patch.set_alpha(0)
    figure.finding = finding  # type: ignore[attr-defined]
    figure.suptitle(str(finding), color=INK, fontsize=9, y=1, va="bottom", wrap=True)
    axis = figure.add_axes((0, 0, 1, 1))
    axis.set(xlim=(left, right), ylim=(bottom, -2))
    axis.axis("off")
    for box in boxes:
        _draw_box(axis, box)
    for start, end, kind in _edges(boxes):
        if kind == "next":
            _draw_step(axis, boxes[start], boxes[end])
        elif kind == "loop":
            _draw_loop(axis, boxes[start], boxes[end])
    for start, end, x in skips:
        _draw_skip(axis, boxes[start], boxes[end], x)
    return figure


def _place(rows: list[Row], side: int) -> list[Box]:
    """Lay the boxes out; inputs share the first line."""
    inputs = [row for row in rows if not row.sources]
    boxes, width = [], (WIDTH - GAP * (len(inputs) - 1)) / len(inputs)
    for place, row in enumerate(inputs):
        left = place * (width + GAP)
        boxes.append(Box(row, left, left + width, 0, LOW))
    top = float(LOW)
    for row in rows:
        if row.sources:
            top += GAP
            height = HIGH if row.details else LOW
            boxes.append(Box(row, INDENT * _level(row, side), WIDTH, top, top + height))
            top += height
    return boxes


def _level(row: Row, side: int) -> float:
    """Return how often the sides were halved."""
    return min(6.0, log2(side / row.shape[1])) if len(row.shape) == 3 else 6.0


def _edges(boxes: list[Box]) -> list[tuple[int, int, str]]:
    """Return from where to where each thing flows: to the next box, past others, or back."""
    place = {box.row: number for number, box in enumerate(boxes)}
    inputs = sum(box.top == 0 for box in boxes)
    edges = []
    for end, box in enumerate(boxes):
        for start in (place[source] for source in box.row.sources):
            is_next = start == end - 1 or (end == inputs and start < inputs)
            edges.append((start, end, "loop" if start >= end else "next" if is_next else "skip"))
    return edges


def _lanes(boxes: list[Box]) -> list[tuple[int, int, float]]:
    """Return for each skip the horizontal place of its line, free of boxes and of other lines."""
    lanes: list[tuple[int, int, float]] = []
    skips = [(start, end) for start, end, kind in _edges(boxes) if kind == "skip"]
    for start, end in sorted(skips, key=lambda skip: skip[1] - skip[0]):
        x = min(box.left for box in boxes[start + 1 : end] if box.top > 0) - LANE
        for other_start, other_end, other in sorted(lanes, key=lambda lane: -lane[2]):
            if start < other_end and other_start < end and abs(other - x) < LANE:
                x = other - LANE
        lanes.append((start, end, x))
    return lanes


def _draw_box(axis: Axes, box: Box) -> None:
    from matplotlib.patches import FancyBboxPatch

    row = box.row
    face = ACCENT if row.is_layer else "none"
    patch = FancyBboxPatch(
        (box.left, box.top), box.right - box.left, box.bottom - box.top,
        boxstyle="round,pad=0,rounding_size=2", edgecolor=INK, facecolor="none", linewidth=0.8,
    )  # fmt: skip
    axis.add_patch(patch)
    if row.is_layer:
        inside = FancyBboxPatch(
            (box.left, box.top), box.right - box.left, box.bottom - box.top,
            boxstyle="round,pad=0,rounding_size=2", edgecolor="none", facecolor=face, alpha=0.12,
        )  # fmt: skip
        axis.add_patch(inside)
    height = box.top + LOW / 2 + (1 if row.details else 0)
    shape = " × ".join(str(length) for length in row.shape)
    _write(axis, box.left + 6, height, _title(row), size=9)
    axis.text(box.right - 6, height, shape, color=INK, fontsize=9, ha="right", va="center")
    if row.details:
        _write(axis, box.left + 6, box.bottom - 8, _details(row), size=8)


def _title(row: Row) -> Sentence:
    if len(row.names) == 1:
        return row.names[0]
    return Sentence("{one} … {two}", {"one": row.names[0], "two": row.names[1]})


def _details(row: Row) -> Sentence:
    if row.count == 1:
        return joined(row.details)
    each = {"count": row.count, "details": joined(row.details)}
    return Sentence("{count} layers, each: {details}", each)


def _write(axis: Axes, x: float, y: float, sentence: Sentence, *, size: float) -> None:
    label(axis.text(x, y, "", color=INK, fontsize=size, va="center"), sentence)


def _arrow(axis: Axes, points: list[tuple[float, float]], colour: str) -> None:
    for start, end in pairwise(points[:-1]):
        axis.plot(*zip(start, end, strict=True), color=colour, linewidth=1.2)
    style = {"arrowstyle": "-|>", "color": colour, "lw": 1.2, "shrinkA": 0, "shrinkB": 0}
    axis.annotate("", points[-1], points[-2], arrowprops={**style, "mutation_scale": 8})


def _draw_step(axis: Axes, start: Box, end: Box) -> None:
    x = max(start.left, end.left) + 14
    _arrow(axis, [(x, start.bottom), (x, end.top)], INK)


def _draw_skip(axis: Axes, start: Box, end: Box, x: float) -> None:
    points = [(x, start.bottom), (x, end.top)]
    if x < start.left + 3:
        points = [(start.left, start.middle), (x, start.middle), *points[1:]]
    if x < end.left + 3:
        points = [*points[:-1], (x, end.middle), (end.left, end.middle)]
    _arrow(axis, points, ACCENT)


def _draw_loop(axis: Axes, start: Box, end: Box) -> None:
    x = WIDTH + 12
    points = [(start.right, start.middle), (x, start.middle), (x, end.middle)]
    _arrow(axis, [*points, (end.right, end.middle)], ACCENT)
    said = Sentence("{count} turns", {"count": end.row.uses})
    middle = (start.middle + end.middle) / 2
    text = axis.text(x + 6, middle, "", color=ACCENT, fontsize=9, rotation=90, va="center")
    label(text, said).set_horizontalalignment("center")
