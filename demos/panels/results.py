"""The cells that show a result: pictures, scores, code, and what can be taken home."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import gradio as gr
import numpy as np

from core import __version__
from core.code import to_code
from core.image import Image
from core.method import Frame
from core.notebook import to_notebook
from core.provenance import png_bytes
from core.recipe import Recipe
from core.recipe_text import to_query
from demos.panels.bench import Source
from demos.panels.controls import BROWSER
from demos.panels.publish import publish
from demos.panels.scores import figures_of
from demos.panels.text import cell_head, code_cell, message, take_away
from demos.panels.viewer import result_viewer
from demos.panels.work import PATIENCE, Result, Workshop
from demos.words import say, word


@dataclass(frozen=True)
class Shown:
    """What the result cell shows: enough to show it again in another language."""

    recipe: Recipe
    source: Source
    language: str


@dataclass(frozen=True)
class ResultCells:
    """The widgets of cells 3 and 4."""

    patience: ClassVar[float] = PATIENCE  # seconds between two looks at a run

    viewer: gr.HTML
    channels: gr.Radio
    scores: gr.HTML
    code: gr.HTML
    take: gr.HTML
    go_on: gr.Button
    explaining: gr.Column  # where the explanation's choices go
    explained: gr.HTML
    shown: gr.State
    pixel: gr.State  # (row, column) of the explained pixel, or None

    @property
    def outputs(self) -> list[Any]:
        """The widgets that show() and forget_pixel() fill."""
        return [
            self.viewer, self.scores, self.code, self.take, self.explained, self.shown, self.pixel
        ]  # fmt: skip

    def forget_pixel(self, language: str) -> dict[Any, Any]:
        """Return the updates that ask for a pixel to be explained."""
        hint = say("Click a pixel of the result to see how the method came to it.", language)
        return {self.explained: message(hint), self.pixel: None}

    def glimpse(self, recipe: Recipe, frame: Frame, language: str) -> dict[Any, Any]:
        """Return the updates that show a run at work; where it ends in an instant, none."""
        return {}

    def show(
        self, workshop: Workshop, shown: Shown, result: Result, channels: str
    ) -> dict[Any, Any]:
        """Return the updates that show a recipe's result."""
        recipe, pictures, language = shown.recipe, shown.source.pictures, shown.language
        before = workshop.result(recipe.before(), pictures).image
        truth = workshop.truth(recipe, pictures)
        return {
            self.viewer: _pictures(shown, before, result.image, truth),
            self.scores: figures_of(recipe, before, result, truth, channels, language),
            self.code: code_cell(to_code(recipe), language),
            self.take: take_of(shown, result),
            self.shown: shown,
        }


def build_results() -> ResultCells:
    """Draw cells 3 and 4 inside the layout that is open."""
    gr.HTML(cell_head(3, word("Result")))
    stale = word("Settings have changed since; press Run.")
    gr.HTML(f"<p class='message' role='status'>{stale}</p>", elem_id="stale", elem_classes="stale")
    viewer = result_viewer(elem_id="result", elem_classes="result")
    explaining = gr.Column(elem_classes="explaining")
    explained = gr.HTML(elem_id="explained", elem_classes="explained")
    channels = gr.Radio(
        [(word("colour"), "colour"), (word("luma"), "luma")],
        value="colour",
        label=word("Scores on"),
        elem_classes="chips inline",
        elem_id="channels",
    )
    scores = gr.HTML(elem_id="scores")
    gr.HTML(cell_head(4, word("Code")))
    code = gr.HTML(elem_id="code")
    take = take_cell("take")
    go_on = gr.Button(word("Go on from this result"), size="sm", elem_id="go-on")
    return ResultCells(
        viewer, channels, scores, code, take, go_on, explaining, explained, gr.State(), gr.State()
    )


def take_cell(elem_id: str) -> gr.HTML:
    """Draw the place of what can be taken home; the page's address follows it."""
    take = gr.HTML(elem_id=elem_id, elem_classes="take-cell")
    take.change(None, js=f"() => atelier.remember('{elem_id}')", **BROWSER)
    return take


def address(image: Image, recipe: Recipe, view: str = "", source: Source | None = None) -> str:
    """Publish what a recipe made, and return its address.

    Args:
        image: The recipe's picture, or a view of it that then carries no recipe.
        recipe: What made it.
        view: Names the view.
        source: Whose uploaded picture is to be carried along; the recipe tells its pixels.
    """

    def make() -> bytes:
        return png_bytes(image, None if view else recipe, source.exact_png() if source else None)

    key = f"{recipe} {view} {source is not None} {__version__}"
    return publish(key, f"{file_name(recipe)}.png", make)


def tile(image: Image, recipe: Recipe) -> dict[str, Any]:
    """Return a recipe's picture as a gallery takes it."""
    height, width, _ = image.shape
    return {"src": address(image, recipe), "width": width, "height": height}


def magnified(difference: Image) -> tuple[Image, float]:
    """Return a difference around mid-grey, and the difference that black and white stand for."""
    reach = max(float(np.quantile(np.abs(difference), 0.998)), 1 / 255)
    return (0.5 + difference / (2 * reach)).astype(np.float32), reach * 255


def _pictures(shown: Shown, before: Image, result: Image, truth: Image | None) -> Mapping[str, Any]:
    recipe, language = shown.recipe, shown.language
    title = say(recipe.steps[-1].method.title, language)
    removed, reach = magnified(before - result)
    note = say(
        "Mid-grey is nothing; black and white are ±{reach:.0f} of 255.", language, reach=reach
    )
    views = [
        {
            "label": say("What was removed", language),
            "src": address(removed, recipe, "removed"),
            "note": note,
        }
    ]
    if truth is not None:
        error, reach = magnified(result - truth)
        note = say(
            "Mid-grey is right; black and white are ±{reach:.0f} of 255.", language, reach=reach
        )
        views.append(
            {"label": say("Error", language), "src": address(error, recipe, "error"), "note": note}
        )
    return {
        "before": {"src": address(before, recipe.before()), "label": say("before", language)},
        "after": {"src": address(result, recipe), "label": title},
        "views": views,
        "width": result.shape[1],
        "height": result.shape[0],
        "alt": str(recipe),
    }


def take_of(shown: Shown, result: Result) -> str:
    """Return the buttons that take a result home."""
    recipe = shown.recipe
    picture = address(result.image, recipe, source=shown.source)
    notebook = publish(
        f"{recipe} {__version__}",
        f"{file_name(recipe)}.ipynb",
        lambda: to_notebook(recipe).encode(),
    )
    return take_away(to_query(recipe), picture, notebook, file_name(recipe), shown.language)


def file_name(recipe: Recipe) -> str:
    """Return what a recipe's files are called when they are saved."""
    head = Path(recipe.head.name).stem if recipe.head else recipe.steps[0].method.field_id
    last = recipe.steps[-1].method.id if recipe.steps else "clean"
    return f"{head}-{last}".encode("utf-8", "replace").decode()
