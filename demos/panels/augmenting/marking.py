"""The cell with boxes and key points: drawn on the picture by clicks, or typed as lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from core.sentence import InputError
from demos.panels.augmenting.bench import AugmentingPage
from demos.panels.augmenting.marks import write_mark
from demos.panels.augmenting.overlay import marked_picture
from demos.panels.augmenting.pictures import known
from demos.panels.choosers import Radio
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_light
from demos.panels.page import speak
from demos.panels.text import cell_head, message
from demos.panels.viewer import result_viewer
from demos.words import say, word

BOX, POINT = "by_box", "by_point"
Corner = tuple[str, int, int] | None  # of a box that is half drawn: the picture, row and column


@dataclass(frozen=True)
class MarkingCell:
    """The widgets of the cell."""

    viewer: gr.HTML
    kind: gr.Radio
    label: gr.Textbox
    status: gr.HTML
    corner: gr.State
    pixel: gr.State  # row and column of the last click


def build_marks(name: str) -> tuple[gr.Textbox, gr.Textbox]:
    """Return the lines of text, to be drawn in the cell, and draw whose picture's they are.

    Both are texts that the browser holds, so that they always come together.
    """
    marks = gr.Textbox(
        "", lines=6, max_lines=12, label=word("Boxes and key points"),
        info=word("“name: left, top, right, bottom” or “name: x, y” in each line, in pixels."),
        elem_classes="long-text", elem_id=f"{name}marks", render=False,
    )  # fmt: skip
    with gr.Column(elem_classes="unseen"):
        owner = gr.Textbox("", lines=2, elem_id=f"{name}owner")
    return marks, owner


def add_marking(page: AugmentingPage, number: int) -> None:
    """Draw the cell and connect it."""
    name, bench = page.name, page.bench
    gr.HTML(cell_head(number, word("Boxes, masks and key points")))
    about = word("They travel along with the picture, and are drawn over the result and the draws.")
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    with gr.Row():
        with gr.Column(min_width=320):
            viewer = result_viewer(elem_id=f"{name}marked", group=f"{name}marked")
            speak(viewer, bench.language)
        with gr.Column(min_width=320):
            kind = Radio(
                [(word("a box, by two corners"), BOX), (word("a key point"), POINT)],
                value=BOX, label=word("Clicks on the picture set"), elem_classes="chips",
                elem_id=f"{name}mark-kind",
            )  # fmt: skip
            label = gr.Textbox("box", max_lines=1, label=word("Name"), elem_id=f"{name}mark-name")
            bench.marks.render()
            with gr.Row(elem_classes=["tools", "films"]):
                reset, clear = (
                    gr.Button(text, size="sm", min_width=80, elem_id=f"{name}mark-{act}")
                    for act, text in (
                        ("reset", word("As they came")),
                        ("clear", word("Remove all")),
                    )
                )
            status = gr.HTML(elem_id=f"{name}mark-status")
    cell = MarkingCell(viewer, kind, label, status, gr.State(), gr.State())
    _connect(page, cell, reset, clear)


def _connect(page: AugmentingPage, cell: MarkingCell, reset: gr.Button, clear: gr.Button) -> None:
    bench = page.bench
    own = [bench.marks, bench.owner, cell.corner]
    for triggers, handler in (
        ([reset.click, bench.source.change], _reset),
        ([clear.click], _clear),
    ):
        connect_light(
            triggers, partial(handler, page, cell), bench=bench, status=cell.status, outputs=own
        )
    clicked = cell.viewer.select(_pixel, None, cell.pixel, **LIGHT, **QUIET)
    connect_light(
        clicked.then, partial(_clicked, page, cell), bench=bench, status=cell.status,
        inputs=[cell.kind, cell.label, cell.corner, cell.pixel], outputs=own,
    )  # fmt: skip
    connect_light(
        [bench.marks.change, page.results.take.change, bench.language.change],
        partial(_show, page, cell), bench=bench, status=cell.status, outputs=[cell.viewer],
    )  # fmt: skip


def _reset(page: AugmentingPage, cell: MarkingCell, values: Values) -> Updates:
    """Take what is known of the picture."""
    source = values[page.bench.source]
    text = known(source.recipe).text if source is not None else ""
    return _owned(page, cell, values, text)


def _clear(page: AugmentingPage, cell: MarkingCell, values: Values) -> Updates:
    return _owned(page, cell, values, "")


def _owned(page: AugmentingPage, cell: MarkingCell, values: Values, text: str) -> Updates:
    source = values[page.bench.source]
    owner = source.text if source is not None else ""
    return {page.bench.marks: text, page.bench.owner: owner, cell.corner: None, cell.status: ""}


def _pixel(event: gr.EventData) -> tuple[int, int]:
    return int(event.row), int(event.column)


def _clicked(page: AugmentingPage, cell: MarkingCell, values: Values) -> Updates:
    """Set a point, the first corner of a box, or the box once the second corner is there."""
    source, (row, column) = values[page.bench.source], values[cell.pixel]
    if source is None:
        raise InputError("Choose a sample or drop a picture first.")
    name = (values[cell.label] or "").replace(":", " ").strip() or "box"
    if values[cell.kind] == POINT:
        return _with(page, cell, values, write_mark(name, (column + 0.5, row + 0.5)))
    first: Corner = values[cell.corner]
    if first is None or first[0] != source.text:
        said = say("Now click the opposite corner.", values[page.bench.language])
        return {cell.corner: (source.text, row, column), cell.status: message(said)}
    rows, columns = sorted((first[1], row)), sorted((first[2], column))
    line = write_mark(name, (columns[0], rows[0], columns[1] + 1, rows[1] + 1))
    return _with(page, cell, values, line)


def _with(page: AugmentingPage, cell: MarkingCell, values: Values, line: str) -> Updates:
    """Add a line to those of the picture."""
    source = values[page.bench.source]
    is_own = values[page.bench.owner] == source.text
    text = values[page.bench.marks] if is_own else known(source.recipe).text
    return _owned(page, cell, values, "\n".join(filter(None, [(text or "").rstrip(), line])))


def _show(page: AugmentingPage, cell: MarkingCell, values: Values) -> Updates:
    """Show the picture with what it carries; lines that are half typed are said to be so."""
    source, language = values[page.bench.source], values[page.bench.language]
    if source is None:
        return {}
    image, targets = page.image(page.bench.damaged(values), source), page.bench.targets(values)
    marked = marked_picture(image, targets, targets.classes)
    return {cell.viewer: _value(marked, image.shape, language), cell.status: ""}


def _value(address: str, shape: tuple[int, ...], language: str) -> Mapping[str, Any]:
    title = say("Picture", language)
    return {
        "before": {"src": address, "label": title},
        "width": shape[1],
        "height": shape[0],
        "alt": title,
    }
