"""What a search for a rule has found, shown: figures, its curve, pictures."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.automata.grid import Grid
from core.automata.learning.searches import Course
from core.automata.learning.similarity import SIMILARITIES
from core.automata.learning.target import Target
from core.automata.palettes import paint
from core.automata.tables import RuleTable
from core.curves import draw_race
from core.sentence import Sentence
from demos.panels.cells import goal as goals
from demos.panels.cells.widgets import SHADES
from demos.panels.figures import figure_to_html
from demos.panels.grown import inline
from demos.panels.text import big_figures
from demos.words import say


@dataclass(frozen=True, eq=False)
class Trained:
    """A search as far as it has come."""

    target: Target
    course: Course
    lit: RuleTable  # the best table before the last one
    search: str


def verdict_of(target: Target, course: Course | None, language: str) -> str:
    """Say what a search has reached."""
    if course is None:
        return say("No change of a single entry makes the rule better.", language)
    if course.latest.fitness >= target.best - 1e-12:
        return say("The rule does exactly what was asked on these pairs.", language)
    if course.latest.fitness > course.latest.baseline:
        return say("The search found a better rule than random search.", language)
    return say("Random search found as good a rule.", language)


def figures_of(trained: Trained, outcome: Grid, language: str) -> str:
    """Return how near the best rule comes, and random search beside it.

    Args:
        trained: The search.
        outcome: What its best rule makes of the starts, (N, H, W).
        language: Of the visitor.
    """
    latest, target = trained.course.latest, trained.target
    sim = float(SIMILARITIES["overlap"](outcome[None], target.targets)[0])
    equal = float(SIMILARITIES["agreement"](outcome[None], target.targets)[0])
    beside = say("random search: {value:.3f}", language, value=latest.baseline)
    name = say(goals.SIMILARITIES[target.similarity], language)
    figures = [
        (name, f"{latest.fitness:.3f}", "", beside),
        ("sim", f"{sim:.3f}", "", ""),
        ("2 sim", f"{2 * sim:.3f}", "", ""),
        (say("equal cells", language), f"{100 * equal:.2f}", "%", ""),
        (say("tables", language), str(latest.evaluations), "", ""),
    ]
    how = say("sim = Σ I₁I₂ / (Σ I₁² + Σ I₂²) is ½ for identical pictures.", language)
    return big_figures(figures, how)


def plot_of(trained: Trained, language: str) -> str:
    """Return the curve of a search with that of random search beside it."""
    from matplotlib.figure import Figure

    course, target = trained.course, trained.target
    figure = Figure(figsize=(7, 2.4), layout="constrained")
    axes = figure.add_subplot()
    axes.set(
        xlabel=say("tables tried", language),
        ylabel=say(goals.SIMILARITIES[target.similarity], language),
    )
    names = say(goals.NAMES[f"by {trained.search}"], language), say("random search", language)
    draw_race(axes, *map(np.array, (course.tried, course.reached, course.baseline)), names=names)
    return figure_to_html(figure)


def tiles_of(target: Target, outcome: Grid, language: str) -> list[dict[str, Any]]:
    """Return start, outcome and target of one of the pairs, for a gallery."""
    place, states = len(target.starts) // 2, target.space.states
    grids = (target.starts[place], outcome[place], target.targets[place])
    labels = (Sentence("start"), Sentence("best so far"), Sentence("target"))
    return [
        {
            "label": say(label, language),
            "src": inline(paint(grid, states, SHADES[states > 2])),
            "width": grid.shape[1],
            "height": grid.shape[0],
        }
        for label, grid in zip(labels, grids, strict=True)
    ]
