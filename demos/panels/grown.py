"""The cells that show a picture made from nothing: how it grew, what it counts, and its film."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import gradio as gr
from PIL import Image as Pillow

from core import __version__
from core.code import to_code
from core.image import Image
from core.method import Frame
from core.recipe import Recipe
from core.sentence import InputError, Sentence
from demos.panels.choosers import Radio
from demos.panels.film import film_bytes, still
from demos.panels.publish import publish
from demos.panels.results import ResultCells, take_cell, take_of
from demos.panels.shown import Shown, address, file_name
from demos.panels.text import big_figures, cell_head, code_cell
from demos.panels.viewer import result_viewer
from demos.panels.work import Result, Workshop
from demos.words import joined, say, word

LIVE = 0.08  # seconds between two looks at a run
QUICK = 2.0  # seconds; a shorter run is shown again as a film
MANY = 20  # frames that are worth it
Count = tuple[Sentence, str, str, float]  # what it is called, its format, its unit, units in one

COUNTS: dict[str, Count] = {
    "population": (Sentence("Alive"), ".1f", "%", 100),
    "entropy": (Sentence("Entropy"), ".3f", "bit", 1),
    "mass": (Sentence("Mass"), ",.0f", "", 1),
    "mean": (Sentence("Mean"), ".3f", "", 1),
    "mean of V": (Sentence("Mean of V"), ".3f", "", 1),
    "likeness": (Sentence("Likeness to the picture"), ".1f", "dB", 1),
    "living cells": (Sentence("Living cells"), ",.0f", "", 1),
    "modules": (Sentence("Modules"), ",.0f", "", 1),
    "segments": (Sentence("Segments"), ",.0f", "", 1),
    "plants": (Sentence("Plants"), ",.0f", "", 1),
    "mean square error": (Sentence("Mean square error"), ".4f", "", 1),
    "PSNR": (Sentence("PSNR"), ".2f", "dB", 1),
}
MEANINGS = {
    "population": Sentence("Alive is every cell that is not in state 0."),
    "likeness": Sentence("The likeness is the PSNR of colours and alpha."),
    "entropy": Sentence("The entropy is that of one cell's state, from the shares of the states."),
}


@dataclass(frozen=True)
class GrownCells(ResultCells):
    """The widgets of the result and the code of a page that makes pictures."""

    patience: ClassVar[float] = LIVE

    @property
    def outputs(self) -> list[Any]:
        """The widgets that show() fills."""
        return [self.viewer, self.scores, self.code, self.take, self.shown]

    def forget_pixel(self, language: str) -> dict[Any, Any]:
        """Return no updates: nothing is explained here."""
        return {}

    def glimpse(self, recipe: Recipe, frame: Frame, language: str) -> dict[Any, Any]:
        """Return the updates that show a run at work."""
        if frame.progress == 0 and frame.image.size == 1:
            return {}  # it has not begun
        height, width, _ = frame.image.shape
        picture = {"src": inline(frame.image), "label": say("Growing", language)}
        seen = {"after": picture, "width": width, "height": height, "alt": str(recipe)}
        counts = _counts(frame.scores, language)
        return {self.viewer: seen, self.scores: big_figures(counts, "") if counts else gr.skip()}

    def show(
        self, workshop: Workshop, shown: Shown, result: Result, channels: str
    ) -> dict[Any, Any]:
        """Return the updates that show a recipe's result."""
        recipe, language = shown.recipe, shown.language
        return {
            self.viewer: _pictures(workshop, shown, result),
            self.scores: _figures(result, language),
            self.code: code_cell(to_code(recipe), language),
            self.take: take_of(shown, result),
            self.shown: shown,
        }


def build_grown(name: str) -> tuple[GrownCells, gr.Row]:
    """Draw the cells inside the layout that is open, and a row for further buttons.

    Args:
        name: Stands before the widgets' ids.
    """
    gr.HTML(cell_head(2, word("Result")))
    stale = word("Settings have changed since; press Run.")
    gr.HTML(f"<p class='message' role='status'>{stale}</p>", elem_classes="stale")
    viewer = result_viewer(elem_id=f"{name}result", elem_classes="result", group=name)
    scores = gr.HTML(elem_id=f"{name}scores")
    gr.HTML(cell_head(3, word("Code")))
    code = gr.HTML(elem_id=f"{name}code")
    take = take_cell(f"{name}take")
    films = gr.Row(elem_classes=["tools", "films"])
    go_on = gr.Button(word("Go on from this result"), visible=False)
    with gr.Column(visible=False) as nothing:  # what pages have on which the truth is known
        channels = Radio(["colour"], value="colour")
        explained = gr.HTML()
    cells = GrownCells(
        viewer, channels, scores, code, take, go_on, nothing, explained, gr.State(), gr.State()
    )
    return cells, films


def film_address(recipe: Recipe, result: Result, suffix: str) -> str:
    """Publish the film of a run, and return its address.

    Raises:
        InputError: The run has a single frame.
    """
    if len(result.film) < 2:
        raise InputError("This run has a single frame; there is nothing to play.")
    return publish(
        f"{recipe} {suffix} {__version__}",
        f"{file_name(recipe)}{suffix}",
        partial(film_bytes, result.film, suffix),
    )


def _pictures(workshop: Workshop, shown: Shown, result: Result) -> Mapping[str, Any]:
    recipe, language = shown.recipe, shown.language
    height, width, _ = result.image.shape
    after = {"src": address(result.image, recipe), "label": say("Result", language)}
    value = {"after": after, "width": width, "height": height, "alt": str(recipe)}
    if recipe.head is not None:
        before = workshop.result(recipe.before(), shown.source.pictures).image
        if before.shape[:2] == (height, width):  # else they cannot lie over one another
            label = say("before", language)
            value["before"] = {"src": address(before, recipe.before()), "label": label}
    if len(result.film) > 1:
        growing = film_address(recipe, result, ".gif")
        value["views"] = [{"label": say("Growing", language), "src": growing}]
        if result.seconds < QUICK and len(result.film) >= MANY:
            value["open"] = 1
    return value


def _figures(result: Result, language: str) -> str:
    figures = _counts(result.scores, language)
    figures.append((say("Time", language), f"{result.seconds:.2f}", "s", ""))
    meanings = [say(MEANINGS[name], language) for name in result.scores if name in MEANINGS]
    return big_figures(figures, joined(meanings, language))


def _counts(scores: Mapping[str, float], language: str) -> list[tuple[str, str, str, str]]:
    figures = []
    for name, value in scores.items():
        sentence, how, unit, units = COUNTS.get(name, (Sentence(name), ".3g", "", 1))
        figures.append((say(sentence, language), format(units * value, how), unit, ""))
    return figures


def inline(image: Image) -> str:
    """Return a picture as an address that holds the picture itself: nothing is left to fetch."""
    buffer = io.BytesIO()
    Pillow.fromarray(still(image)).save(buffer, "png", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()
