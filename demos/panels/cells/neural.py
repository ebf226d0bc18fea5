"""The cell of the neural automata: erase by a click, and train a rule for one's own picture."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from uuid import uuid4

import gradio as gr

from core.automata.neural.wounds import Wound
from core.sentence import InputError
from demos.panels.cells.going import go, outputs, reset
from demos.panels.cells.own_rule import add_own_rule
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy
from demos.panels.page import Page
from demos.panels.shown import Shown
from demos.panels.text import cell_head
from demos.words import word

METHOD = "neural"
HEALING = 100  # steps that a click adds
RADIUS = 6  # cells


def add_neural(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Neural automata: erase and train")))
    about = word(
        "Run the method Neural automaton, then click into its result: a disc is erased there, "
        "and the picture grows back. Each wound stands in the recipe, so a link shows it too."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    with gr.Row(elem_classes="settings"):
        radius = gr.Slider(
            1, 20, value=RADIUS, step=1, label=word("Radius of the eraser"),
            info=word("In cells."), elem_id=f"{page.name}eraser", min_width=260,
        )  # fmt: skip
        steps = gr.Slider(
            10, 500, value=HEALING, step=10, label=word("Steps to heal"),
            elem_id=f"{page.name}healing", min_width=260,
        )  # fmt: skip
    _connect_eraser(page, radius, steps)
    add_own_rule(page, radius)


def _connect_eraser(page: Page, radius: gr.Slider, steps: gr.Slider) -> None:
    """Let a click on a grown picture wound it, and run it on."""
    clicked = gr.Textbox(visible=False)
    page.results.viewer.select(pick, page.results.shown, clicked, **LIGHT, **QUIET)
    connect_heavy(
        [clicked.change], partial(on_wound, page, clicked, radius, steps), bench=page.bench,
        status=page.status, stop=page.stop,
        inputs=[clicked, radius, steps, page.results.shown, page.results.channels],
        outputs=outputs(page),
    )  # fmt: skip


def pick(shown: Shown | None, event: gr.EventData) -> Any:
    """Hand on the clicked cell, where a neural automaton is shown; the mark makes it news."""
    if shown is None or shown.recipe.steps[-1].method.id != METHOD:
        return gr.skip()
    return f"{int(event.row)} {int(event.column)} {uuid4().hex}"


def on_wound(
    page: Page, clicked: gr.Textbox, radius: gr.Slider, steps: gr.Slider, values: Values
) -> Iterator[Updates]:
    """Erase a disc from the result that is shown, and let it heal."""
    shown = values[page.results.shown]
    if shown is None:
        raise InputError("There is no result yet.")
    row, column, _ = values[clicked].split()
    last = shown.recipe.steps[-1]
    settings = last.settings
    wound = Wound(int(settings["steps"]), int(row), int(column), int(values[radius]))
    yield from go(page, values, reset(last.method, wounded(settings, wound, int(values[steps]))))


def wounded(settings: Mapping[str, Any], wound: Wound, steps: int) -> dict[str, Any]:
    """Return settings with one more wound at their last step, and steps to heal it."""
    before = f"{settings['wounds'].strip().rstrip(';')}; " if settings["wounds"].strip() else ""
    return {
        **settings,
        "wounds": f"{before}{wound}",
        "since": wound.step,
        "steps": wound.step + steps,
    }
