"""The cell that trains a model on pictures while everybody watches."""

from functools import partial
from typing import Any

import gradio as gr

from core.device import on_zero_gpu
from core.generation.failures import FAILURES
from core.workers import job_queue
from demos.panels.cells.going import connect_saver, look_up, outputs
from demos.panels.controls import BROWSER
from demos.panels.events import LIGHT, QUIET, Updates, connect_heavy, connect_light
from demos.panels.generating.training_choices import LIVE, build_choices
from demos.panels.generating.training_look import (
    GONE,
    LOOK,
    Cell,
    Seen,
    look,
    on_change,
    on_order,
    on_preset,
    on_start,
    on_use,
    restored,
    weights_address,
)
from demos.panels.page import Page, speak
from demos.panels.text import cell_head
from demos.panels.viewer import result_viewer
from demos.words import word

# Not gr.BrowserState: on a tab that has just been opened it is read after the tab's first event.
KEEP = f"""(job) => {{
    if (job === '{GONE}') localStorage.removeItem('training');
    else if (job) localStorage.setItem('training', job);
}}"""
FIND = "(job, ...others) => [job || (localStorage.getItem('training') ?? ''), ...others]"
ORDERS = {"pause": word("Pause"), "step": word("One step"), "continue": word("Continue")}


def add_training(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Train a model here")))
    gr.HTML(f"<p>{_about()}</p>", elem_classes="about")
    name = page.name
    with gr.Row(elem_classes="bench"):
        with gr.Column(min_width=300, elem_classes="left"):
            choices = build_choices(name)
            buttons, status = _build_orders(name)
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            title = gr.HTML(elem_id=f"{name}train-title")
            doubt = gr.HTML(elem_id=f"{name}train-doubt")
            viewer = result_viewer(elem_id=f"{name}train-grid", group=f"{name}train")
            figures = gr.HTML(elem_id=f"{name}train-scores")
            plots = gr.HTML(elem_id=f"{name}train-plots")
            buttons |= _build_uses(name)
    kept = gr.Textbox("", visible=False)
    cell = Cell(choices, kept, gr.State(Seen()), gr.Timer(LOOK, active=False), status, doubt,
                title, viewer, figures, plots, buttons)  # fmt: skip
    speak(viewer, page.bench.language)
    _connect_orders(page, cell)
    _connect_looks(page, cell)
    _connect_uses(page, cell)
    _add_failures(page, cell)


def _about() -> Any:
    if on_zero_gpu():
        return word(
            "A small network learns to make pictures like those it is shown, before your eyes. "
            "The training runs on the processor, in a process of its own: this Space lends its "
            "GPU only for moments."
        )
    return word(
        "A small network learns to make pictures like those it is shown, before your eyes. It "
        "goes on when you leave the page, and is there again when you come back."
    )


def _build_orders(name: str) -> tuple[dict[str, gr.Button], gr.HTML]:
    small: dict[str, Any] = {"min_width": 70, "interactive": False}
    with gr.Row(elem_classes="run"):
        start = gr.Button(
            word("Start training"), variant="primary", min_width=70, elem_id=f"{name}train-start"
        )
        stop = gr.Button(word("Stop"), elem_id=f"{name}train-stop", **small)
    with gr.Row(elem_classes=["run", "tools"]):
        others = {
            order: gr.Button(label, size="sm", elem_id=f"{name}train-{order}", **small)
            for order, label in ORDERS.items()
        }
    status = gr.HTML(elem_id=f"{name}train-status")
    return {"start": start, "stop": stop, **others}, status


def _build_uses(name: str) -> dict[str, gr.Button]:
    small: dict[str, Any] = {"size": "sm", "min_width": 80, "interactive": False}
    with gr.Row(elem_classes="tools"):
        use = gr.Button(word("Use in sampling"), elem_id=f"{name}train-use", **small)
        save = gr.Button(word("Download weights"), elem_id=f"{name}train-save", **small)
    return {"use": use, "save": save}


def _add_failures(page: Page, cell: Cell) -> None:
    """Draw the gallery of trainings that are meant to go wrong, and connect it."""
    gr.HTML(f"<h3 class='small-head'>{word('Planned failures: what each looks like')}</h3>")
    with gr.Row(elem_classes="tools"):
        for key, preset in FAILURES.items():
            with gr.Column(min_width=220):
                button = gr.Button(
                    word(preset.title.template), size="sm", elem_id=f"{page.name}train-{key}"
                )
                gr.HTML(f"<p>{word(preset.about.template)}</p>", elem_classes="about")
            connect_light(
                [button.click], partial(on_preset, page, cell, preset), bench=page.bench,
                status=cell.status, inputs=[*cell.choices.inputs, cell.job],
                outputs=[*cell.choices.widgets.values(), *cell.outputs],
            )  # fmt: skip


def _connect_orders(page: Page, cell: Cell) -> None:
    """Let the buttons give their orders."""
    start = cell.buttons["start"]
    light: dict[str, Any] = {"bench": page.bench, "status": cell.status}
    connect_light(
        [start.click], partial(on_start, page, cell), **light,
        inputs=[*cell.choices.inputs, cell.job], outputs=cell.outputs,
    )  # fmt: skip
    for order in ("pause", "step", "continue", "stop"):
        connect_light(
            [cell.buttons[order].click], partial(on_order, page, cell, order), **light,
            inputs=[cell.job, cell.seen], outputs=cell.outputs,
        )  # fmt: skip
    changes = [cell.choices.widgets[name].input for name in LIVE]  # type: ignore[attr-defined]
    connect_light(
        changes, partial(on_change, cell), **light, inputs=[*cell.choices.inputs, cell.job]
    )


def _connect_looks(page: Page, cell: Cell) -> None:
    """Look at the training now and then, when the page is opened, and in another language."""

    def tick(job: str, seen: Seen, language: str) -> Updates:
        return look(cell, job, seen, language)

    def come(job: str, seen: Seen, language: str) -> Updates:
        job_queue().warm()
        return {cell.job: job, **restored(cell, job), **look(cell, job, seen, language)}

    inputs = [cell.job, cell.seen, page.bench.language]
    triggers = [cell.timer.tick, page.bench.language.change, cell.job.change]
    gr.on(triggers, tick, inputs, cell.outputs, trigger_mode="once", **LIGHT, **QUIET)
    cell.job.change(None, cell.job, None, js=KEEP, **BROWSER)
    everything = [*cell.choices.widgets.values(), *cell.outputs]
    page.doors.come.click(come, inputs, everything, js=FIND, **LIGHT, **QUIET)


def _connect_uses(page: Page, cell: Cell) -> None:
    """Let what was trained be sampled on the page, and saved."""
    use, save = cell.buttons["use"], cell.buttons["save"]
    look_up(use, page)
    connect_heavy(
        [use.click], partial(on_use, page, cell), bench=page.bench, status=page.status,
        stop=page.stop, inputs=[cell.job, page.results.channels],
        outputs=outputs(page),
    )  # fmt: skip
    connect_saver(save, partial(weights_address, cell), page, cell.status, [cell.job])
