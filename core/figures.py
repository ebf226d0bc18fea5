"""The look of the figures that explain a method at a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.sentence import InputError, Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

INK = "#78716c"  # readable on white and on near-black
ACCENT = "#4347b8"
COLOURS = "cividis"  # survives print and colour-blindness


def panels(count: int, finding: Sentence) -> tuple[Figure, list[Axes]]:
    """Return a transparent figure with panels side by side; its title says the finding."""
    height = min(4.8, 9 / count + 1.7)  # inches, square panels and their captions
    return sheet(1, count, finding, size=(9, height))


def sheet(
    rows: int, columns: int, finding: Sentence, *, size: tuple[float, float]
) -> tuple[Figure, list[Axes]]:
    """Return a transparent figure of `size` inches with rows of panels.

    What it says may follow the language: its title by `finding`, and what `label` wrote.
    """
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    figure = Figure(figsize=size, layout=ConstrainedLayoutEngine(h_pad=0.1))
    figure.patch.set_alpha(0)
    figure.finding = finding  # type: ignore[attr-defined]  # for other languages
    figure.suptitle(str(finding), color=INK, fontsize=12)
    axes = [figure.add_subplot(rows, columns, place + 1) for place in range(rows * columns)]
    for axis in axes:
        axis.patch.set_alpha(0)
        axis.tick_params(colors=INK, labelsize=8)
        axis.locator_params(integer=True, nbins=7)
        for spine in axis.spines.values():
            spine.set_color(INK)
    return figure, axes


def label(text: Text, sentence: Sentence) -> Text:
    """Write a sentence with gaps, so that it can be written anew in another language."""
    text.set_text(str(sentence))
    text.sentence = sentence  # type: ignore[attr-defined]
    return text


def show_picture(axis: Axes, title: str, window: Image) -> None:
    """Draw a piece of a picture around its central pixel, which is marked."""
    shown = np.clip(window, 0, 1)
    grey = window.shape[2] == 1
    axis.imshow(
        shown[..., 0] if grey else shown, cmap="gray", vmin=0, vmax=1, extent=_extent(window)
    )
    _finish(axis, title)


def show_values(
    axis: Axes, title: str, values: NDArray[Any], label: str, top: float | None = None
) -> None:
    """Draw numbers from zero up around the central pixel, with their scale below."""
    drawn = axis.imshow(values, cmap=COLOURS, vmin=0, vmax=top, extent=_extent(values))
    place = axis.inset_axes((0.05, -0.28, 0.9, 0.05))  # inset, so that all panels stay in line
    bar = axis.figure.colorbar(drawn, cax=place, orientation="horizontal")
    bar.set_label(label, color=INK, fontsize=9)
    bar.ax.tick_params(colors=INK, labelsize=8)
    bar.outline.set_edgecolor(INK)
    _finish(axis, title)


def window_around(image: Image, row: int, column: int, radius: int) -> Image:
    """Return the square around a pixel, mirrored where it leaves the picture.

    Raises:
        InputError: The pixel lies outside.
    """
    height, width, _ = image.shape
    if not (0 <= row < height and 0 <= column < width):
        raise InputError(
            "The pixel in row {row}, column {column} lies outside the picture of "
            "{height} rows and {width} columns.",
            row=row,
            column=column,
            height=height,
            width=width,
        )
    sides = (radius, radius)
    padded = np.pad(image, (sides, sides, (0, 0)), mode="symmetric")
    return padded[row : row + 2 * radius + 1, column : column + 2 * radius + 1]


def _extent(values: NDArray[Any]) -> tuple[float, float, float, float]:
    """Let the axes count pixels from the centre, rows downwards."""
    reach = values.shape[0] / 2
    return (-reach, reach, reach, -reach)


def _finish(axis: Axes, title: str) -> None:
    from matplotlib.patches import Rectangle

    for colour, width in (("white", 4), (ACCENT, 2)):
        frame = Rectangle((-0.5, -0.5), 1, 1, fill=False, edgecolor=colour, linewidth=width)
        axis.add_patch(frame)
    axis.set_title(title, color=INK, fontsize=10)
    axis.set_xlabel("pixels to the right", color=INK, fontsize=9)
    if axis.get_subplotspec().is_first_col():  # type: ignore[union-attr]
        axis.set_ylabel("pixels down", color=INK, fontsize=9)
