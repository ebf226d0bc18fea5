"""What a run counted against its steps, drawn."""

from functools import partial

import gradio as gr
import numpy as np

from core.curves import draw_curve
from core.recipe import Recipe
from core.sentence import Sentence
from demos.panels.events import Updates, Values, connect_light
from demos.panels.figures import figure_to_html
from demos.panels.grown import COUNTS
from demos.panels.history import History
from demos.panels.page import Page
from demos.panels.text import message
from demos.words import say

WIDE, HIGH = 7, 1.6  # inches, of one curve


def add_curves(page: Page) -> None:
    """Draw the place of the curves inside the layout that is open, and let it follow the result."""
    drawn = gr.HTML(elem_id=f"{page.name}curves", elem_classes="curves")
    connect_light(
        [page.results.take.change], partial(follow, page, drawn), bench=page.bench,
        status=page.status, inputs=[page.results.shown], outputs=[drawn],
    )  # fmt: skip


def follow(page: Page, drawn: gr.HTML, values: Values) -> Updates:
    """Draw the curves of the result that is shown."""
    shown, language = values[page.results.shown], values[page.bench.language]
    result = page.workshop.known(shown.recipe) if shown is not None else None
    if shown is None or result is None or result.history is None:
        return {}
    return {drawn: curves_of(shown.recipe, result.history, language)}


def curves_of(recipe: Recipe, history: History, language: str) -> str:
    """Return one curve for each score, above a common axis of steps."""
    from matplotlib.figure import Figure

    if len(history.progress) < 2 or not history.scores:
        return message(say("This run counts nothing on its way.", language))
    steps = int(recipe.steps[-1].settings.get("steps", 1))
    figure = Figure(figsize=(WIDE, HIGH * len(history.scores) + 0.5), layout="constrained")
    panels = np.atleast_1d(figure.subplots(len(history.scores), 1, sharex=True))
    for axes, (name, values) in zip(panels, history.scores.items(), strict=True):
        sentence, _, unit, units = COUNTS.get(name, (Sentence(name), "", "", 1))
        label = ", ".join(filter(None, [say(sentence, language), unit]))
        draw_curve(axes, np.rint(history.progress * steps), values * units, name=label)
    panels[-1].set_xlabel(say("step", language))
    title = _finding(history, steps, language)
    return f"<div><h3>{title}</h3>{figure_to_html(figure)}</div>"


def _finding(history: History, steps: int, language: str) -> str:
    """Say where the first of the scores began and ended."""
    name, values = next(iter(history.scores.items()))
    sentence, how, unit, units = COUNTS.get(name, (Sentence(name), ".3g", "", 1))
    first, last = (format(units * float(value), how) for value in (values[0], values[-1]))
    return say(
        "{name}: from {first} to {last} {unit} in {steps} steps",
        language,
        name=sentence,
        first=first,
        last=last,
        unit=unit,
        steps=steps,
    )
