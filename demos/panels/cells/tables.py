"""The cell that shows a rule's table and lets every entry be changed."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import gradio as gr
import numpy as np

from core.automata.spaces import SPACES
from core.automata.tables import RuleTable, random_table, read_table
from core.sentence import InputError
from demos.panels.cells.going import go, look_up, outputs, reset
from demos.panels.cells.widgets import entries_in, listed, table_editor
from demos.panels.choosers import Dropdown
from demos.panels.events import Updates, Values, connect_heavy, connect_light
from demos.panels.page import Page
from demos.panels.text import cell_head
from demos.words import word

METHOD = "rule_table"
LONGEST = 10_000  # characters of a table


def add_tables(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Rule table")))
    about = word(
        "A row is a neighbourhood, its entry the cell's next state: click to change it. The cross "
        "tells all states of five cells apart; 3 × 3 patterns are one row where they turn or "
        "mirror into one another. A full 5 × 5 table would have 2²⁵ rows; here a row is the centre "
        "and how many cells live in each of the five rings of cells that turn and mirror into one "
        "another: 11,250 rows."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    name, bench = page.name, page.bench
    controls = bench.methods[METHOD]
    text = controls.widgets["table"]
    space, keep, draw, opener = _tools(name, read_table(str(text.value)).space.name)
    editor = table_editor(bench.language, elem_id=f"{name}table")
    editor.value = listed(read_table(str(text.value)))
    run, stop = _run_bar(name)
    status = gr.HTML(elem_id=f"{name}table-status")
    reads = [editor, space, opener, page.results.shown]
    for trigger, handler in (
        (space.input, keeping),
        (keep.click, keeping),
        (draw.click, drawing),
        (opener.upload, partial(opened, opener)),
        (editor.input, edited),
        (text.change, followed),  # type: ignore[attr-defined]
        (page.results.take.change, followed),
    ):
        connect_light(
            [trigger], partial(handler, page, editor, space), bench=bench, status=status,
            inputs=reads, outputs=[text, editor, space],
        )  # fmt: skip
    look_up(run, page)
    connect_heavy(
        [run.click], partial(run_table, page), bench=bench, status=status, stop=stop,
        inputs=[page.results.channels], outputs=[*outputs(page), page.status],
    )  # fmt: skip


def _tools(name: str, first: str) -> tuple[gr.Dropdown, gr.Button, gr.Button, gr.UploadButton]:
    space = Dropdown(
        [(word(str(s.title)), s.name) for s in SPACES.values()],
        value=first,
        label=word("Neighbourhood"),
        elem_id=f"{name}table-space",
    )
    with gr.Row(elem_classes="tools"):
        keep = gr.Button(word("Change nothing"), size="sm", min_width=80)
        draw = gr.Button(word("Random entries"), size="sm", min_width=80)
        opener = gr.UploadButton(
            word("Open a saved rule"),  # type: ignore[arg-type]
            size="sm",
            min_width=80,
            file_types=[".txt"],
            elem_id=f"{name}table-open",
        )
    return space, keep, draw, opener


def _run_bar(name: str) -> tuple[gr.Button, gr.Button]:
    with gr.Row(elem_classes=["run", "wide-run"]):
        run = gr.Button(
            word("Run this table"), variant="primary", min_width=80, elem_id=f"{name}table-run"
        )
        stop = gr.Button(word("Stop"), interactive=False, elem_id=f"{name}table-stop", min_width=80)
    return run, stop


def keeping(page: Page, editor: gr.HTML, space: gr.Dropdown, values: Values) -> Updates:
    """Begin with the table of a neighbourhood that changes nothing."""
    chosen = SPACES[values[space]]
    return _put(page, editor, RuleTable(chosen, chosen.keep()), values)


def drawing(page: Page, editor: gr.HTML, space: gr.Dropdown, values: Values) -> Updates:
    """Begin with entries drawn anew."""
    return _put(page, editor, random_table(SPACES[values[space]], np.random.default_rng()), values)


def opened(
    opener: gr.UploadButton, page: Page, editor: gr.HTML, space: gr.Dropdown, values: Values
) -> Updates:
    """Take in the table of a file: its first line, as a training saves it."""
    with Path(values[opener]).open(encoding="utf-8", errors="replace") as file:
        table = read_table(file.readline(LONGEST).strip())
    return {**_put(page, editor, table, values), space: table.space.name}


def edited(page: Page, editor: gr.HTML, space: gr.Dropdown, values: Values) -> Updates:
    """Take over an entry that was clicked."""
    value = values[editor]
    space_now = SPACES[str(value["space"])]
    table = entries_in(value, RuleTable(space_now, space_now.keep()))
    return {_text(page): str(table)}


def followed(page: Page, editor: gr.HTML, space: gr.Dropdown, values: Values) -> Updates:
    """Show the table of the setting, wherever it came from, and what changed since the run."""
    try:
        table = read_table(values[_text(page)])
    except InputError:
        return {}  # half typed; Run says what is wrong
    return {editor: listed(table, _last(page, editor, values)), space: table.space.name}


def run_table(page: Page, values: Values) -> Iterator[Updates]:
    """Run the table, whatever method is chosen."""
    controls = page.bench.methods[METHOD]
    yield from go(page, values, reset(controls.method, controls.settings(values)))


def _text(page: Page) -> gr.components.Component:
    return page.bench.methods[METHOD].widgets["table"]


def _put(page: Page, editor: gr.HTML, table: RuleTable, values: Values) -> Updates:
    return {_text(page): str(table), editor: listed(table, _last(page, editor, values))}


def _last(page: Page, editor: gr.HTML, values: Values) -> RuleTable | None:
    """Return the table of the result that is shown, or if none made it what changes began from."""
    shown = values[page.results.shown]
    step = shown.recipe.steps[-1] if shown is not None and shown.recipe.steps else None
    if step is None or step.method.id != METHOD:
        value = values[editor]
        space = SPACES[str(value["space"])]
        return RuleTable(space, np.array([*str(value["reference"])], np.uint8))
    return read_table(step.settings["table"])
