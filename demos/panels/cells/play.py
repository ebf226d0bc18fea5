"""The cell of a run: played again at any speed or frame by frame, one step more, its curves."""

import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import gradio as gr
import numpy as np
from PIL import Image as Pillow

from core import __version__
from core.recipe import Recipe
from core.sentence import InputError, Sentence
from demos.panels.cells.curves import add_curves
from demos.panels.cells.going import chosen, outputs, shown_result
from demos.panels.cells.widgets import draw_widget
from demos.panels.events import Updates, Values, connect_heavy, connect_light
from demos.panels.film import Still
from demos.panels.page import Page
from demos.panels.publish import publish
from demos.panels.text import cell_head
from demos.panels.work import Result
from demos.words import word

PLAYER = {
    "empty": Sentence("Press Play the run to watch it again, frame by frame if you like."),
    "play": Sentence("Play"),
    "pause": Sentence("Pause"),
    "back": Sentence("One frame back"),
    "on": Sentence("One frame on"),
    "frame": Sentence("Frame"),
    "speed": Sentence("Frames a second"),
    "step": Sentence("step {step}"),
}


def add_play(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("The run")))
    name = page.name
    with gr.Row(elem_classes="bench"):
        with gr.Column(min_width=300, elem_classes="left"):
            with gr.Row(elem_classes="tools"):
                play = gr.Button(
                    word("Play the run"), size="sm", elem_id=f"{name}play", min_width=80
                )
                step = gr.Button(
                    word("One step more"), size="sm", elem_id=f"{name}step", min_width=80
                )
            player = draw_widget("player", PLAYER, page.bench.language, elem_id=f"{name}player")
            status = gr.HTML(elem_id=f"{name}play-status")
        with gr.Column(min_width=320, scale=2, elem_classes="right"):
            add_curves(page)
    connect_light(
        [play.click], partial(on_play, page, player), bench=page.bench, status=status,
        inputs=[page.results.shown], outputs=[player],
    )  # fmt: skip
    connect_heavy(
        [step.click], partial(on_step, page), bench=page.bench, status=page.status,
        stop=page.stop, inputs=[page.results.channels], outputs=outputs(page),
    )  # fmt: skip


def on_play(page: Page, player: gr.HTML, values: Values) -> Updates:
    """Hand the frames of the shown run to the player."""
    _, result = shown_result(page, values)
    recipe = values[page.results.shown].recipe
    if len(result.film) < 2:
        raise InputError("This run has a single frame; there is nothing to play.")
    return {player: film_strip(recipe, result)}


def on_step(page: Page, values: Values) -> Iterator[Updates]:
    """Run the chosen method for one step more than it is set to."""
    method, settings = chosen(page, values)
    if "steps" not in settings:
        raise InputError("This method has no steps.")
    widget = page.bench.methods[method.id].widgets["steps"]
    more = settings["steps"] + 1
    method.check({**settings, "steps": more})
    yield {widget: more}
    yield from page.run({**values, widget: more})


def film_strip(recipe: Recipe, result: Result) -> dict[str, Any]:
    """Return the film of a run as the player takes it: all frames on one sheet, and their steps."""
    film = result.film
    height, width = film[0].shape[:2]
    columns = int(np.ceil(np.sqrt(len(film) * height / width)))
    address = publish(
        f"{recipe} sheet {__version__}", "frames.png", partial(sheet_bytes, film, columns)
    )
    steps = int(recipe.steps[-1].settings.get("steps", len(film) - 1))
    progress = [] if result.history is None else result.history.progress.tolist()
    return {
        "src": address,
        "width": width,
        "height": height,
        "columns": columns,
        "steps": [round(steps * share) for share in kept(progress, len(film))],
    }


def sheet_bytes(film: Sequence[Still], columns: int) -> bytes:
    """Return all frames as one PNG, row by row."""
    height, width = film[0].shape[:2]
    rows = -(-len(film) // columns)
    sheet = np.zeros((rows * height, columns * width, *film[0].shape[2:]), np.uint8)
    for place, frame in enumerate(film):
        row, column = divmod(place, columns)
        sheet[row * height : (row + 1) * height, column * width : (column + 1) * width] = frame
    buffer = io.BytesIO()
    Pillow.fromarray(sheet).save(buffer, "png", compress_level=1)
    return buffer.getvalue()


def kept(progress: Sequence[float], count: int) -> list[float]:
    """Return the progress of the frames that a film kept: every 2nd, 4th … and the last."""
    every = 1
    while -(-len(progress) // every) > count:
        every *= 2
    shares = list(progress[::every])
    return [*shares, progress[-1]] if len(shares) < count else shares
