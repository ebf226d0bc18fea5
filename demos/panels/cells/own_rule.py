"""Training a neural automaton for one's own picture, watched as it learns to grow."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import gradio as gr
import numpy as np

from core.automata.neural.growing import error, on_white
from core.automata.neural.run import Organism
from core.automata.neural.wounds import Wound
from core.image import Image
from core.sentence import InputError
from demos.panels.cells.going import connect_saver
from demos.panels.cells.lesson import Lesson, build_lesson
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy
from demos.panels.figures import figure_to_html
from demos.panels.grown import inline
from demos.panels.page import Page, speak
from demos.panels.publish import publish
from demos.panels.text import message, progress_bar
from demos.panels.viewer import result_viewer
from demos.words import say, word

if TYPE_CHECKING:
    from core.automata.neural.student import Student

LOOK_EVERY = 2.0  # seconds between two looks at a training
GROWN = 96  # steps
LONG = 160  # steps of a run that is watched
LIVE = 0.08  # seconds between two looks at a run


@dataclass(eq=False)
class Course:
    """A training as far as it has come, and what last grew by its rule."""

    student: "Student"
    rounds: list[int] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    organism: Organism | None = None

    def grow(self) -> Organism:
        """Grow a picture by the rule as it stands."""
        self.organism = Organism(self.student.layers(), len(self.student.target) + 8, 0)
        for _ in range(GROWN):
            self.organism.step()
        return self.organism


@dataclass(frozen=True)
class OwnCell:
    """The widgets of the cell."""

    viewer: gr.HTML
    plot: gr.HTML
    status: gr.HTML
    kept: gr.State
    lesson: Lesson
    radius: gr.Slider

    @property
    def inputs(self) -> list[Any]:
        """What the handlers read."""
        return [*self.lesson.inputs, self.radius, self.kept]

    @property
    def outputs(self) -> list[Any]:
        """What the handlers fill."""
        return [self.viewer, self.plot, self.kept]


def add_own_rule(page: Page, radius: gr.Slider) -> None:
    """Draw the training below what is there, and connect it.

    Args:
        page: Where.
        radius: Of what a click erases.
    """
    name = f"{page.name}own-"
    about = word(
        "Or train a rule for a picture of your own, best a simple one with a transparent ground. "
        "It can be grown and wounded here as long as your visit lasts, and saved as a file; it is "
        "in no link."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    small: dict[str, Any] = {"size": "sm", "min_width": 80}
    with gr.Row(elem_classes="bench"):
        with gr.Column(min_width=300, elem_classes="left"):
            lesson = build_lesson(name)
            with gr.Row(elem_classes="run"):
                train = gr.Button(
                    word("Train"), variant="primary", min_width=80, elem_id=f"{name}train"
                )
                further = gr.Button(word("Continue"), min_width=80, elem_id=f"{name}further")
                stop = gr.Button(
                    word("Stop"), interactive=False, min_width=80, elem_id=f"{name}stop"
                )
            status = gr.HTML(elem_id=f"{name}status")
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            viewer = result_viewer(elem_id=f"{name}result", group=f"{name}own")
            speak(viewer, page.bench.language)
            plot = gr.HTML(elem_id=f"{name}plot")
            with gr.Row(elem_classes="tools"):
                grow = gr.Button(word("Grow from the seed"), elem_id=f"{name}grow", **small)
                save = gr.Button(word("Save rule"), elem_id=f"{name}save", **small)
    cell = OwnCell(viewer, plot, status, gr.State(), lesson, radius)
    common: dict[str, Any] = {
        "bench": page.bench, "status": status, "stop": stop, "outputs": cell.outputs,
    }  # fmt: skip
    for button, goes_on in ((train, False), (further, True)):
        connect_heavy(
            [button.click], partial(on_train, page, cell, goes_on), inputs=cell.inputs, **common
        )
    connect_heavy([grow.click], partial(on_grow, page, cell, None), inputs=cell.inputs, **common)
    _connect_eraser(page, cell, common)
    connect_saver(save, partial(rule_address, cell), page, status, [cell.kept])


def on_train(page: Page, cell: OwnCell, goes_on: bool, values: Values) -> Iterator[Updates]:
    """Train a rule, anew or on, and show what it grows every few seconds."""
    language, total = values[page.bench.language], int(values[cell.lesson.rounds])
    yield {cell.status: progress_bar(say("Preparing …", language), 0)}
    course = _course(cell, values) if goes_on else Course(cell.lesson.student(values))
    first = course.student.steps
    for report in course.student.learn(total, LOOK_EVERY):
        if report.loss:  # else no round has ended since the last report
            course.rounds.append(report.step)
            course.losses.append(report.loss)
        said = say(
            "{count} of {total} rounds, {seconds:.0f} seconds",
            language,
            count=report.step - first,
            total=total,
            seconds=report.seconds,
        )
        organism = course.grow()
        yield {
            cell.status: progress_bar(said, (report.step - first) / total),
            cell.viewer: _seen(organism, say("After {steps} steps", language, steps=GROWN)),
            cell.plot: _plot(course, language),
            cell.kept: course,
        }
    likeness = -10 * np.log10(error(course.grow(), course.student.target))
    said = say(
        "Trained. It grows to {likeness:.1f} dB of the picture; click into it to erase a part.",
        language,
        likeness=likeness,
    )
    yield {cell.status: message(said), cell.kept: course}


def on_grow(
    page: Page, cell: OwnCell, wound: gr.Textbox | None, values: Values
) -> Iterator[Updates]:
    """Let the rule work on and show it: from the seed, or on from a wound."""
    course, language = _course(cell, values), values[page.bench.language]
    organism = course.organism
    if wound is None or organism is None:
        organism = course.organism = Organism(
            course.student.layers(), len(course.student.target) + 8, 0
        )
    else:
        row, column, _ = values[wound].split()
        organism.erase(Wound(0, int(row), int(column), int(values[cell.radius])))
    looked = 0.0
    for age in range(LONG + 1):
        if monotonic() - looked > LIVE or age == LONG:
            label = say("After {steps} steps", language, steps=age)
            yield {cell.viewer: _seen(organism, label)}
            looked = monotonic()
        organism.step()


def rule_address(cell: OwnCell, values: Values) -> str:
    """Publish the rule as a file of weights, and return its address."""
    content = _course(cell, values).student.file()
    return publish(sha256(content).hexdigest(), "neural_own.safetensors", lambda: content)


def _connect_eraser(page: Page, cell: OwnCell, common: dict[str, Any]) -> None:
    """Let a click on what grew erase a disc, and let it heal."""
    clicked = gr.Textbox(visible=False)
    cell.viewer.select(pick, None, clicked, **LIGHT, **QUIET)
    connect_heavy(
        [clicked.change], partial(on_grow, page, cell, clicked),
        inputs=[clicked, *cell.inputs], **common,
    )  # fmt: skip


def pick(event: gr.EventData) -> str:
    """Hand on the clicked cell; the mark makes it news."""
    return f"{int(event.row)} {int(event.column)} {uuid4().hex}"


def _course(cell: OwnCell, values: Values) -> Course:
    course: Course | None = values[cell.kept]
    if course is None:
        raise InputError("No rule has been trained yet; press Train.")
    return course


def _seen(organism: Organism, label: str) -> dict[str, Any]:
    image: Image = on_white(organism)
    side = organism.size
    return {"after": {"src": inline(image), "label": label}, "width": side, "height": side}


def _plot(course: Course, language: str) -> str:
    from matplotlib.figure import Figure

    from core.curves import draw_curve

    if len(course.rounds) < 2:
        return ""
    figure = Figure(figsize=(7, 2.2), layout="constrained")
    axes = figure.add_subplot()
    likeness = -10 * np.log10(course.losses)
    draw_curve(axes, np.array(course.rounds), likeness, name="−10 log₁₀ L, dB")
    axes.set_xlabel(say("round", language))
    return figure_to_html(figure)
