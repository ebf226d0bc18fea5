"""What a method did at the pixel that was clicked."""

from typing import Any

import gradio as gr

from core.method import Method
from core.recipe import Recipe
from core.sentence import InputError
from demos.panels.bench import Source
from demos.panels.events import LIGHT, QUIET
from demos.panels.figures import explanation_to_html
from demos.panels.page import Page
from demos.panels.results import Shown
from demos.panels.text import message
from demos.words import say


def add_explain(page: Page) -> None:
    """Let a click on the result draw the method's explanation."""
    results, language = page.results, page.bench.language

    def on_pixel(shown: Shown | None, spoken: str, event: gr.EventData) -> Any:
        pixel = (int(event.row), int(event.column))
        return _explained(page, shown, pixel, spoken), pixel

    def again(shown: Shown | None, pixel: tuple[int, int] | None, spoken: str) -> Any:
        return (
            results.forget_pixel(spoken)[results.explained]
            if pixel is None
            else _explained(page, shown, pixel, spoken)
        )

    results.viewer.select(
        on_pixel, [results.shown, language], [results.explained, results.pixel], **LIGHT, **QUIET
    )
    language.change(
        again, [results.shown, results.pixel, language], results.explained, **LIGHT, **QUIET
    )


def _explained(page: Page, shown: Shown | None, pixel: tuple[int, int], language: str) -> Any:
    if shown is None:
        return gr.skip()
    try:
        return _explain(page, shown.recipe, shown.source, *pixel, language)
    except InputError as error:
        return message(say(error.sentence, language), "error")


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
    return explanation_to_html(step.method.explain(image, row, column, **step.settings), language)


def _methods(page: Page) -> list[Method]:
    return [controls.method for controls in page.bench.methods.values()]
