"""The cell that lays a picture grown on a torus beside itself: it fits without a seam."""

from functools import partial

import gradio as gr
import numpy as np

from core import __version__
from core.image import Image
from core.provenance import png_bytes
from core.recipe import Step
from core.sentence import InputError
from core.settings import settings
from demos.panels.cells.going import connect_saver, shown_result
from demos.panels.events import Updates, Values, connect_light
from demos.panels.page import Page
from demos.panels.publish import publish
from demos.panels.shown import file_name
from demos.panels.text import cell_head
from demos.words import say, word

ONE_WAY = {"elementary"}  # time runs downwards and does not come back


def add_seamless(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Seamless texture")))
    about = word("What has grown on a torus tiles the plane: its right edge meets its left one.")
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    copies = gr.Slider(
        1, 8, value=2, step=1, label=word("Copies side by side"), elem_id=f"{page.name}copies"
    )
    with gr.Row(elem_classes="tools"):
        show = gr.Button(word("Show tiled"), size="sm", elem_id=f"{page.name}tile", min_width=80)
        save = gr.Button(
            word("Download tiled"), size="sm", elem_id=f"{page.name}tile-save", min_width=80
        )
    status = gr.HTML(elem_id=f"{page.name}tile-status")
    gallery = page.gallery(f"{page.name}tile-gallery")
    reads = [copies, page.results.shown]
    connect_light(
        [show.click], partial(on_show, page, copies, gallery), bench=page.bench, status=status,
        inputs=reads, outputs=[gallery],
    )  # fmt: skip
    connect_saver(save, lambda values: on_tile(page, copies, values)[0], page, status, reads)


def on_show(page: Page, copies: gr.Slider, gallery: gr.HTML, values: Values) -> Updates:
    """Show the copies side by side."""
    address, tiled = on_tile(page, copies, values)
    label = say("{count} × {count} copies", values[page.bench.language], count=int(values[copies]))
    height, width, _ = tiled.shape
    tile = {"src": address, "width": width, "height": height, "label": label}
    return {gallery: {"tiles": [tile], "columns": 1}}


def on_tile(page: Page, copies: gr.Slider, values: Values) -> tuple[str, Image]:
    """Publish the tiled picture of the shown result; return its address, and the picture."""
    step, result = shown_result(page, values)
    recipe = values[page.results.shown].recipe
    tiled = tiling(step, result.image, int(values[copies]))
    name = f"{file_name(recipe)}-tiled.png"
    key = f"{recipe} tiled {values[copies]} {__version__}"
    return publish(key, name, lambda: png_bytes(tiled, None)), tiled


def tiling(step: Step, image: Image, count: int) -> Image:
    """Return a picture that many times across and down.

    Raises:
        InputError: Its edges do not meet, or the copies would be too large.
    """
    if step.method.id in ONE_WAY or step.settings.get("border", "torus") != "torus":
        raise InputError(
            "The edges of this picture do not meet: choose a plane automaton with the border torus."
        )
    side = count * max(image.shape[:2])
    if side > settings.max_side:
        raise InputError(
            "The copies would have {side} pixels along a side, {limit} are allowed.",
            side=side,
            limit=settings.max_side,
        )
    return np.tile(image, (count, count, 1))
