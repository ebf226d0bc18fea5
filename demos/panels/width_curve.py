"""What a bottleneck costs: the quality of networks that differ in width alone, from their cards."""

import re
from collections.abc import Iterable, Mapping

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
    title = say("What the bottleneck costs: quality against width", language)
    drawn = "".join(_drawn(damage, curve, language) for damage, curve in curves.items())
    return f"<h3>{title}</h3><div class='curves'>{drawn}</div>"


def drawn_cards(cards: Iterable[Card]) -> set[str]:
    """Return the names of the cards whose figures a curve shows."""
    return {card.name for card in cards if _width(card) is not None}


def _width(card: Card) -> int | None:
    found = re.search(r"_(\d+)$", card.name)
    return int(found[1]) if found else None


def _curves(cards: Iterable[Card]) -> Mapping[str, Curve]:
    """Return the measured figures by damage, where at least two widths have them."""
    curves: dict[str, Curve] = {}
    for card in cards:
        if (width := _width(card)) is None:
            continue
        for figure in card.measured:
            best = max(figure.beside.values(), default=figure.damaged_psnr)
            curves.setdefault(figure.damage, {})[width] = (figure.psnr, best)
    return {damage: curve for damage, curve in curves.items() if len(curve) > 1}


def _drawn(damage: str, curve: Curve, language: str) -> str:
    """Return the panel of one damage, such as degradation.jpeg(quality=10)."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(3.4, 2.8), layout="constrained")
    axes = figure.add_subplot()
    widths, median = sorted(curve), curve[min(curve)][1]
    axes.plot(widths, [curve[width][0] for width in widths], "o-", color=ACCENT)
    axes.axhline(median, color=INK, linestyle="--", linewidth=1)
    axes.annotate(
        say("best median", language), (widths[0], median), xytext=(0, 4),
        textcoords="offset points", color=INK, fontsize=9,
    )  # fmt: skip
    axes.margins(y=0.15)
    axes.set_xscale("log", base=2)
    axes.set_xticks(widths, labels=map(str, widths))
    axes.set_title(damage.removeprefix("degradation."), fontsize=10, color=INK)
    axes.set_xlabel(say("numbers kept of 8 × 8 pixels", language), color=INK)
    axes.set_ylabel("PSNR, dB", color=INK)
    axes.tick_params(colors=INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(INK)
    return figure_to_html(figure, widest=357)
