"""What a method did at the pixel that was clicked."""

from typing import Any

import gradio as gr

from core.method import Method
from core.recipe import Recipe
from core.sentence import InputError
from demos.panels.bench import Source
from demos.panels.events import LIGHT, QUIET
from demos.panels.figures import figure_to_html
from demos.panels.page import Page
from demos.panels.results import Shown
from demos.panels.text import message
from demos.words import say


def add_explain(page: Page, place: gr.HTML) -> None:
    """Let a click on the result draw the method's explanation into a place."""

    def on_pixel(shown: Shown | None, language: str, event: gr.EventData) -> Any:
        if shown is None:
            return gr.skip()
        try:
            row, column = int(event.row), int(event.column)
            return _explain(page, shown.recipe, shown.source, row, column, language)
        except InputError as error:
            return message(say(error.sentence, language), "error")

    page.results.viewer.select(
        on_pixel, [page.results.shown, page.bench.language], place, **LIGHT, **QUIET
    )


def _explain(
    page: Page, recipe: Recipe, source: Source, row: int, column: int, language: str
) -> str:
    step = recipe.steps[-1]
    if step.method.explain is None:
        explained = [m for m in _methods(page) if m.explain is not None]
        names = ", ".join(say(m.title, language) for m in explained)
        said = say(
            "{method} looks the same at every pixel; click again after running one of: {names}.",
            language,
            method=step.method.title,
            names=names,
        )
        return message(said)
    image = page.image(recipe.before(), source)
    height, width, _ = image.shape
    row, column = min(max(row, 0), height - 1), min(max(column, 0), width - 1)
    return figure_to_html(step.method.explain(image, row, column, **step.settings))


def _methods(page: Page) -> list[Method]:
    return [controls.method for controls in page.bench.methods.values()]
