"""What the page's parts share: where buttons go, and setting the page to a system."""

from collections.abc import Iterator, Mapping
from typing import Any

from gradio.blocks import BlockContext

from core.recipe import Recipe, Step
from demos.panels.events import Updates, Values
from demos.panels.page import Page


def beside_files(page: Page) -> BlockContext:
    """Return the layout that holds the buttons which take a result home."""
    parent = page.results.take.parent
    assert parent is not None
    return parent


def set_and_run(
    page: Page, values: Values, method: str, settings: Mapping[str, Any]
) -> Iterator[Updates]:
    """Choose a method, set some of its settings, leave the others as they are, and run it.

    Args:
        page: The page to set.
        values: Of its widgets as they are.
        method: Id of the method.
        settings: Those to set.

    Raises:
        InputError: A setting is out of bounds.
    """
    controls = page.bench.methods[method]
    whole = controls.method.check({**controls.settings(values), **settings})
    yield page.restore(Recipe(None, (Step(controls.method, whole),)), None)
    widgets = {controls.widgets[name]: value for name, value in whole.items()}
    yield from page.run({**values, page.bench.chooser: method, **widgets})
