"""The cell that trains a rule's table towards a target, watched as it learns."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

import gradio as gr
import numpy as np

from core.automata.cells import as_start
from core.automata.learning.searches import SEARCHES, Course, train
from core.automata.learning.target import Target
from core.automata.tables import RuleTable
from core.machine import cores
from core.sentence import InputError, Sentence
from demos.panels.cells.goal import Goal, build_goal
from demos.panels.cells.going import connect_saver, go, look_up, outputs, reset
from demos.panels.cells.search import stoppable, watched
from demos.panels.cells.tables import METHOD
from demos.panels.cells.trained import Trained, figures_of, plot_of, tiles_of, verdict_of
from demos.panels.cells.widgets import entries_in, listed, table_editor
from demos.panels.events import Updates, Values, connect_heavy, connect_light
from demos.panels.page import Page
from demos.panels.publish import publish
from demos.panels.text import cell_head, message, progress_bar
from demos.words import say, word

CHANGED = Sentence("{count} entries lit: changed when the best rule was last bettered.")


@dataclass(frozen=True)
class TrainCell:
    """The widgets of the cell that show what a search found."""

    goal: Goal
    status: gr.HTML
    figures: gr.HTML
    plot: gr.HTML
    gallery: gr.HTML
    editor: gr.HTML
    kept: gr.State

    @property
    def inputs(self) -> list[Any]:
        """What the handlers read."""
        return [*self.goal.inputs, self.editor, self.kept]

    @property
    def outputs(self) -> list[Any]:
        """What show() fills."""
        return [self.figures, self.plot, self.gallery, self.editor, self.kept]

    def show(self, trained: Trained, language: str) -> Updates:
        """Return the updates that show a search as far as it has come."""
        table = listed(trained.course.latest.best, trained.lit)
        return {**self.describe(trained, language), self.editor: table, self.kept: trained}

    def describe(self, trained: Trained | None, language: str) -> Updates:
        """Return the same without the table, which a visitor may have changed by hand."""
        if trained is None:
            return {}
        (outcome,) = trained.target.outcomes(trained.course.latest.best.entries[None])
        return {
            self.figures: figures_of(trained, outcome, language),
            self.plot: plot_of(trained, language),
            self.gallery: {"tiles": tiles_of(trained.target, outcome, language), "columns": 3},
        }


def add_training(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Train a rule")))
    about = word(
        "Choose what a rule is to do and let a search change its table, entry by entry. Random "
        "search with as many tables always runs beside it."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    name = page.name
    with gr.Row(elem_classes="bench"):
        with gr.Column(min_width=300, elem_classes="left"):
            goal = build_goal(name)
            begin, further, stop = _buttons(name)
            status = gr.HTML(elem_id=f"{name}train-status")
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            gallery = page.gallery(f"{name}train-gallery")
            figures = gr.HTML(elem_id=f"{name}train-scores")
            plot = gr.HTML(elem_id=f"{name}train-plot")
    editor = table_editor(page.bench.language, elem_id=f"{name}train-table", changed=CHANGED)
    cell = TrainCell(goal, status, figures, plot, gallery, editor, gr.State())
    for pressed, goes_on in ((begin, False), (further, True)):
        connect_heavy(
            [pressed.click], partial(on_train, page, cell, goes_on), bench=page.bench,
            status=status, stop=stop, inputs=[*cell.inputs, page.results.shown],
            outputs=cell.outputs,
        )  # fmt: skip
    connect_light(
        [page.bench.language.change],
        lambda values: cell.describe(values[cell.kept], values[page.bench.language]),
        bench=page.bench, status=status, inputs=[cell.kept], outputs=[figures, plot, gallery],
    )  # fmt: skip
    _add_uses(page, cell, stop)


def _buttons(name: str) -> tuple[gr.Button, gr.Button, gr.Button]:
    with gr.Row(elem_classes="run"):
        begin = gr.Button(word("Train"), variant="primary", min_width=80, elem_id=f"{name}train")
        further = gr.Button(word("Continue"), min_width=80, elem_id=f"{name}train-further")
        stop = gr.Button(word("Stop"), interactive=False, min_width=80, elem_id=f"{name}train-stop")
    return begin, further, stop


def _add_uses(page: Page, cell: TrainCell, stop: gr.Button) -> None:
    """Draw the buttons that run the rule found, or save it, and connect them."""
    name = page.name
    small: dict[str, Any] = {"size": "sm", "min_width": 80}
    with gr.Row(elem_classes="tools"):
        over = gr.Button(word("Take over"), elem_id=f"{name}train-over", **small)
        save = gr.Button(word("Save rule"), elem_id=f"{name}train-save", **small)
    look_up(over, page)
    connect_heavy(
        [over.click], partial(on_over, page, cell), bench=page.bench, status=cell.status,
        stop=stop, inputs=[*cell.inputs, page.results.channels],
        outputs=[*outputs(page), page.status],
    )  # fmt: skip
    connect_saver(save, partial(rule_address, cell), page, cell.status, cell.inputs)


def on_train(page: Page, cell: TrainCell, goes_on: bool, values: Values) -> Iterator[Updates]:
    """Search for a table, from the start or on from the one that the editor shows."""
    goal, language, before = cell.goal, values[page.bench.language], values[cell.kept]
    target = stoppable(goal.target(page, values))
    first: list[RuleTable] = []
    lit = RuleTable(target.space, target.space.keep())
    if goes_on:
        first = [_edited(cell, values)]
        lit = first[0]
        if lit.space is not target.space:
            raise InputError("The rule found has another neighbourhood: train anew.")
        if not _same(before.target, target):
            before = None  # another target: its curve starts anew
    course = before.course if goes_on and before else None
    name, budget = values[goal.search].removeprefix("by "), int(values[goal.budget])
    spent = course.latest.evaluations if course else 0
    seed = goal.seed_of(values) + spent  # other children than before
    found = train(
        target, SEARCHES[name], budget=budget, seed=seed, before=course, first=first, jobs=cores()
    )
    shown: Course | None = None
    for look in watched(found, target.halt):
        if look is not None and look is not shown:
            if shown is not None and shown.latest.best.changed(look.latest.best):
                lit = shown.latest.best
            shown = look
            yield cell.show(Trained(target, look, lit, name), language)
        done = shown.latest.evaluations - spent if shown else 0
        said = say("{count} of {total} tables", language, count=done, total=budget)
        yield {cell.status: progress_bar(said, min(1.0, done / budget))}
    yield {cell.status: message(verdict_of(target, shown, language))}


def on_over(page: Page, cell: TrainCell, values: Values) -> Iterator[Updates]:
    """Run the rule found as a method of the page, from the start that it was trained on."""
    table, trained = _edited(cell, values), values[cell.kept]
    controls, target = page.bench.methods[METHOD], trained.target
    start = target.starts[len(target.starts) // 2]
    settings = {
        **controls.settings(values),
        "table": str(table),
        "size": len(start),
        "steps": target.steps,
        "border": target.border,
        "share": 1.0,
        "rle": as_start(start),
    }
    yield from go(page, values, reset(controls.method, settings))


def rule_address(cell: TrainCell, values: Values) -> str:
    """Publish the rule as a text, and return its address."""
    table, trained = _edited(cell, values), values[cell.kept]
    content = f"{table}\n# {table.space.title}; steps: {trained.target.steps}\n".encode()
    return publish(sha256(content).hexdigest(), f"{table.space.name}.rule.txt", lambda: content)


def _edited(cell: TrainCell, values: Values) -> RuleTable:
    """Return the table as the editor shows it, changes by hand included.

    Raises:
        InputError: Nothing has been trained yet.
    """
    trained: Trained | None = values[cell.kept]
    if trained is None:
        raise InputError("No rule has been trained yet; press Train.")
    return entries_in(values[cell.editor], trained.course.latest.best)


def _same(first: Target, second: Target) -> bool:
    return (
        first.steps == second.steps
        and first.similarity == second.similarity
        and np.array_equal(first.starts, second.starts)
        and np.array_equal(first.targets, second.targets)
    )
