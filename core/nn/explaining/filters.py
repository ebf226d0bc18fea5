"""The filters of the first layer, as small pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.figures import INK, sheet
from core.nn.explaining.case import Case, multiple_of
from core.nn.explaining.drawing import WIDTH, note
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COUNT = 48  # filters shown
COLUMNS = 8


def first_filters(case: Case) -> NDArray[np.float32]:
    """Return the filters that the first convolution lays on the picture, (K, C, h, w).

    They are derivatives by the pixels of the picture, so that they are seen in its own pixels
    where the network unshuffles it first. What the first layer makes of other inputs
    is left out.
    """
    side = max(8 * multiple_of(case.network), 32)
    picture = torch.zeros(1, case.channels, side, side, requires_grad=True)
    with torch.enable_grad():
        made = _first_made(case, picture)
        middle = made[0, :, made.shape[2] // 2, made.shape[3] // 2]
        slopes = [torch.autograd.grad(unit, picture, retain_graph=True)[0][0] for unit in middle]
    filters = torch.stack(slopes)  # (K, C, side, side)
    rows, columns = (filters.abs().sum(dim).nonzero().ravel() for dim in ((0, 1, 3), (0, 1, 2)))
    if not len(rows):
        return filters[:, :, :1, :1].numpy()
    box = filters[:, :, rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return box.numpy()


def draw_filters(case: Case) -> Figure:
    """Draw the strongest filters; mid-grey stands for nothing."""
    filters = first_filters(case)
    norms = np.sqrt(np.square(filters).sum(axis=(1, 2, 3)))
    strongest = np.argsort(-norms, kind="stable")[:COUNT]
    count, _, height, width = filters.shape
    finding = Sentence(
        "The first layer looks at the picture with {count} filters of {height} × {width} pixels; "
        "these are the {shown} strongest",
        {"count": count, "height": height, "width": width, "shown": len(strongest)},
    )
    rows = -(-len(strongest) // COLUMNS)
    figure, axes = sheet(rows, COLUMNS, finding, size=(WIDTH, 0.5 + 0.85 * rows))
    for axis, number in zip(axes, strongest, strict=False):
        weights = filters[number].transpose(1, 2, 0)
        grey = 0.5 + weights / (2 * float(np.abs(weights).max()) or 1.0)
        shown = grey[..., 0] if grey.shape[2] == 1 else grey
        axis.imshow(shown, "gray", vmin=0, vmax=1, interpolation="none")
        axis.set_title(f"{norms[number]:.2g}", color=INK, fontsize=8, pad=2)
        axis.set(xticks=[], yticks=[])
    for axis in axes[len(strongest) :]:
        axis.remove()
    note(figure, Sentence("mid-grey is 0; above each its length, the root of its sum of squares"))
    return figure


def _first_made(case: Case, picture: Tensor) -> Tensor:
    """Return what the first convolution makes, before anything overwrites it."""
    made: list[Tensor] = []

    def keep(_module: nn.Module, _inputs: object, given: Tensor) -> None:
        made.append(given.clone())

    handles = [
        module.register_forward_hook(keep)
        for module in case.network.modules()
        if isinstance(module, nn.Conv2d)
    ]
    try:
        case.run(case.network, picture)
    finally:
        for handle in handles:
            handle.remove()
    return made[0]
