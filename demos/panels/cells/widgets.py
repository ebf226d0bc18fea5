"""The widgets of the automata's cells, drawn by scripts in assets as the viewers are."""

import base64
from collections.abc import Mapping
from typing import Any

import gradio as gr
import numpy as np

from core.automata.grid import Grid
from core.automata.palettes import colours
from core.automata.tables import RuleTable
from core.sentence import InputError, Sentence
from demos.panels.events import follow
from demos.panels.viewer import START
from demos.words import say

MOST = 512  # cells along a side of a grid that can be painted
COLUMNS = 225  # of the map of a table with thousands of rows
LISTED = 300  # rows of a table that are shown one by one
SHADES = "ink", "fire"  # palettes of tables with two states and with more

PAINTER = {
    "empty": Sentence("Take the picture shown, or an empty grid, to paint on."),
    "grid": Sentence("Cells: arrow keys aim, the space bar paints, digits choose the state"),
    "state": Sentence("State"),
    "brush": Sentence("Brush"),
    "tools": Sentence("Tools"),
    "undo": Sentence("Undo"),
    "zoom_in": Sentence("Zoom in"),
    "zoom_out": Sentence("Zoom out"),
}
TABLE = {
    "empty": Sentence("Nothing to show yet."),
    "row": Sentence("Row"),
    "changed": Sentence("{count} entries lit: changed since the last run."),
    "map": Sentence("Table: arrow keys choose a row, the space bar changes its entry"),
    "counts": Sentence(
        "Row {row}: centre {centre}, live in the five rings {counts}; then {state}."
    ),
}


def cell_painter(language: gr.Radio, *, elem_id: str) -> gr.HTML:
    """Draw a grid to paint on; it shows what painted() returns, cells_in() reads it."""
    return draw_widget("painter", PAINTER, language, elem_id)


def table_editor(
    language: gr.Radio, *, elem_id: str, changed: Sentence = TABLE["changed"]
) -> gr.HTML:
    """Draw a rule's table, which fires `input` when an entry changes; see listed().

    Args:
        language: Chooser of the site.
        elem_id: Of the widget.
        changed: What to say of the entries that differ from the reference.
    """
    return draw_widget("table", {**TABLE, "changed": changed}, language, elem_id)


def painted(cells: Grid, states: int, palette: str) -> dict[str, Any]:
    """Return cells as the painter takes them.

    Raises:
        InputError: They are too many.
    """
    height, width = cells.shape
    if max(height, width) > MOST:
        raise InputError(
            "The picture has {width} × {height} cells; up to {limit} along a side can be painted.",
            width=width,
            height=height,
            limit=MOST,
        )
    return {
        "width": width,
        "height": height,
        "states": states,
        "colours": _hex(palette, states),
        "cells": base64.b64encode(cells.tobytes()).decode(),
    }


def cells_in(value: Mapping[str, Any] | None) -> Grid:
    """Return the cells that a visitor painted, (H, W).

    Raises:
        InputError: There are none.
    """
    if not value:
        raise InputError("There are no painted cells yet: take the picture shown first.")
    data = base64.b64decode(str(value["cells"]))
    height, width = int(value["height"]), int(value["width"])
    if len(data) != height * width or not 0 < max(height, width) <= MOST:
        raise InputError("The painted cells did not arrive whole; try again.")
    return np.frombuffer(data, np.uint8).reshape(height, width)


def listed(table: RuleTable, reference: RuleTable | None = None) -> dict[str, Any]:
    """Return a table as the editor takes it; entries are lit where the reference has others."""
    space = table.space
    if reference is None or reference.space is not space:
        reference = table
    value: dict[str, Any] = {
        "space": space.name,
        "colours": _hex(SHADES[space.states > 2], space.states),
        "entries": _digits(table.entries),
        "reference": _digits(reference.entries),
        "columns": COLUMNS,
    }
    if space.rows <= LISTED:
        icons = [space.example(row) for row in range(space.rows)]
        value["side"] = len(icons[0])
        value["icons"] = [_digits(icon.ravel()) for icon in icons]
    return value


def entries_in(value: Mapping[str, Any], table: RuleTable) -> RuleTable:
    """Return the table with the entries that a visitor gave it.

    Raises:
        InputError: They do not fit the table.
    """
    digits = str(value["entries"])
    if not set(digits) <= set("0123456789"):
        raise InputError("The entries of the table did not arrive whole; try again.")
    return RuleTable(table.space, np.array([*digits], np.uint8))


def draw_widget(
    kind: str, strings: Mapping[str, Sentence], language: gr.Radio, elem_id: str
) -> gr.HTML:
    """Draw a widget of one of the scripts; its own words follow the language."""
    widget = gr.HTML(
        None,
        html_template="",
        js_on_load=START.format(kind=kind),
        apply_default_css=False,
        strings={name: str(text) for name, text in strings.items()},
        elem_id=elem_id,
    )

    def words(chosen: str) -> Any:
        return gr.update(strings={name: say(text, chosen) for name, text in strings.items()})

    follow(language, words, [language], [widget])
    return widget


def _hex(palette: str, states: int) -> list[str]:
    shades = np.rint(colours(palette, states) * 255).astype(int)
    return ["#" + "".join(f"{level:02x}" for level in np.resize(shade, 3)) for shade in shades]


def _digits(cells: Grid) -> str:
    """Return a digit for each cell, and a dot for what plays no part."""
    return "".join("." if cell > 9 else str(cell) for cell in cells.tolist())
