"""What a method did at the pixel that was clicked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from core.method import Method
from core.sentence import InputError
from demos.panels.choosers import Dropdown, Radio
from demos.panels.events import LIGHT, QUIET, follow
from demos.panels.figures import explanation_to_html
from demos.panels.page import Page
from demos.panels.shown import Shown
from demos.panels.text import message
from demos.words import say, word

Pixel = tuple[int, int]  # row and column


@dataclass(frozen=True)
class _Asked:
    """What a visitor wants to see."""

    shown: Shown | None
    language: str
    view: str | None
    layer: str | None

    @property
    def method(self) -> Method | None:
        """The last method of what is shown, if it can be explained."""
        steps = self.shown.recipe.steps if self.shown else ()
        return steps[-1].method if steps and steps[-1].method.explain else None

    def choices(self) -> dict[str, Any]:
        """Return what the explanation is told besides pixel and settings."""
        views = self.method.views if self.method else ()
        if not views:
            return {}
        view = next((v for v in views if _value(v) == self.view), views[0])
        return {"view": view, "layer": self.layer or ""}


def add_explain(page: Page) -> None:
    """Let a click on the result draw the method's explanation, or one of its views."""
    results, language = page.results, page.bench.language
    with results.explaining:
        view, layer = _choosers(page)
    asked = [results.shown, language, view, layer]
    outputs = [results.explained, results.pixel, layer]

    def on_pixel(shown: Any, spoken: str, view: Any, layer: Any, event: gr.EventData) -> Any:
        pixel = (int(event.row), int(event.column))
        return _explained(page, _Asked(shown, spoken, view, layer), pixel)

    def choose(pixel: Pixel | None, *values: Any) -> Any:
        return _explained(page, _Asked(*values), pixel)

    def again(pixel: Pixel | None, *values: Any) -> Any:
        asked = _Asked(*values)
        hint = results.forget_pixel(asked.language)[results.explained]
        return _explained(page, asked, pixel) if pixel else (hint, None, gr.skip())

    results.viewer.select(on_pixel, asked, outputs, **LIGHT, **QUIET)
    for widget in (view, layer):
        widget.input(choose, [results.pixel, *asked], outputs, **LIGHT, **QUIET)
    follow(language, again, [results.pixel, *asked], outputs)
    results.take.change(_offer, results.shown, [view, layer], **LIGHT, **QUIET)


def _offer(shown: Shown | None) -> Any:
    """Return the updates that show the choice of views where there are several."""
    method = _Asked(shown, "", None, None).method
    return gr.update(visible=bool(method and method.views)), gr.update(visible=False)


def _choosers(page: Page) -> tuple[gr.Radio, gr.Dropdown]:
    """Draw what is shown beside an explanation that has several views."""
    first = page.bench.methods[page.bench.chooser.value].method.views
    views = dict.fromkeys(view for method in _methods(page) for view in method.views)
    view = Radio(
        [(word(name), _value(name)) for name in views],
        value=_value(next(iter((*first, *views)), "")),
        label=word("Look into the network"),
        visible=False,
        elem_classes="chips",
        elem_id=f"{page.name}view",
    )
    return view, Dropdown([], label=word("Layer"), visible=False, elem_id=f"{page.name}layer")


def _value(view: str) -> str:
    """Return the chooser's value for a view; Gradio translates a value that is also a label."""
    return view.lower()


def _explained(page: Page, asked: _Asked, pixel: Pixel | None) -> Any:
    """Return the explanation, its pixel, and the choice of layers."""
    if asked.shown is None:
        return gr.skip(), gr.skip(), gr.skip()
    try:
        if asked.method is None:
            return message(_alike_everywhere(page, asked)), pixel, gr.update(visible=False)
        figure, pixel = _draw(page, asked.shown, asked.method, asked.choices(), pixel)
    except InputError as error:
        said = say(error.sentence, asked.language)
        return message(said, "error"), pixel, gr.update(visible=False)
    return explanation_to_html(figure, asked.language), pixel, _layers(figure, asked.language)


def _draw(
    page: Page, shown: Shown, method: Method, choices: dict[str, Any], pixel: Pixel | None
) -> tuple[Any, Pixel]:
    """Return the figure and its pixel: the middle one, if none was clicked."""
    recipe = shown.recipe
    image = page.image(recipe.before(), shown.source)
    height, width, _ = image.shape
    scale = page.manner.scale(recipe)
    pixel = pixel or (scale * height // 2, scale * width // 2)
    row, column = (place // scale for place in pixel)
    row, column = min(max(row, 0), height - 1), min(max(column, 0), width - 1)
    if choices:
        truth = page.manner.fitting(page.truth(recipe, shown.source), image)
        choices = {**choices, "truth": truth}
    assert method.explain is not None
    given = recipe.given((image,), shown.source.pictures)
    settings = recipe.steps[-1].ready(given).settings
    figure = method.explain(image, row, column, **choices, **settings)
    return figure, pixel


def _layers(figure: Any, language: str) -> Any:
    """Return the update that offers the layers that a figure can show."""
    offers = getattr(figure, "offers", {})
    if "layer" not in offers:
        return gr.update(visible=False)
    value, names = offers["layer"]
    choices = [(say(name, language), key) for key, name in names.items()]
    return gr.update(choices=choices, value=value, visible=True)


def _alike_everywhere(page: Page, asked: _Asked) -> str:
    assert asked.shown is not None
    names = ", ".join(say(m.title, asked.language) for m in _methods(page) if m.explain)
    return say(
        "{method} looks the same at every pixel; click again after running one of: {names}.",
        asked.language,
        method=asked.shown.recipe.steps[-1].method.title,
        names=names,
    )


def _methods(page: Page) -> Iterator[Method]:
    return (controls.method for controls in page.bench.methods.values())
