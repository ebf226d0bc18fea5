"""The receptive field: which pixels of the input one pixel of the result depends on."""

from __future__ import annotations

from copy import deepcopy
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.figures import COLOURS, INK, label, sheet
from core.nn.explaining.case import Case, multiple_of
from core.nn.explaining.drawing import MARK, WIDTH, draw_image, frame, region, scale
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHARE = 0.9  # of the gradient, which the effective field holds
GAIN = 0.1  # of each layer of the network that finds paths; so small that nothing saturates
LONGEST = 2048  # pixels; what depends on more is said to depend on the whole picture
CLOSE = 48  # pixels a side of the look at the gradient from near by


def gradient_at(case: Case) -> NDArray[np.float32]:
    """Return how much each input pixel moves the pixel of the result, (H, W).

    The magnitude of the derivative of the result's mean over channels, summed over the channels of
    the input. Mirrored pixels beyond the picture are left out.
    """
    height, width, _ = case.damaged.shape
    slope = _slope(case.network, case, case.picture, case.row, case.column)
    return slope.abs().sum((0, 1))[:height, :width].numpy()


Reach = tuple[float, float]  # pixels before and after the one that is asked about


def theoretical_reach(case: Case) -> tuple[Reach, Reach]:
    """Return how far up and down, left and right paths lead to the pixel; inf for ever.

    Found by the gradient of a network of the same layers whose weights are all positive, so
    that no two paths cancel, on a long strip of ones.
    """
    network = deepcopy(case.network).double()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            weight.fill_(_positive(name, weight))
        for name, kept in network.named_buffers():
            if kept.is_floating_point():
                kept.fill_(1.0 if name.endswith("var") else 0.0)
    return _reach(network, case, 0, case.row), _reach(network, case, 1, case.column)


def effective_side(gradient: NDArray[np.float32], row: int, column: int) -> int:
    """Return the side of the smallest square around the pixel that holds SHARE of the gradient."""
    rows, columns = np.indices(gradient.shape)
    distance = np.maximum(abs(rows - row), abs(columns - column))
    sums = np.cumsum(np.bincount(distance.ravel(), gradient.ravel()))
    return 2 * int(np.searchsorted(sums, SHARE * sums[-1])) + 1


def draw_reach(case: Case) -> Figure:
    """Draw the gradient over the picture, with both extents, and from near by."""
    gradient = gradient_at(case)
    theory, side = theoretical_reach(case), effective_side(gradient, case.row, case.column)
    height, width = (before + 1 + after for before, after in theory)
    place = {**case.spoken_place, "share": SHARE, "side": side}
    if inf in (height, width):
        finding = Sentence(
            "At row {row}, column {column}: {share:.0%} of the gradient lies within {side} × "
            "{side} pixels; every pixel of the picture could count",
            place,
        )
    else:
        finding = Sentence(
            "At row {row}, column {column}: {share:.0%} of the gradient lies within {side} × "
            "{side} of the {height:.0f} × {width:.0f} pixels that could count",
            {**place, "height": height, "width": width},
        )
    figure, (left, right) = sheet(1, 2, finding, size=(WIDTH, 0.7 * WIDTH))
    _draw_over(left, case, gradient, theory, side)
    _draw_close(right, case, gradient)
    return figure


def _slope(network: nn.Module, case: Case, picture: Tensor, row: int, column: int) -> Tensor:
    """Return the derivative of one pixel of the result by the picture, of its shape."""
    asked = picture.clone().requires_grad_()
    with torch.enable_grad():
        made = case.run(network, asked)
        return torch.autograd.grad(made[0, :, row, column].mean(), asked)[0]


def _positive(name: str, weight: Tensor) -> float:
    if weight.dim() > 1:
        return GAIN * len(weight) / weight.numel()
    return 0.0 if name.endswith("bias") else 1.0


def _reach(network: nn.Module, case: Case, axis: int, phase: int) -> Reach:
    multiple = multiple_of(network)
    length, place = 128, [2 * multiple] * 2
    while length <= LONGEST:
        place[axis] = length // 2 - length // 2 % multiple + phase % multiple
        size = [4 * multiple] * 2
        size[axis] = length - length % multiple
        ones = torch.ones(1, case.channels, *size, dtype=torch.float64)
        slope = _slope(network, case, ones, place[0], place[1]).abs().sum((0, 1))
        felt = slope.sum(1 - axis).nonzero().ravel()
        if felt[0] > 0 and felt[-1] < size[axis] - 1:
            return float(place[axis] - felt[0]), float(felt[-1] - place[axis])
        length *= 2
    return inf, inf


def _draw_over(
    axis: Axes,
    case: Case,
    gradient: NDArray[np.float32],
    theory: tuple[Reach, Reach],
    side: int,
) -> None:
    from matplotlib.colors import to_rgb

    height, width, _ = case.damaged.shape
    draw_image(axis, case.damaged, (0, 0, height, width))
    veil = np.empty((height, width, 4), np.float32)
    veil[..., :3] = to_rgb("#fee838")  # the bright end of COLOURS
    veil[..., 3] = 0.85 * np.clip(1 + _log(gradient) / 3, 0, 1)
    axis.imshow(veil, extent=(0, width, height, 0), interpolation="none")
    _outline(axis, case, ((side // 2, side // 2), (side // 2, side // 2)), "-")
    _outline(axis, case, theory, "--")
    axis.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])
    axis.set_title("Over the picture", color=INK, fontsize=10)
    said = Sentence("solid: {share:.0%} of it; dashed: all that could count", {"share": SHARE})
    label(axis.set_xlabel("", color=INK, fontsize=9), said)


def _outline(axis: Axes, case: Case, reach: tuple[Reach, Reach], style: str) -> None:
    from matplotlib.patches import Rectangle

    (up, down), (left, right) = reach
    if inf in (up, left):
        return
    corner, width, height = (case.column - left, case.row - up), left + 1 + right, up + 1 + down
    for colour, thickness, drawn in (("white", 3, "-"), (MARK, 1.5, style)):
        box = Rectangle(corner, width, height, fill=False, edgecolor=colour)
        axis.add_patch(box).set(linewidth=thickness, linestyle=drawn)


def _draw_close(axis: Axes, case: Case, gradient: NDArray[np.float32]) -> None:
    box = region(case, CLOSE)
    top, left, bottom, right = box
    near = _log(gradient[top:bottom, left:right], gradient.max())
    extent = (left, right, bottom, top)
    drawn = axis.imshow(near, COLOURS, vmin=-3, vmax=0, extent=extent, interpolation="none")
    frame(axis, case, box)
    bar = scale(axis, drawn, Sentence("share of the strongest"))
    bar.set_ticks([-3, -2, -1, 0], labels=["0.001", "0.01", "0.1", "1"])
    title = Sentence("The nearest {side} × {side} pixels", {"side": CLOSE})
    label(axis.set_title("", color=INK, fontsize=10), title)


def _log(gradient: NDArray[Any], top: float | None = None) -> NDArray[Any]:
    """Return the decadic logarithm as a share of the greatest, at least 1e-9 of it."""
    greatest = float(gradient.max() if top is None else top) or 1.0
    return np.log10(np.maximum(gradient / greatest, 1e-9))
