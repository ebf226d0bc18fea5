"""The picture viewer: one result under a slider, or many in a gallery, zoomed in step.

Both are `gr.HTML` components whose inside is drawn by the scripts in `assets`. The page includes
those once, `demo.launch(head=viewer_head())`; a component that loads earlier waits for them.

A click on a pixel, or Enter, fires `select`; Python receives it so:

    def explain(event: gr.EventData) -> str:
        return f"row {event.row}, column {event.column}"

    viewer = result_viewer()
    viewer.select(explain, None, text)

A new value keeps zoom, split and chosen view, unless the picture has another size. Give such
events `show_progress="hidden"`, or Gradio dims the picture while they run.
`return gr.update(strings=...)`, with all of `STRINGS` translated, changes the language in place.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NotRequired, TypedDict

import gradio as gr

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SCRIPTS = (
    "frame.js",
    "hands.js",
    "viewer.js",
    "painter.js",
    "rule_table.js",
    "player.js",
    "gallery.js",
)
START = "(window.pixelViewers ??= []).push({{ kind: '{kind}', element, props, trigger, watch }})"

STRINGS: Mapping[str, str] = MappingProxyType(
    {
        "empty": "Nothing to show yet.",
        "waiting": "Waiting",
        "views": "Views of the result",
        "pair": "Before | after",
        "split": "Share of the picture shown as before",
        "tools": "Zoom",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "one_to_one": "One pixel of the picture to one of the screen",
        "fit": "Fit the whole picture",
        "full_screen": "Full screen",
        "pixel": "row {row}, column {column}",
        "keys": "Plus and minus zoom, 0 fits, arrow keys move",
        "keys_pixel": "Shift and arrow keys aim at a pixel, Enter picks it",
    }
)


class Picture(TypedDict):
    """A picture by its address (`/gradio_api/file=…` or `data:`) and what to call it."""

    src: str
    label: str


class View(Picture):
    """A further picture of the same shape, such as what was removed."""

    note: NotRequired[str]


class Result(TypedDict):
    """What the result viewer shows; with one of `before` and `after` alone there is no slider."""

    width: int  # in pixels; row and column of a picked pixel count in these
    height: int
    before: NotRequired[Picture]
    after: NotRequired[Picture]
    views: NotRequired[list[View]]
    open: NotRequired[int]  # index of the view to open with another result, where motion is liked
    alt: NotRequired[str]


class Tile(TypedDict):
    """One picture of a gallery; `note` stands in its place; with neither it is waited for."""

    label: str
    caption: NotRequired[str]
    src: NotRequired[str]
    width: NotRequired[int]
    height: NotRequired[int]
    note: NotRequired[str]
    row: NotRequired[str]  # heads of a labelled grid, in order of appearance
    column: NotRequired[str]


class Tiles(TypedDict):
    """What the gallery viewer shows."""

    tiles: list[Tile]
    columns: NotRequired[int]
    alt: NotRequired[str]


def result_viewer(
    value: Result | None = None,
    *,
    strings: Mapping[str, str] = STRINGS,
    group: str = "page",
    **settings: Any,
) -> gr.HTML:
    """Draw one result: before and after under one slider, and further views.

    Args:
        value: What to show, or nothing yet.
        strings: Words of the viewer itself that differ from the English `STRINGS`.
        group: Viewers with the same group are zoomed in step.
        settings: Passed on to `gr.HTML`, such as `elem_id`.
    """
    return _viewer("result", value, strings, group, settings)


def gallery_viewer(
    value: Tiles | None = None,
    *,
    strings: Mapping[str, str] = STRINGS,
    group: str = "page",
    **settings: Any,
) -> gr.HTML:
    """Draw many results beside one another, or in a grid with heads of rows and columns.

    Args:
        value: What to show, or nothing yet.
        strings: Words of the viewer itself that differ from the English `STRINGS`.
        group: Viewers with the same group are zoomed in step.
        settings: Passed on to `gr.HTML`, such as `elem_id`.
    """
    return _viewer("gallery", value, strings, group, settings)


def viewer_head() -> str:
    """Return the style sheet and scripts that the page of a viewer needs in its head."""
    style = (ASSETS / "viewer.css").read_text(encoding="utf-8")
    script = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    # The braces keep the scripts' names to themselves.
    return f'<style>{style}</style>\n<script>"use strict"; {{\n{script}\n}}</script>'


def _viewer(
    kind: str,
    value: Any,
    strings: Mapping[str, str],
    group: str,
    settings: Mapping[str, Any],
) -> gr.HTML:
    return gr.HTML(
        value,
        html_template="",
        js_on_load=START.format(kind=kind),
        apply_default_css=False,
        strings={**STRINGS, **strings},
        group=group,
        **settings,
    )
