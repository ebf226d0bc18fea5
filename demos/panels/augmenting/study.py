"""The cell that measures what augmentations do for a classifier with few pictures."""

from functools import partial
from typing import Any

import gradio as gr

from core.workers import job_queue
from demos.panels.augmenting.bench import AugmentingPage
from demos.panels.augmenting.study_choices import build_study_choices
from demos.panels.augmenting.study_look import (
    LOOK,
    Cell,
    Seen,
    Warned,
    look,
    on_order,
    on_start,
    reword,
)
from demos.panels.events import LIGHT, QUIET, Updates, connect_heavy, connect_light, follow
from demos.panels.text import cell_head
from demos.words import word


def add_study(page: AugmentingPage, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Effect on a classifier")))
    about = word(
        "Whether an augmentation helps depends on the pictures: try. A small network learns from "
        "a few pictures of each class, without and with each, several times over. It goes on when "
        "you leave the page, and is there again when you come back."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    name = page.name
    with gr.Row(elem_classes="bench"):
        with gr.Column(min_width=300, elem_classes="left"):
            choices = build_study_choices(name)
            buttons, checking = _build_orders(name)
            status = gr.HTML(elem_id=f"{name}study-status")
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            warnings = gr.HTML(elem_id=f"{name}study-warnings")
            title = gr.HTML(elem_id=f"{name}study-title")
            figures = gr.HTML(elem_id=f"{name}study-scores")
            tables = gr.HTML(elem_id=f"{name}study-tables")
    plots = gr.HTML(elem_id=f"{name}study-plots")
    kept = gr.BrowserState("", storage_key="pixel-atelier-study", secret="no secret")
    cell = Cell(
        choices, kept, gr.State(Seen()), gr.State(Warned()), gr.Timer(LOOK, active=False), status,
        warnings, title, figures, tables, plots, buttons,
    )  # fmt: skip
    _connect(page, cell, checking)


def _build_orders(name: str) -> tuple[dict[str, gr.Button], gr.Button]:
    """Draw the buttons; the unseen one is of the look for broken labels before a study."""
    small: dict[str, Any] = {"min_width": 70, "interactive": False}
    with gr.Row(elem_classes="run"):
        start = gr.Button(word("Start"), variant="primary", min_width=70, elem_id=f"{name}study")
        stop = gr.Button(word("Stop"), elem_id=f"{name}study-stop", **small)
        further = gr.Button(word("Continue"), elem_id=f"{name}study-continue", **small)
    checking = gr.Button(elem_id=f"{name}study-checking", elem_classes="unseen")
    return {"start": start, "stop": stop, "continue": further}, checking


def _connect(page: AugmentingPage, cell: Cell, checking: gr.Button) -> None:
    connect_heavy(
        [cell.buttons["start"].click], partial(on_start, page, cell), bench=page.bench,
        status=cell.status, stop=checking, inputs=[*cell.choices.inputs, cell.job, cell.warned],
        outputs=cell.outputs,
    )  # fmt: skip
    for order in ("stop", "continue"):
        connect_light(
            [cell.buttons[order].click], partial(on_order, page, cell, order), bench=page.bench,
            status=cell.status, inputs=[cell.job, cell.seen], outputs=cell.outputs,
        )  # fmt: skip

    def tick(job: str, seen: Seen, language: str) -> Updates:
        return look(cell, job, seen, language)

    def come(job: str, seen: Seen, language: str) -> Updates:
        job_queue().warm()
        return look(cell, job, seen, language)

    language = page.bench.language
    inputs = [cell.job, cell.seen, language]
    gr.on(
        [cell.timer.tick, cell.job.change], tick, inputs, cell.outputs, trigger_mode="once",
        **LIGHT, **QUIET,
    )  # fmt: skip
    page.doors.come.click(come, inputs, cell.outputs, **LIGHT, **QUIET)
    follow(language, tick, inputs, cell.outputs)
    follow(language, reword, [cell.warned, language], [cell.warnings])
