"""Setting the page as a recipe says and running it, from a cell below the result."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

import gradio as gr

from core.method import Method
from core.recipe import Recipe, Step
from core.sentence import InputError
from demos.panels.controls import BROWSER
from demos.panels.events import Updates, Values, connect_light
from demos.panels.page import Page
from demos.panels.work import Result


def go(page: Page, values: Values, recipe: Recipe, path: str | None = None) -> Iterator[Updates]:
    """Set the page as a recipe says, and run it.

    Args:
        page: Where.
        values: Of its widgets.
        recipe: What; its last method is one of the page.
        path: File of the picture that it starts from, if it starts from one.
    """
    method, settings = recipe.steps[-1].method, recipe.steps[-1].settings
    updates = page.restore(recipe, path)
    changed = {page.bench.methods[method.id].widgets[n]: value for n, value in settings.items()}
    changed |= {page.bench.chooser: method.id}
    if page.bench.source in updates:
        changed[page.bench.source] = updates[page.bench.source]
    yield updates
    yield from page.run({**values, **changed})


def reset(method: Method, settings: Mapping[str, Any]) -> Recipe:
    """Return the recipe of a method that needs no picture."""
    return Recipe(None, (Step(method, method.check(settings)),))


def chosen(page: Page, values: Values) -> tuple[Method, dict[str, Any]]:
    """Return the chosen method and its checked settings."""
    controls = page.bench.methods[values[page.bench.chooser]]
    return controls.method, controls.settings(values)


def shown_result(page: Page, values: Values) -> tuple[Step, Result]:
    """Return the step that made the shown result, and the result.

    Raises:
        InputError: There is none, or it is no longer kept.
    """
    shown = values[page.results.shown]
    if shown is None:
        raise InputError("There is no result yet.")
    result = page.workshop.known(shown.recipe)
    if result is None:
        raise InputError("This result is no longer kept here; press Run to make it again.")
    return shown.recipe.steps[-1], result


def look_up(button: Any, page: Page) -> None:
    """Let a press also bring the result, which stands above, into sight."""
    place = f"document.getElementById('{page.name}result')"
    script = f"() => {{ {place}.scrollIntoView({{ block: 'center' }}) }}"
    button.click(None, None, None, js=script, **BROWSER)


def outputs(page: Page) -> list[Any]:
    """Return the widgets that go() updates."""
    return [*page.restorable, *page.results.outputs]


def connect_saver(
    button: Any, make: Callable[[Values], str], page: Page, status: gr.HTML, inputs: Sequence[Any]
) -> None:
    """Let a button save a file.

    Args:
        button: Is pressed.
        make: Returns the file's address.
        page: Where.
        status: Line for what is refused.
        inputs: Widgets that `make` reads, beyond those of the bench.
    """
    address = gr.Textbox(visible=False)

    def handle(values: Values) -> Updates:
        return {address: f"{make(values)}#{uuid4().hex}", status: ""}  # the mark: save it again

    made = connect_light(
        [button.click], handle, bench=page.bench, status=status, inputs=inputs, outputs=[address]
    )
    made.then(None, address, None, js="(address) => atelier.save(address)", **BROWSER)
