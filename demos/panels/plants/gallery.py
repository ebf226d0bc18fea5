"""Known systems as small pictures: a click sets the page to one and runs it."""

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

import gradio as gr

from core import __version__
from core.lsystems.drawing import draw
from core.lsystems.palettes import PALETTES
from core.lsystems.presets import KINDS, PRESETS
from core.lsystems.presets.entry import Preset
from core.lsystems.specimen import of_preset
from core.provenance import png_bytes
from core.sentence import Sentence
from demos.panels.choosers import Radio
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy, connect_light
from demos.panels.page import Page
from demos.panels.plants.setting import set_and_run
from demos.panels.publish import publish
from demos.panels.text import cell_head
from demos.words import say, word

SIDE = 160  # pixels of a thumbnail
FIRST = "plants"
TITLES = {  # value of the chips: what they say
    "curves": Sentence("Curves"),
    "tilings": Sentence("Tilings"),
    "plants": Sentence("Plants"),
    "trees": Sentence("Trees"),
    "signals": Sentence("Signals"),
}
assert [str(title) for title in TITLES.values()] == list(KINDS)
CLICKED = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-preset]");
  if (!button) return;
  trigger("select", { name: button.dataset.preset });
  element.closest(".tabitem").querySelector(".result").scrollIntoView({ block: "start" });
});
"""


def add_gallery(page: Page, number: int) -> None:
    """Draw the cell; its pictures are made when they are first asked for."""
    bench, name = page.bench, page.name
    gr.HTML(cell_head(number, word("Gallery")))
    kind = Radio(
        [(word(str(title)), value) for value, title in TITLES.items()], value=FIRST,
        show_label=False,
        label=word("Gallery"), container=False, elem_classes="chips", elem_id=f"{name}kind",
    )  # fmt: skip
    pictures = gr.HTML(elem_id=f"{name}gallery", js_on_load=CLICKED)
    connect_light(
        [kind.change, page.results.take.change, bench.language.change],
        partial(_show, page, kind, pictures), bench=bench, status=page.status,
        inputs=[kind, page.results.shown], outputs=[pictures],
    )  # fmt: skip
    chosen = gr.State("")
    clicked = pictures.select(_name, None, chosen, **LIGHT, **QUIET)
    connect_heavy(
        clicked.then, partial(_open, page, chosen), bench=bench, status=page.status,
        stop=page.stop, inputs=[chosen, page.results.channels],
        outputs=[*page.restorable, *page.results.outputs],
    )  # fmt: skip


def _show(page: Page, kind: gr.Radio, pictures: gr.HTML, values: Values) -> Updates:
    """Show a kind, once the page has something to show at all: nobody waits for thumbnails."""
    if values[page.results.shown] is None:
        return {}
    title = TITLES.get(values[kind], TITLES[FIRST])
    return {pictures: gallery_html(str(title), values[page.bench.language])}


def gallery_html(kind: str, language: str) -> str:
    """Return a button with picture, title and source for each system of a kind."""
    return f"<div class='gallery'>{''.join(_button(n, language) for n in KINDS[kind])}</div>"


def _button(name: str, language: str) -> str:
    preset = PRESETS[name]
    title = escape(say(preset.title, language))
    return (
        f"<button type='button' data-preset='{name}'>"
        f"<img src='{thumbnail(name, preset)}' width='{SIDE}' height='{SIDE}' loading='lazy'"
        " alt=''>"
        f"<span>{title}</span><small>{escape(preset.source)}</small></button>"
    )


def thumbnail(name: str, preset: Preset) -> str:
    """Return the address of a system's small picture, drawing it if nobody has yet."""

    def make() -> bytes:
        strokes = of_preset(name=name, order=0, seed=0, size=SIDE).strokes()
        return png_bytes(draw(strokes, size=SIDE, palette=PALETTES[preset.palette]), None)

    return publish(f"thumbnail {name} {SIDE} {__version__}", f"{name}.png", make)


def _name(event: gr.EventData) -> Any:
    return str(event.name)


def _open(page: Page, chosen: gr.State, values: Values) -> Iterator[Updates]:
    """Set the page to the clicked system, and run it."""
    yield from set_and_run(page, values, "preset", {"name": values[chosen], "order": 0})
