"""The cell in which a pipeline is put together, and from which it is taken home."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from core.augmentation.pipeline import Pipeline, Stage
from core.sentence import InputError
from demos.panels.augmenting.bench import PIPELINE, AugmentingPage
from demos.panels.augmenting.exports import exports_html
from demos.panels.augmenting.pipelines import TITLES, preset, read_stages, write_stages
from demos.panels.augmenting.stages import PRESSED, acted, rows_html
from demos.panels.choosers import Radio
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_light
from demos.panels.text import cell_head, message
from demos.words import say, word

MOST = 12  # stages


@dataclass(frozen=True)
class BuilderCell:
    """The widgets of the cell."""

    kept: gr.Textbox  # text of the pipeline to compare with
    listing: gr.HTML
    exports: gr.HTML
    status: gr.HTML
    text: gr.Textbox  # of the pipeline, to be read and written


def build_stages(name: str) -> tuple[gr.Textbox, gr.Textbox]:
    """Draw the unseen texts of the pipeline and of the kept one; the browser holds them."""
    first = write_stages(preset("photographs"))
    with gr.Column(elem_classes="unseen"):
        stages = gr.Textbox(first, lines=2, elem_id=f"{name}stages")
        kept = gr.Textbox("", lines=2, elem_id=f"{name}kept")
    return stages, kept


def add_builder(page: AugmentingPage, number: int, kept: gr.Textbox) -> None:
    """Draw the cell and connect it."""
    name, bench = page.name, page.bench
    gr.HTML(cell_head(number, word("Pipeline")))
    about = word("Augmentations one after another; each is applied with its probability.")
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    chosen = Radio(
        [(word(str(title)), f"by_{key}") for key, title in TITLES.items()],
        value="by_photographs", label=word("Begin with"), elem_classes="chips",
        elem_id=f"{name}preset",
    )  # fmt: skip
    pipeline = read_stages(bench.stages.value)
    listing = gr.HTML(rows_html(pipeline, "en"), elem_id=f"{name}listing", js_on_load=PRESSED)
    with gr.Row(elem_classes=["tools", "films"]):
        add, keep, clear = _buttons(name)
    status = gr.HTML(elem_id=f"{name}build-status")
    exports = gr.HTML(elem_id=f"{name}exports")
    with gr.Accordion(word("As text"), open=False):
        text = gr.Textbox(
            bench.stages.value, lines=4, max_lines=16, elem_classes="long-text",
            label=word("Pipeline"), elem_id=f"{name}text",
            info=word("Steps as recipes write them, with | between; they can be changed here."),
        )  # fmt: skip
        take = gr.Button(
            word("Take this text"), size="sm", min_width=80, elem_id=f"{name}take-text"
        )
    cell = BuilderCell(kept, listing, exports, status, text)
    _connect(page, cell, {add: _added, keep: _kept, clear: _cleared, take: _read})
    connect_light(
        [chosen.input], partial(_preset, page, chosen), bench=bench, status=status,
        inputs=[chosen], outputs=[bench.stages, bench.subject],
    )  # fmt: skip


def _buttons(name: str) -> tuple[gr.Button, gr.Button, gr.Button]:
    small: dict[str, Any] = {"size": "sm", "min_width": 80}
    return (
        gr.Button(word("Add the chosen method"), elem_id=f"{name}add", **small),
        gr.Button(word("Keep to compare with"), elem_id=f"{name}keep", **small),
        gr.Button(word("Remove all stages"), elem_id=f"{name}clear", **small),
    )


def _connect(
    page: AugmentingPage,
    cell: BuilderCell,
    handlers: Mapping[gr.Button, Callable[[AugmentingPage, BuilderCell, Values], Updates]],
) -> None:
    """Let buttons and rows change the pipeline, and all that shows it follow."""
    bench = page.bench
    changed = [bench.stages, bench.subject, cell.kept]
    for button, handler in handlers.items():
        connect_light(
            [button.click], partial(handler, page, cell), bench=bench, status=cell.status,
            inputs=[cell.text, cell.kept], outputs=changed,
        )  # fmt: skip
    act = gr.State(("", ""))
    pressed = cell.listing.select(_act, None, act, **LIGHT, **QUIET)
    connect_light(
        pressed.then, partial(_acted, page, cell, act), bench=bench, status=cell.status,
        inputs=[act], outputs=changed,
    )  # fmt: skip
    connect_light(
        [bench.stages.change, page.results.take.change, bench.language.change],
        partial(_show, page, cell), bench=bench, status=cell.status,
        outputs=[cell.listing, cell.exports, cell.text],
    )  # fmt: skip


def _act(event: gr.EventData) -> tuple[str, str]:
    return str(event.act), str(event.value)


def _acted(page: AugmentingPage, cell: BuilderCell, act: gr.State, values: Values) -> Updates:
    """Move or remove a stage, or give it another probability."""
    changed = acted(page.bench.pipeline(values), *values[act])
    return _changed(page, cell, list(changed.stages))


def _changed(page: AugmentingPage, cell: BuilderCell, stages: list[Stage]) -> Updates:
    text = write_stages(Pipeline(tuple(stages)))
    return {page.bench.stages: text, cell.status: ""}


def _added(page: AugmentingPage, cell: BuilderCell, values: Values) -> Updates:
    """Add the chosen method with its settings."""
    stages = [*page.bench.pipeline(values).stages, page.bench.stage(values)]
    if len(stages) > MOST:
        raise InputError("A pipeline has at most {limit} stages.", limit=MOST)
    return _changed(page, cell, stages)


def _cleared(page: AugmentingPage, cell: BuilderCell, values: Values) -> Updates:
    return {page.bench.stages: "", cell.status: ""}


def _kept(page: AugmentingPage, cell: BuilderCell, values: Values) -> Updates:
    """Keep the pipeline, to be drawn beside another."""
    said = say("Kept; choose it in the cell Draws.", values[page.bench.language])
    return {cell.kept: values[page.bench.stages], cell.status: message(said)}


def _read(page: AugmentingPage, cell: BuilderCell, values: Values) -> Updates:
    """Take the pipeline that was written."""
    stages = list(read_stages(values[cell.text] or "").stages)
    if len(stages) > MOST:
        raise InputError("A pipeline has at most {limit} stages.", limit=MOST)
    return {**_changed(page, cell, stages), page.bench.subject: PIPELINE}


def _preset(page: AugmentingPage, chosen: gr.Radio, values: Values) -> Updates:
    """Begin with a named pipeline."""
    return {
        page.bench.stages: write_stages(preset(values[chosen].removeprefix("by_"))),
        page.bench.subject: PIPELINE,
    }


def _show(page: AugmentingPage, cell: BuilderCell, values: Values) -> Updates:
    """List the stages, and write what can be taken home."""
    pipeline, language = page.bench.pipeline(values), values[page.bench.language]
    return {
        cell.listing: rows_html(pipeline, language),
        cell.exports: exports_html(page, pipeline, values),
        cell.text: values[page.bench.stages],
        cell.status: "",
    }
