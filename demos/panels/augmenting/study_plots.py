"""A study's confusion matrices side by side, and its learning curves."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from core.augmentation.study_plan import Plan
from core.augmentation.study_results import Results
from core.augmentation.study_training import look_steps
from core.plots import ACCENT, INK
from core.sentence import Sentence
from demos.panels.augmenting.study_shown import best_of, percent
from demos.panels.figures import figure_to_html
from demos.words import say

CELL, MARGIN = 10, 34  # units of the drawing
NAMED = 12  # classes up to which they are written beside the matrix
SHORT = 9  # letters of a name


def matrices_of(plan: Plan, results: Results, classes: Sequence[str], language: str) -> str:
    """Return a confusion matrix for each arm, all seeds together, as drawings in the page."""
    names = [say(Sentence(name), language) for name in classes]
    figures = []
    for number, arm in enumerate(plan.arms):
        if results.seeds(number):
            title = say(arm.title, language)
            right = percent(results.figure(number, "accuracy").mean)
            drawn = matrix_svg(results.summed(number), names, title, language)
            figures.append(
                f"<figure>{drawn}<figcaption>{escape(title)} <b>{right} %</b></figcaption></figure>"
            )
    if not figures:
        return ""
    head = say("What is taken for what", language)
    how = say("A row for what a picture is, a column for what it is taken for.", language)
    return (
        f"<h3>{escape(head)}</h3><div class='matrices'>{''.join(figures)}</div>"
        f"<p class='how'>{escape(how)}</p>"
    )


def matrix_svg(
    confusion: NDArray[np.int64], names: Sequence[str], title: str, language: str
) -> str:
    """Return a confusion matrix as SVG in the inks of the page.

    Args:
        confusion: (K, K), rows are what the pictures are.
        names: Of the classes.
        title: Of the drawing, for who cannot see it.
        language: Of the visitor.
    """
    count = len(names)
    shares = confusion / np.maximum(confusion.sum(axis=1, keepdims=True), 1)
    margin, size = (MARGIN if count <= NAMED else 2), CELL * count
    cells = "".join(
        _cell(row, column, shares[row, column], int(confusion[row, column]), names, language)
        for row, column in np.argwhere(confusion)
    )
    named = range(count) if count <= NAMED else ()
    labels = "".join(_labels(place, names[place], size) for place in named)
    return (
        f'<svg viewBox="{-margin} {-2} {size + margin + 2} {size + margin + 2}" role="img" '
        f'aria-label="{escape(title)}"><rect width="{size}" height="{size}" class="ground"/>'
        f"{cells}{labels}</svg>"
    )


def _cell(
    row: int, column: int, share: float, count: int, names: Sequence[str], language: str
) -> str:
    told = say("{name}: {share:.1%} taken for {taken}", language,
               name=names[row], taken=names[column], share=share)  # fmt: skip
    kind = "right" if row == column else "wrong"
    opacity = share if row == column else np.sqrt(share)  # few mistakes are to be seen, too
    return (
        f'<rect x="{CELL * column}" y="{CELL * row}" width="{CELL}" height="{CELL}" class="{kind}" '
        f'opacity="{opacity:.2f}"><title>{escape(told)} ({count})</title></rect>'
    )


def _labels(place: int, name: str, size: int) -> str:
    """Return a class's name beside its row and below its column."""
    short = name if len(name) <= SHORT else name[: SHORT - 1] + "…"
    middle = CELL * place + CELL / 2 + 2
    below = f'transform="translate({middle} {size + 2}) rotate(-90)"'
    return "".join(
        f'<text {where} text-anchor="end">{escape(short)}</text>'
        for where in (f'x="-2" y="{middle}"', below)
    )


def curves_of(plan: Plan, results: Results, language: str) -> str:
    """Return the accuracy of every arm on its way: the best coloured, the others grey."""
    from matplotlib.figure import Figure

    arms = [arm for arm in range(len(plan.arms)) if results.seeds(arm)]
    if not arms:
        return ""
    best = best_of(results)
    steps = look_steps(plan.size.steps)
    figure = Figure(figsize=(7, 2.6), layout="constrained")
    axes = figure.add_subplot()
    for arm in sorted(arms, key=lambda one: one in (0, best)):
        named = arm in (0, best)
        axes.plot(
            steps, 100 * results.curve(arm), color=ACCENT if arm == best else INK,
            linestyle="--" if arm == 0 else "-", linewidth=1.8 if named else 0.8,
            alpha=1 if named else 0.45,
        )  # fmt: skip
        if named:
            shift = 6 if arm == best else -12
            axes.annotate(
                say(plan.arms[arm].title, language), (steps[-1], 100 * results.curve(arm)[-1]),
                xytext=(0, shift), textcoords="offset points", ha="right", fontsize=9,
                color=ACCENT if arm == best else INK,
            )  # fmt: skip
    axes.set(xlabel=say("steps of training", language), ylabel=say("accuracy, %", language))
    axes.margins(y=0.15)
    axes.tick_params(which="both", colors=INK, labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(INK)
    axes.xaxis.label.set_color(INK)
    axes.yaxis.label.set_color(INK)
    head = say("Accuracy on test pictures while it learns, mean over seeds", language)
    return f"<h3>{escape(head)}</h3>{figure_to_html(figure)}"
