"""What a network takes away around a pixel, and what it was told of the noise."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.figures import COLOURS, INK, label, sheet
from core.image import Image
from core.nn.explaining.case import Case
from core.nn.explaining.drawing import WIDTH, Box, draw_piece, frame, note, region, scale
from core.nn.explaining.names import INPUTS
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

REGION = 64  # pixels shown around the clicked one
HIGHEST = 100 / 255  # noise level on the scale


def draw_noise(case: Case) -> Figure:
    """Draw what the network takes away, beside the true noise and the level it was told."""
    box = region(case, REGION)
    predicted = _within(case.damaged - case.mended(), box)
    true = None if case.truth is None else _within(case.damaged - case.truth, box)
    told = told_to(case)
    count = 2 + (true is not None) + len(told)
    columns = 2 if count in (2, 4) else 3
    rows = -(-count // columns)
    finding = _finding(case, predicted, true)
    figure, axes = sheet(rows, columns, finding, size=(WIDTH, 0.4 + rows * 1.16 * WIDTH / columns))
    top = 3 * float(np.std(predicted if true is None else true)) or 1 / 255
    draw_piece(axes[0], case, box)
    axes[0].set_title("What goes in", color=INK, fontsize=10)
    _draw(axes[1], case, box, predicted, top)
    axes[1].set_title("What the network takes away", color=INK, fontsize=10)
    if true is not None:
        _draw(axes[2], case, box, true, top)
        axes[2].set_title("What the damage added", color=INK, fontsize=10)
    for axis, (name, level) in zip(axes[count - len(told) :], told.items(), strict=False):
        _draw(axis, case, box, _within(level[..., None], box), HIGHEST, low=0)
        said = Sentence("What it is told: {name}", {"name": INPUTS.get(name, name)})
        label(axis.set_title("", color=INK, fontsize=10), said)
    for axis in axes[count:]:
        axis.remove()
    if predicted.shape[2] == 3:
        said = Sentence("black −{top:.0f}, mid-grey 0, white {top:.0f} of 255", {"top": 255 * top})
        note(figure, said)
    return figure


def told_to(case: Case) -> dict[str, NDArray[np.float32]]:
    """Return what the network is given beside the picture, as maps, (H, W), by their names."""
    height, width = case.picture.shape[2:]
    told: dict[str, NDArray[np.float32]] = {}
    names = list(signature(case.network.forward).parameters)

    def note(_module: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        for name, value in [*zip(names, given, strict=False), *named.items()][1:]:
            if isinstance(value, Tensor) and value.dim() == 4 and value.shape[1] == 1:
                level = value.float().expand(1, 1, height, width)[0, 0]
                told[name] = level.numpy()

    handle = case.network.register_forward_pre_hook(note, with_kwargs=True)
    try:
        with torch.inference_mode():
            case.run(case.network, case.picture)
    finally:
        handle.remove()
    return told


def _finding(case: Case, predicted: Image, true: Image | None) -> Sentence:
    place = {"row": case.place[0], "column": case.place[1], "found": 255 * predicted.std()}
    if true is None:
        return Sentence(
            "At row {row}, column {column}: what is taken away has a standard deviation of "
            "{found:.1f} of 255",
            place,
        )
    alike = np.corrcoef(predicted.ravel(), true.ravel())[0, 1] if true.std() else 0.0
    return Sentence(
        "At row {row}, column {column}: what is taken away has a standard deviation of "
        "{found:.1f} of 255, what the damage added {true:.1f}; their correlation is {alike:.2f}",
        {**place, "true": 255 * true.std(), "alike": alike},
    )


def _within(image: Image, box: Box) -> Image:
    top, left, bottom, right = box
    return image[top:bottom, left:right]


def _draw(
    axis: Axes,
    case: Case,
    box: Box,
    values: Image,
    top: float,
    low: float | None = None,
) -> None:
    """Draw values in grey levels of 255; those of a colour picture as colours around mid-grey."""
    extent = (box[1], box[3], box[2], box[0])
    frame(axis, case, box)
    if values.shape[2] == 3:
        shown = np.clip(0.5 + values / (2 * top), 0, 1)
        axis.imshow(shown, extent=extent, interpolation="none")
        return
    bottom = -top if low is None else low
    drawn = axis.imshow(
        255 * values[..., 0], COLOURS, vmin=255 * bottom, vmax=255 * top,
        extent=extent, interpolation="none",
    )  # fmt: skip
    scale(axis, drawn, Sentence("of 255"))
