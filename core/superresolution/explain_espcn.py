"""The sub-pixel shuffle at work on the user's own picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from core.figures import COLOURS, INK, label, sheet
from core.image import Image
from core.method import Scale, Weights
from core.metrics import luma
from core.sentence import Sentence
from core.superresolution.espcn import TASK
from core.superresolution.learned import at_scale
from core.superresolution.scale import Strength

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from core.nn.explaining.case import Case
    from core.superresolution.networks.espcn import ESPCN

REGION = 24  # pixels of the small picture shown around the clicked one
PANEL = 1.7  # inches of a panel's side


def explain_espcn(
    image: Image,
    row: int,
    column: int,
    *,
    scale: Scale = 2,
    strength: Strength = 1,
    weights: Weights = "",
) -> Figure:
    """Draw the channels that the last layer gives around a pixel, and what the shuffle makes.

    Each channel holds the detail for one place in the square that a pixel becomes. Panels stand
    as these places do.

    Args:
        image: Small picture, (H, W, C); its brightness is shown.
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        scale: As for the method.
        strength: As for the method; the detail is shown in full.
        weights: As for the method.

    Raises:
        InputError: There is no such pixel.
    """
    from core.nn.explaining.case import take_case
    from core.nn.explaining.drawing import frame, note, region

    case = take_case(TASK, at_scale(scale), luma(image), None, row, column, weights)
    channels, detail, enlarged = shuffled(case, scale)
    finding = Sentence(
        "At row {row}, column {column}: {count} channels of the small picture's size become one "
        "picture {scale} times as large",
        {**case.spoken_place, "count": scale**2, "scale": scale},
    )
    columns = max(scale, 3)
    size = (columns * PANEL, 0.6 + (1 + scale) * 1.15 * PANEL)
    figure, axes = sheet(1 + scale, columns, finding, size=size)
    box, top = region(case, REGION), 4 * float(detail.std()) or 1.0
    first, squares = axes[:columns], np.array(axes[columns:]).reshape(scale, columns)
    _draw(first[0], Sentence("What goes in"), case.damaged[..., 0])
    _draw(first[1], Sentence("Detail, shuffled"), detail, scale, top)
    _draw(first[2], Sentence("With bicubic"), enlarged, scale)
    for (down, across), axis in np.ndenumerate(squares[:, :scale]):
        place = Sentence("row {row}, column {column}", {"row": down + 1, "column": across + 1})
        _draw(axis, place, channels[down, across], 1, top)
    for axis in (*first[:3], *squares[:, :scale].flat):
        frame(axis, case, box)
    for axis in (*first[3:], *squares[:, scale:].flat):
        axis.remove()
    note(figure, Sentence("below: the channel for each place in the square of a pixel"))
    return figure


def shuffled(
    case: Case, scale: int
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return what the last layer gives, and what becomes of it.

    Returns:
        The channels by their place in the square, (scale, scale, h, w); the detail that they
        are shuffled to, and the result, both (scale h, scale w).
    """
    import torch
    from torch.nn.functional import pixel_shuffle

    network = cast("ESPCN", case.network)
    with torch.inference_mode():
        parts = network.parts(case.picture, scale)  # (1, scale², h, w)
        detail, enlarged = pixel_shuffle(parts, scale), network.enlarge(case.picture, scale)
    channels = parts[0].unflatten(0, (scale, scale))
    return channels.numpy(), detail[0, 0].numpy(), enlarged[0, 0].numpy()


def _draw(
    axis: Axes, title: Sentence, values: NDArray[np.float32], scale: int = 1, top: float = 0
) -> None:
    """Draw a picture, or values up to `top`, in the units of the small picture's pixels."""
    height, width = (side / scale for side in values.shape)
    colours, low, high = (COLOURS, -top, top) if top else ("gray", 0, 1)
    extent = (0, width, height, 0)
    axis.imshow(values, colours, vmin=low, vmax=high, extent=extent, interpolation="none")
    label(axis.set_title("", color=INK, fontsize=10), title)
