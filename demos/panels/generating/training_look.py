"""What a visitor's page shows of a training, and what its buttons tell the training."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import gradio as gr

from core.generation import keeping
from core.generation.course import course_of
from core.generation.live import MADE
from core.generation.presets import Preset
from core.sentence import InputError
from core.workers import Status, job_queue
from demos.panels.cells.going import go, reset
from demos.panels.events import Updates, Values
from demos.panels.generating import training_shown as shown
from demos.panels.generating.training_choices import LIVE, Choices
from demos.panels.page import Page
from demos.panels.publish import publish
from demos.panels.text import message
from demos.words import say

KIND, METHOD = "generation", "trained"
GONE = "gone"  # stands for a training that is no longer kept
LOOK, LOOK_WAITING = 1.0, 3.0  # seconds between two looks at a job
DRAW = 4.0  # seconds of training between two drawings of the curves: each takes a tenth


@dataclass(frozen=True)
class Seen:
    """What a visitor's page shows of a training; only what differs is sent."""

    job: str = ""
    state: str = ""
    step: int = -1
    drawn: float = -DRAW  # seconds of training when the curves were drawn
    language: str = ""


@dataclass(frozen=True)
class Cell:
    """The widgets of the cell."""

    choices: Choices
    job: gr.Textbox  # the id of the training, which the browser keeps
    seen: gr.State
    timer: gr.Timer
    status: gr.HTML
    doubt: gr.HTML
    title: gr.HTML
    viewer: gr.HTML
    figures: gr.HTML
    plots: gr.HTML
    buttons: dict[str, gr.Button]  # start, pause, step, continue, stop, use, save

    @property
    def outputs(self) -> list[Any]:
        """What look() updates."""
        return [
            self.job, self.seen, self.timer, self.status, self.doubt, self.title, self.viewer,
            self.figures, self.plots, *self.buttons.values(),
        ]  # fmt: skip


def look(cell: Cell, job: str, seen: Seen, language: str) -> Updates:
    """Return what has changed about a training since the visitor's page was last updated.

    Args:
        cell: The widgets.
        job: Id of the training; "" for none.
        seen: What the page shows.
        language: Of the visitor.
    """
    if not job or job == GONE:
        return {cell.seen: Seen()}
    queue = job_queue()
    try:
        status = queue.status(job)
    except InputError as error:  # kept for a day only
        return {**_nothing(cell), cell.status: message(say(error.sentence, language))}
    is_new = (seen.job, seen.language) != (job, language)
    pace = LOOK_WAITING if status.state in ("waiting", "paused") else LOOK
    updates: Updates = {}
    if is_new or seen.state != status.state:
        updates |= {b: gr.update(interactive=v) for b, v in _live(cell, job, status).items()}
        updates[cell.timer] = gr.Timer(pace, active=not status.is_over)
    if is_new:
        updates[cell.title] = message(shown.title_of(status.settings, language))
    if not is_new and (seen.state, seen.step) == (status.state, status.step) != ("waiting", 0):
        return {**updates, cell.seen: seen}
    return updates | _show(cell, job, status, seen if not is_new else Seen(), language)


def restored(cell: Cell, job: str) -> Updates:
    """Return the updates that set the choices as the training that a visitor comes back to."""
    try:
        return cell.choices.update(job_queue().status(job).settings) if job else {}
    except InputError:
        return {}  # look() says so


def _show(cell: Cell, job: str, status: Status, seen: Seen, language: str) -> Updates:
    """Return the updates that show how a training stands."""
    reports = job_queue().reports(job)
    course, title = course_of(status.settings), shown.title_of(status.settings, language)
    updates: Updates = {
        cell.status: shown.status_line(status, reports, language),
        cell.doubt: shown.doubt_of(reports, language),
    }
    told = [report for report in reports if report.step > 0]
    drawn = seen.drawn
    if told and told[-1].step != seen.step:
        updates[cell.figures] = shown.figures_of(course, told[-1].numbers, language)
        updates[cell.viewer] = shown.samples_of(job, language, title)
    if told and (status.seconds - drawn >= DRAW or status.state != seen.state):
        updates[cell.plots] = shown.plots_of(job, told[-1].step, language)
        drawn = status.seconds
    step = told[-1].step if told else -1
    return {**updates, cell.seen: Seen(job, status.state, step, drawn, language)}


def _live(cell: Cell, job: str, status: Status) -> dict[gr.Button, bool]:
    """Return which buttons can be pressed."""
    state, made = status.state, (job_queue().folder(job) / MADE).is_file()
    live = {
        "start": True,
        "stop": not status.is_over,
        "pause": state == "running",
        "step": state in ("running", "paused"),
        "continue": state == "paused" or status.is_over,
        "use": made,
        "save": made,
    }
    return {cell.buttons[name]: is_live for name, is_live in live.items()}


def _nothing(cell: Cell) -> Updates:
    """Return the updates of a page whose training is gone."""
    dead = {b: gr.update(interactive=n == "start") for n, b in cell.buttons.items()}
    return {**dead, cell.job: GONE, cell.seen: Seen(), cell.timer: gr.Timer(active=False)}


def on_start(page: Page, cell: Cell, values: Values) -> Updates:
    """Begin a training as the choices say; one that still goes on is stopped."""
    settings, files = cell.choices.settings(values), cell.choices.files(values)
    _stop(values[cell.job])
    job = job_queue().submit(KIND, settings, files)
    language = values[page.bench.language]
    cleared: Updates = {cell.viewer: None, cell.figures: "", cell.plots: ""}
    return {**cleared, cell.job: job, **look(cell, job, Seen(), language)}


def on_preset(page: Page, cell: Cell, preset: Preset, values: Values) -> Updates:
    """Choose a preset, and begin."""
    widgets = cell.choices.widgets
    changed = {**values, **{widgets[name]: v for name, v in preset.settings.items()}}
    return {**cell.choices.update(preset.settings), **on_start(page, cell, changed)}


def on_order(
    page: Page, cell: Cell, order: Literal["pause", "step", "continue", "stop"], values: Values
) -> Updates:
    """Tell the training something; Continue takes up what is over, and adds time where it is up."""
    job, queue = values[cell.job], job_queue()
    status = queue.status(job)
    if order == "continue" and status.is_over:
        if status.state == "finished":
            seconds = course_of(status.settings).seconds
            queue.tell(job, "change", {"seconds": min(3600, 2 * seconds)})
        queue.resume(job)
    else:
        queue.tell(job, order)
    updates = look(cell, job, values[cell.seen], values[page.bench.language])
    return {**updates, cell.timer: gr.Timer(LOOK, active=True)}


def on_change(cell: Cell, values: Values) -> Updates:
    """Tell a training that goes on its new rate and batch."""
    job = values[cell.job]
    if job not in ("", GONE) and not job_queue().status(job).is_over:
        settings = cell.choices.settings(values)
        job_queue().tell(job, "change", {name: settings[name] for name in LIVE})
    return {}


def on_use(page: Page, cell: Cell, values: Values) -> Iterator[Updates]:
    """Make samples with what was trained, as a method of the page."""
    name = keeping.keep(_weights(values[cell.job]).read_bytes())
    method = page.bench.methods[METHOD].method
    yield from go(page, values, reset(method, {"model": name}))


def weights_address(cell: Cell, values: Values) -> str:
    """Publish the weights, and return their address."""
    path = _weights(values[cell.job])
    content = path.read_bytes()
    digest = sha256(content).hexdigest()
    name = f"{job_queue().status(values[cell.job]).settings['model']}_{digest[: keeping.DIGITS]}"
    return publish(digest, f"{name}.safetensors", lambda: content)


def _weights(job: str) -> Path:
    path = job_queue().folder(job) / MADE if job else None
    if path is None or not path.is_file():
        raise InputError("There are no weights yet: they are there when a training has ended.")
    return path


def _stop(job: str) -> None:
    try:
        if job and not job_queue().status(job).is_over:
            job_queue().tell(job, "stop")
    except InputError:
        pass  # it is not even kept any more
