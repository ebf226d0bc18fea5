"""Feature maps: what the channels of a layer answer to, around a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.figures import COLOURS, INK, label, sheet
from core.nn.explaining.case import Case
from core.nn.explaining.drawing import WIDTH, Box, draw_piece, frame, note, region
from core.nn.explaining.layers import maps_of
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COUNT = 8  # maps shown; with the picture they fill a square
REGION = 96  # pixels shown around the clicked one


def draw_maps(case: Case, layer: str) -> Figure:
    """Draw the maps of a layer that vary most around the pixel, beside the picture."""
    maps, shown, names = maps_of(case, layer)
    box = region(case, REGION)
    pieces = [cut(channel, case, box) for channel in maps.numpy()]
    spread = np.array([piece.std() for piece, _ in pieces])  # one that is even tells nothing
    chosen = np.argsort(-spread, kind="stable")[:COUNT]
    finding = Sentence(
        "At row {row}, column {column}, in {layer}: the {shown} of {count} maps that vary most",
        {**case.spoken_place, "layer": names[shown.key], "shown": len(chosen), "count": len(maps)},
    )
    figure, axes = sheet(3, 3, finding, size=(WIDTH, 1.1 * WIDTH))
    figure.offers = {"layer": (shown.key, names)}  # type: ignore[attr-defined]
    draw_piece(axes[0], case, box)
    axes[0].set_title("What goes in", color=INK, fontsize=10)
    for axis, number in zip(axes[1:], chosen, strict=False):
        values, extent = pieces[number]
        top = float(np.abs(values).max()) or 1.0
        axis.imshow(values, COLOURS, vmin=-top, vmax=top, extent=extent, interpolation="none")
        said = Sentence("map {number}, up to {top:.2g}", {"number": int(number) + 1, "top": top})
        label(axis.set_title("", color=INK, fontsize=10), said)
        frame(axis, case, box)
    for axis in axes[1 + len(chosen) :]:
        axis.remove()
    note(figure, Sentence("each map on its own scale: grey is 0, yellow above, blue below"))
    return figure


def cut(
    channel: NDArray[Any], case: Case, box: Box
) -> tuple[NDArray[Any], tuple[float, float, float, float]]:
    """Return the cells of a map that a region touches, and where they lie in pixels."""
    down, across = (p / m for p, m in zip(case.picture.shape[2:], channel.shape, strict=True))
    top, bottom = int(box[0] // down), int(np.ceil(box[2] / down))
    left, right = int(box[1] // across), int(np.ceil(box[3] / across))
    extent = (left * across, right * across, bottom * down, top * down)
    return channel[top:bottom, left:right], extent
