"""The cells that show a result: pictures, scores, code, and what can be taken home."""

from dataclasses import dataclass
from typing import Any, ClassVar

import gradio as gr

from core import __version__
from core.code import to_code
from core.method import Frame
from core.notebook import to_notebook
from core.recipe import Recipe
from core.recipe_text import to_query
from demos.panels.choosers import Radio
from demos.panels.controls import BROWSER
from demos.panels.manner import MENDING, Judged, Manner
from demos.panels.publish import publish
from demos.panels.shown import Shown, address, file_name
from demos.panels.text import cell_head, code_cell, message, take_away
from demos.panels.viewer import result_viewer
from demos.panels.work import PATIENCE, Result, Workshop
from demos.words import say, word


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
    manner: Manner = MENDING
    further: gr.Column | None = None  # where more is measured, if the manner knows more

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
        judged = self.judged(workshop, shown, result)
        return {
            self.viewer: self.manner.pictures(judged, shown.language),
            self.scores: self.manner.figures(judged, channels, shown.language),
            self.code: code_cell(to_code(shown.recipe), shown.language),
            self.take: take_of(shown, result),
            self.shown: shown,
        }

    def judged(self, workshop: Workshop, shown: Shown, result: Result) -> Judged:
        """Return a result with the pictures that it is judged by."""
        recipe, pictures = shown.recipe, shown.source.pictures
        is_from_nothing = recipe.head is None and len(recipe.steps) == 1
        made_from = recipe if is_from_nothing else recipe.before()
        before = workshop.result(made_from, pictures).image
        step = recipe.steps[-1] if recipe.steps else None
        is_scored = step is None or step.method.is_scored
        truth = workshop.truth(recipe, pictures) if is_scored else None
        truth = self.manner.fitting(truth, result.image)
        ready = step.ready(recipe.given((before,), pictures)).settings if step else {}
        names = [p.name for p in step.method.parameters if p.fits] if step else []
        return Judged(recipe, before, result, truth, {name: ready[name] for name in names})


def build_results(name: str = "", manner: Manner = MENDING) -> ResultCells:
    """Draw cells 3 and 4 inside the layout that is open.

    Args:
        name: Stands before the widgets' ids.
        manner: How results are shown and judged.
    """
    gr.HTML(cell_head(3, word("Result")))
    stale = word("Settings have changed since; press Run.")
    gr.HTML(
        f"<p class='message' role='status'>{stale}</p>",
        elem_id=f"{name}stale",
        elem_classes="stale",
    )
    viewer = result_viewer(elem_id=f"{name}result", elem_classes="result", group=name or "page")
    explaining = gr.Column(elem_classes="explaining")
    explained = gr.HTML(elem_id=f"{name}explained", elem_classes="explained")
    channels = Radio(
        [(word("colour"), "colour"), (word("luma"), "luma")],
        value="colour",
        label=word("Scores on"),
        elem_classes="chips inline",
        elem_id=f"{name}channels",
        visible=manner.has_channels,
    )
    scores = gr.HTML(elem_id=f"{name}scores")
    further = gr.Column(elem_classes="further") if manner.measures_more else None
    gr.HTML(cell_head(4, word("Code")))
    code = gr.HTML(elem_id=f"{name}code")
    take = take_cell(f"{name}take")
    go_on = gr.Button(
        word("Go on from this result"), size="sm", elem_id=f"{name}go-on", elem_classes="go-on"
    )
    return ResultCells(
        viewer, channels, scores, code, take, go_on, explaining, explained, gr.State(), gr.State(),
        manner, further,
    )  # fmt: skip


def take_cell(elem_id: str) -> gr.HTML:
    """Draw the place of what can be taken home; the page's address follows it."""
    take = gr.HTML(elem_id=elem_id, elem_classes="take-cell")
    take.change(None, js=f"() => atelier.remember('{elem_id}')", **BROWSER)
    return take


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
