"""What a network takes away around a pixel, and what it was told of the noise."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.figures import COLOURS, INK, label, sheet
from core.image import Image
from core.nn.explaining.case import Case
from core.nn.explaining.drawing import WIDTH, Box, draw_piece, frame, note, region, scale, within
from core.nn.explaining.names import INPUTS
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

REGION = 64  # pixels shown around the clicked one
HIGHEST = 100 / 255  # noise level on the scale


@dataclass(frozen=True)
class _Panel:
    """Values beside the picture, and the range that is drawn."""

    title: Sentence
    values: Image  # (h, w, C)
    low: float
    top: float


def draw_noise(case: Case) -> Figure:
    """Draw what the network takes away, beside what the damage added and the level it was told."""
    box = region(case, REGION)
    predicted = within(case.damaged - case.mended(), box)
    true = None if case.truth is None else within(case.damaged - case.truth, box)
    top = 3 * float(np.std(predicted if true is None else true)) or 1 / 255
    shown = [_Panel(Sentence("What the network takes away"), predicted, -top, top)]
    if true is not None:
        shown.append(_Panel(Sentence("What the damage added"), true, -top, top))
    for name, level in told_to(case).items():
        title = Sentence("What it is told: {name}", {"name": INPUTS.get(name, name)})
        shown.append(_Panel(title, within(level[..., None], box), 0, HIGHEST))
    figure = _draw_panels(case, box, shown, _finding(case, predicted, true))
    if predicted.shape[2] == 3:
        said = Sentence("black −{top:.0f}, mid-grey 0, white {top:.0f} of 255", {"top": 255 * top})
        note(figure, said)
    return figure


def told_to(case: Case) -> dict[str, NDArray[np.float32]]:
    """Return what the network is given beside the picture, as maps, (H, W), by their names."""
    height, width = case.picture.shape[2:]
    told: dict[str, NDArray[np.float32]] = {}
    names = list(signature(case.network.forward).parameters)
    maps = {(1, 1, 1, 1), (1, 1, height, width)}

    def hear(_module: Any, given: tuple[Any, ...], named: dict[str, Any]) -> None:
        for name, value in [*zip(names, given, strict=False), *named.items()][1:]:
            if isinstance(value, Tensor) and value.shape in maps:
                told[name] = value.float().expand(1, 1, height, width)[0, 0].numpy()

    handle = case.network.register_forward_pre_hook(hear, with_kwargs=True)
    try:
        with torch.inference_mode():
            case.run(case.network, case.picture)
    finally:
        handle.remove()
    return told


def _finding(case: Case, predicted: Image, true: Image | None) -> Sentence:
    place = {**case.spoken_place, "found": 255 * predicted.std()}
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


def _draw_panels(case: Case, box: Box, shown: list[_Panel], finding: Sentence) -> Figure:
    """Return the figure of the picture and what stands beside it."""
    count = 1 + len(shown)
    columns = 2 if count in (2, 4) else 3
    rows = -(-count // columns)
    figure, axes = sheet(rows, columns, finding, size=(WIDTH, 0.4 + rows * 1.16 * WIDTH / columns))
    draw_piece(axes[0], case, box)
    axes[0].set_title("What goes in", color=INK, fontsize=10)
    for axis, panel in zip(axes[1:], shown, strict=False):
        _draw(axis, case, box, panel)
    for axis in axes[count:]:
        axis.remove()
    return figure


def _draw(axis: Axes, case: Case, box: Box, panel: _Panel) -> None:
    """Draw values in grey levels of 255; those of a colour picture as colours around mid-grey."""
    extent = (box[1], box[3], box[2], box[0])
    frame(axis, case, box)
    label(axis.set_title("", color=INK, fontsize=10), panel.title)
    if panel.values.shape[2] == 3:
        shown = np.clip((panel.values - panel.low) / (panel.top - panel.low), 0, 1)
        axis.imshow(shown, extent=extent, interpolation="none")
        return
    drawn = axis.imshow(
        255 * panel.values[..., 0], COLOURS, vmin=255 * panel.low, vmax=255 * panel.top,
        extent=extent, interpolation="none",
    )  # fmt: skip
    scale(axis, drawn, Sentence("of 255"))
