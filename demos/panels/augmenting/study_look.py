"""What a visitor's page shows of a study, and what its buttons tell it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import gradio as gr

from core.augmentation.study_data import OWN_SIDE
from core.augmentation.study_plan import Plan, plan_of
from core.augmentation.study_results import Results
from core.data import Collection, own_pictures
from core.sentence import InputError
from core.workers import Status, job_queue
from demos.panels.augmenting import study_shown as shown
from demos.panels.augmenting.bench import AugmentingPage
from demos.panels.augmenting.breaking import asked
from demos.panels.augmenting.breaking_shown import Found, is_warned, warnings_of
from demos.panels.augmenting.study_choices import StudyChoices
from demos.panels.augmenting.study_plots import curves_of, matrices_of
from demos.panels.events import Updates, Values
from demos.panels.text import message
from demos.words import say

KIND = "augmentation_study"
LOOK, LOOK_WAITING = 1.0, 3.0  # seconds between two looks at a job
Order = Literal["stop", "continue"]


@dataclass(frozen=True)
class Seen:
    """What a visitor's page shows of a study; only what differs is sent."""

    job: str = ""
    state: str = ""
    step: int = -1
    done: int = -1  # trainings
    language: str = ""


@dataclass(frozen=True)
class Warned:
    """What the visitor was warned of."""

    about: str = ""  # data and stages
    found: Found = ()


@dataclass(frozen=True)
class Cell:
    """The widgets of the cell."""

    choices: StudyChoices
    job: gr.BrowserState  # the id of the study, kept by the browser
    seen: gr.State
    warned: gr.State
    timer: gr.Timer
    status: gr.HTML
    warnings: gr.HTML
    title: gr.HTML
    figures: gr.HTML
    tables: gr.HTML
    plots: gr.HTML
    buttons: dict[str, gr.Button]  # start, stop, continue

    @property
    def outputs(self) -> list[Any]:
        """What look() updates."""
        return [
            self.job, self.seen, self.warned, self.timer, self.status, self.warnings, self.title,
            self.figures, self.tables, self.plots, *self.buttons.values(),
        ]  # fmt: skip


def look(cell: Cell, job: str, seen: Seen, language: str) -> Updates:
    """Return what has changed about a study since the visitor's page was last updated.

    Args:
        cell: The widgets.
        job: Id of the study; "" for none.
        seen: What the page shows.
        language: Of the visitor.
    """
    if not job:
        return {cell.seen: Seen()}
    try:
        status = job_queue().status(job)
    except InputError as error:  # kept for a day only
        return {**_nothing(cell), cell.status: message(say(error.sentence, language))}
    if (seen.job, seen.language) != (job, language):
        seen = Seen()
    updates: Updates = {}
    if seen.state != status.state:
        pace = LOOK_WAITING if status.state == "waiting" else LOOK
        updates |= _live(cell, status)
        updates[cell.timer] = gr.Timer(pace, active=not status.is_over)
    reports = job_queue().reports(job)
    done = int(reports[-1].numbers.get("trainings", 0)) if reports else 0
    if (seen.state, seen.step) != (status.state, status.step) or status.state == "waiting":
        updates[cell.status] = shown.status_line(status, reports, language)
    if not seen.job:
        updates[cell.title] = message(shown.title_of(status.settings, language))
    if done != seen.done:
        updates |= _show(cell, job, plan_of(status.settings), language)
    return {**updates, cell.seen: Seen(job, status.state, status.step, done, language)}


def _show(cell: Cell, job: str, plan: Plan, language: str) -> Updates:
    """Return the updates that show what has been found by now."""
    arrays = job_queue().latest(job)
    if "done" not in arrays or not arrays["done"].any():
        return {cell.figures: "", cell.tables: "", cell.plots: ""}
    classes = [str(name) for name in arrays["classes"]]
    results = Results.read(arrays)
    tables = (
        shown.table_of(plan, results, language),
        shown.classes_of(plan, results, classes, language),
    )
    plots = (
        matrices_of(plan, results, classes, language),
        curves_of(plan, results, language),
    )
    return {
        cell.figures: shown.figures_of(plan, results, language),
        cell.tables: "".join(tables),
        cell.plots: "".join(plots),
    }


def _live(cell: Cell, status: Status) -> Updates:
    """Return which buttons can be pressed."""
    live = {"start": True, "stop": not status.is_over, "continue": _can_go_on(status)}
    return {cell.buttons[name]: gr.update(interactive=is_live) for name, is_live in live.items()}


def _can_go_on(status: Status) -> bool:
    return status.is_over and status.state != "finished"


def _nothing(cell: Cell) -> Updates:
    """Return the updates of a page whose study is gone."""
    dead = {b: gr.update(interactive=n == "start") for n, b in cell.buttons.items()}
    return {**dead, cell.job: "", cell.seen: Seen(), cell.timer: gr.Timer(active=False)}


def on_start(page: AugmentingPage, cell: Cell, values: Values) -> Iterator[Updates]:
    """Look for broken labels first; begin a study if there are none, or they were warned of."""
    language, choices = values[page.bench.language], cell.choices
    settings, files = choices.settings(page, values), choices.files(values)
    plan = plan_of(settings)
    about = json.dumps([settings["data"], settings["stages"], settings["chosen"], sorted(files)])
    if values[cell.warned].about != about:
        stages = [a.pipeline.stages[0] for a in plan.arms if a.kind in ("stage", "chosen")]
        found: Found = ()
        for step in asked(plan.size.data, stages, language, _own(files)):
            if isinstance(step, str):
                yield {cell.status: step}
            else:
                found = step
        told = warnings_of(found, language) if is_warned(found) else ""
        yield {cell.warned: Warned(about, found), cell.warnings: told}
        if told:
            said = say("Read the warning first; Start begins in spite of it.", language)
            yield {cell.status: message(said)}
            return
    _stop(values[cell.job])
    job = job_queue().submit(KIND, settings, files)
    cleared: Updates = {cell.figures: "", cell.tables: "", cell.plots: ""}
    cleared[cell.warnings] = reword(values[cell.warned], language)
    yield {**cleared, cell.job: job, **look(cell, job, Seen(), language)}


def _own(files: dict[str, Path]) -> Collection | None:
    return own_pictures(list(files.values()), side=OWN_SIDE) if files else None


def on_order(page: AugmentingPage, cell: Cell, order: Order, values: Values) -> Updates:
    """Tell the study something; Continue takes up what is over."""
    job, queue = values[cell.job], job_queue()
    if order == "stop":
        queue.tell(job, "stop")
    else:
        queue.resume(job)
    updates = look(cell, job, values[cell.seen], values[page.bench.language])
    return {**updates, cell.timer: gr.Timer(LOOK, active=True)}


def reword(warned: Warned, language: str) -> str:
    """Return the warnings that were read, folded."""
    return warnings_of(warned.found, language, folded=True) if is_warned(warned.found) else ""


def _stop(job: str) -> None:
    try:
        if job and not job_queue().status(job).is_over:
            job_queue().tell(job, "stop")
    except InputError:
        pass  # it is not even kept any more
