"""What a bottleneck costs: the quality of networks that differ in width alone, from their cards."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.nn.cards import Card
from core.plots import ACCENT, INK
from demos.panels.figures import figure_to_html
from demos.words import say

Curve = dict[int, tuple[float, float]]  # width: PSNR in dB of the network, and of the best beside


def width_curve(cards: Iterable[Card], language: str) -> str:
    """Return a figure with a panel for each damage, or nothing where there is no such family."""
    curves = _curves(cards)
    if not curves:
        return ""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(3.6 * len(curves), 3), layout="constrained")
    panels = figure.subplots(1, len(curves), squeeze=False)[0]
    for axes, (damage, curve) in zip(panels, curves.items(), strict=True):
        _panel(axes, damage.removeprefix("degradation."), curve, language)
    panels[0].set_ylabel("PSNR, dB", color=INK)
    title = say("What the bottleneck costs: quality against width", language)
    return f"<h3>{title}</h3>" + figure_to_html(figure, widest=1000)


def _curves(cards: Iterable[Card]) -> Mapping[str, Curve]:
    """Return the measured figures by damage, where at least two widths have them."""
    curves: dict[str, Curve] = {}
    for card in cards:
        if (width := re.search(r"_(\d+)$", card.name)) is None:
            continue
        for figure in card.measured:
            best = max(figure.beside.values(), default=figure.damaged_psnr)
            curves.setdefault(figure.damage, {})[int(width[1])] = (figure.psnr, best)
    return {damage: curve for damage, curve in curves.items() if len(curve) > 1}


def _panel(axes: Any, title: str, curve: Curve, language: str) -> None:
    widths = sorted(curve)
    axes.plot(widths, [curve[width][0] for width in widths], "o-", color=ACCENT)
    median = curve[widths[0]][1]
    axes.axhline(median, color=INK, linestyle="--", linewidth=1)
    axes.annotate(
        say("best median", language), (widths[0], median), xytext=(0, 4),
        textcoords="offset points", color=INK, fontsize=9,
    )  # fmt: skip
    axes.set_xscale("log", base=2)
    axes.set_xticks(widths, labels=map(str, widths))
    axes.set_title(title, fontsize=10, color=INK)
    axes.set_xlabel(say("numbers kept of 8 × 8 pixels", language), color=INK)
    axes.tick_params(colors=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(INK)
