"""What the views of a network draw alike: the piece around the pixel, scales, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.figures import INK, label
from core.nn.explaining.case import Case
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colorbar import Colorbar
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage

WIDTH = 5.4  # inches of a figure; a phone shows its text at two thirds of its size
MARK = "#3f43b4"  # on pictures, which stay as they are in the dark; there ACCENT turns light
Box = tuple[int, int, int, int]  # top, left, bottom and right, in pixels of the piece


def region(case: Case, side: int) -> Box:
    """Return top, left, bottom and right of what is shown of the piece, the pixel in its middle."""
    height, width, _ = case.damaged.shape
    top = min(max(case.row - side // 2, 0), max(height - side, 0))
    left = min(max(case.column - side // 2, 0), max(width - side, 0))
    return top, left, min(top + side, height), min(left + side, width)


def within(image: NDArray[Any], box: Box) -> NDArray[Any]:
    """Return a region of what is of the piece's size."""
    top, left, bottom, right = box
    return image[top:bottom, left:right]


def draw_piece(axis: Axes, case: Case, box: Box) -> None:
    """Draw a region of the damaged picture, the pixel marked."""
    draw_image(axis, case.damaged, box)
    frame(axis, case, box)


def draw_image(axis: Axes, image: NDArray[Any], box: Box) -> None:
    """Draw a region of a picture in its own pixels."""
    top, left, bottom, right = box
    shown = np.clip(within(image, box), 0, 1)
    shown = shown[..., 0] if image.shape[2] == 1 else shown
    extent = (left, right, bottom, top)
    axis.imshow(shown, "gray", vmin=0, vmax=1, extent=extent, interpolation="none")


def frame(axis: Axes, case: Case, box: Box) -> None:
    """Mark the pixel, show the region alone and no numbers."""
    from matplotlib.patches import Rectangle

    top, left, bottom, right = box
    for colour, width in (("white", 4), (MARK, 2)):
        mark = Rectangle((case.column - 0.5, case.row - 0.5), 2, 2, fill=False)
        axis.add_patch(mark).set(edgecolor=colour, linewidth=width)
    axis.set(xlim=(left, right), ylim=(bottom, top), xticks=[], yticks=[])


def scale(axis: Axes, drawn: AxesImage, unit: Sentence) -> Colorbar:
    """Draw the scale of what a panel shows below it."""
    place = axis.inset_axes((0.05, -0.14, 0.9, 0.05))
    bar = axis.figure.colorbar(drawn, cax=place, orientation="horizontal")
    label(bar.ax.set_xlabel("", color=INK, fontsize=9), unit)
    bar.ax.tick_params(colors=INK, labelsize=8)
    bar.outline.set_edgecolor(INK)
    return bar


def note(figure: Figure, sentence: Sentence) -> None:
    """Say below a figure how it is to be read."""
    label(figure.supxlabel("", color=INK, fontsize=9), sentence)
