"""Cell: a map of all that an autoencoder with two numbers can make; a click decodes a place."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr
import numpy as np

from core.fields import find_method
from core.generation.clothing import GARMENTS, TITLES
from core.generation.judged import verdicts
from core.generation.mapping import decode
from core.generation.sampling import GAP
from core.recipe import Recipe, Step
from core.sentence import InputError
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_light
from demos.panels.grown import inline
from demos.panels.page import Page, speak
from demos.panels.shown import address
from demos.panels.text import cell_head
from demos.panels.viewer import result_viewer
from demos.words import say, word

COUNT, REACH = 20, 2.5  # pictures along a side, and standard deviations to its edge
SIDE = 28
LARGE = 280  # pixels that the decoded picture takes


@dataclass(frozen=True)
class MapCell:
    """The widgets of the cell."""

    viewer: gr.HTML
    across: gr.Slider
    upwards: gr.Slider
    decoded: gr.HTML
    status: gr.HTML


def add_map(page: Page, number: int) -> None:
    """Draw the cell and connect it; the map is made when the page first has a result."""
    gr.HTML(cell_head(number, word("Map of an autoencoder’s codes")))
    about = word(
        "Its code has two numbers, so all that it can make lies on this map. Click a place, or "
        "move the sliders, to decode it; between the pictures there are always others."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    name, bench = page.name, page.bench
    with gr.Row(elem_classes="bench"):
        with gr.Column(scale=3, min_width=300):
            viewer = result_viewer(elem_id=f"{name}map", group=f"{name}map")
        with gr.Column(scale=2, min_width=280, elem_classes="settings"):
            decoded = gr.HTML(elem_id=f"{name}map-decoded")
            across = _slider(word("First number"), f"{name}map-across")
            upwards = _slider(word("Second number"), f"{name}map-upwards")
            status = gr.HTML(elem_id=f"{name}map-status")
    cell = MapCell(viewer, across, upwards, decoded, status)
    speak(viewer, bench.language)
    connect_light(
        [page.results.take.change, bench.language.change], partial(_draw, page, cell),
        bench=bench, status=status, inputs=[page.results.shown, across, upwards],
        outputs=[viewer, decoded],
    )  # fmt: skip
    viewer.select(_pick, None, [across, upwards], **LIGHT, **QUIET)
    connect_light(
        [across.change, upwards.change], partial(_decode, page, cell), bench=bench,
        status=status, inputs=[across, upwards], outputs=[decoded],
    )  # fmt: skip


def _slider(label: Any, elem_id: str) -> gr.Slider:
    return gr.Slider(-REACH, REACH, value=0.0, step=0.01, label=label, elem_id=elem_id)


def _draw(page: Page, cell: MapCell, values: Values) -> Updates:
    """Show the map, once the page has something to show at all: nobody waits for it."""
    if values[page.results.shown] is None:
        return {}
    method = find_method("generation.latent_map")
    recipe = Recipe(None, (Step(method, method.check({"count": COUNT, "reach": REACH})),))
    image = page.workshop.result(recipe, {}).image
    height, width, _ = image.shape
    label = say("Map of two numbers", values[page.bench.language])
    picture = {"src": address(image, recipe), "label": label}
    shown = {"after": picture, "width": width, "height": height, "alt": label}
    return {cell.viewer: shown, **_decode(page, cell, values)}


def place_of(row: int, column: int) -> tuple[float, float]:
    """Return the code at a pixel of the map: at the middle of a tile that of the tile."""

    def number(pixel: int) -> float:
        tiles = (pixel + 0.5 - SIDE / 2) / (SIDE + GAP)  # from the middle of the first one
        reached = (2 * tiles / (COUNT - 1) - 1) * REACH
        return round(float(np.clip(reached, -REACH, REACH)), 2)

    return number(column), -number(row)


def _pick(event: gr.EventData) -> tuple[float, float]:
    return place_of(int(event.row), int(event.column))


def _decode(page: Page, cell: MapCell, values: Values) -> Updates:
    """Show the picture at the chosen place, and what the classifier takes it for."""
    language = values[page.bench.language]
    place = float(values[cell.across]), float(values[cell.upwards])
    made = decode(np.array([place]))
    said = say("Decoded at ({x:.2f}, {y:.2f})", language, x=place[0], y=place[1])
    try:
        kinds, sureness = verdicts(made)
    except InputError:  # the classifier is missing; the picture is not
        seen = ""
    else:
        kind, share = say(TITLES[GARMENTS[kinds[0]]], language), float(sureness[0])
        seen = say("seen as {kind}, {share:.0%}", language, kind=kind, share=share)
    code = f"core.generation.mapping.decode([[{place[0]:.2f}, {place[1]:.2f}]])"
    return {
        cell.decoded: f"<figure class='decoded'><img src='{inline(made[0])}' width='{LARGE}'"
        f" height='{LARGE}' alt='{said}'><figcaption>{said}<small>{seen}</small></figcaption>"
        f"</figure><p class='how'><code>{code}</code></p>"
    }
