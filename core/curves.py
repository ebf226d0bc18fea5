"""Curves over a run, in the look of all our plots."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.plots import ACCENT, INK


def draw_curve(axes: Any, along: NDArray[Any], values: NDArray[Any], *, name: str) -> None:
    """Draw one quantity in the accent colour, its last value marked.

    Args:
        axes: Matplotlib axes to draw on.
        along: Steps, (frames,).
        values: The quantity at each, (frames,).
        name: What stands beside the axis.
    """
    axes.plot(along, values, color=ACCENT, linewidth=1.4)
    axes.plot(along[-1:], values[-1:], "o", color=ACCENT, markersize=4)
    axes.set_ylabel(name)
    axes.set_ylim(bottom=min(0, float(values.min())))
    _frame(axes)


def draw_race(
    axes: Any,
    tried: NDArray[Any],
    reached: NDArray[Any],
    baseline: NDArray[Any],
    *,
    names: tuple[str, str],
) -> None:
    """Draw what a search reached, coloured, and the baseline beside it, grey and dashed.

    Args:
        axes: Matplotlib axes to draw on.
        tried: Candidates tried so far, (looks,).
        reached: The best of them, (looks,).
        baseline: The same of the baseline, (looks,).
        names: Of the search and of the baseline.
    """
    for values, colour, style in ((baseline, INK, "--"), (reached, ACCENT, "-")):
        axes.step(tried, values, color=colour, linestyle=style, linewidth=1.6, where="post")
        axes.plot(tried[-1:], values[-1:], "o", color=colour, markersize=4)
    top = np.nanmax([reached[-1], baseline[-1]]) == reached[-1]
    for name, values, colour, is_upper in (
        (names[0], reached, ACCENT, top),
        (names[1], baseline, INK, not top),
    ):
        place = (0, 6) if is_upper else (0, -14)
        axes.annotate(
            name, (tried[-1], values[-1]), xytext=place, textcoords="offset points",
            color=colour, ha="right", fontsize=9,
        )  # fmt: skip
    axes.margins(y=0.15)
    _frame(axes)


def _frame(axes: Any) -> None:
    axes.tick_params(which="both", colors=INK, labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(INK)
    axes.xaxis.label.set_color(INK)
    axes.yaxis.label.set_color(INK)
