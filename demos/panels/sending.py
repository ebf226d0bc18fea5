"""Handing a result on to another tab, as the first steps of its recipe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import gradio as gr
from gradio.i18n import I18nData

from core.fields import find_method
from core.recipe import Recipe
from core.sentence import InputError, Sentence
from demos.panels.events import Updates, Values, connect_light
from demos.panels.intake import look_elsewhere
from demos.panels.page import Page
from demos.panels.shown import Shown
from demos.panels.text import message
from demos.words import say


@dataclass(frozen=True)
class Target:
    """Another tab: the button that leads there, and what it does to the picture."""

    id: str
    label: I18nData
    said: Sentence  # there, about where the picture comes from
    steps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # address: settings


def add_sending(page: Page, targets: Sequence[Target]) -> None:
    """Draw the buttons below those that take a result home, and connect them."""
    below = page.results.take.parent
    assert below is not None
    with below, gr.Row(elem_classes=["tools", "films"]):
        buttons = [
            gr.Button(t.label, size="sm", min_width=80, elem_id=f"{page.name}send-{t.id}")
            for t in targets
        ]
    for target, button in zip(targets, buttons, strict=True):
        sent = connect_light(
            [button.click], partial(_send, page, target), bench=page.bench, status=page.status,
            inputs=[page.results.shown], outputs=[page.doors.elsewhere],
        )  # fmt: skip
        look_elsewhere(page, sent)


def _send(page: Page, target: Target, values: Values) -> Updates:
    """Hand over the recipe with the steps of the other page, or say why not."""
    shown: Shown | None = values[page.results.shown]
    language = values[page.bench.language]
    try:
        recipe = extended(shown, target.steps)
    except InputError as error:
        return {
            page.doors.elsewhere: None,
            page.status: message(say(error.sentence, language), "error"),
        }
    assert shown is not None
    brought = str(recipe), shown.source.path, shown.source.others, say(target.said, language)
    return {page.doors.elsewhere: brought, page.status: ""}


def extended(shown: Shown | None, steps: Mapping[str, Mapping[str, Any]]) -> Recipe:
    """Return the recipe of what is shown, with further steps, at their defaults if unset.

    Raises:
        InputError: Nothing is shown, or a step cannot be had.
    """
    if shown is None:
        raise InputError("There is no result yet.")
    recipe = shown.recipe
    for address, settings in steps.items():
        recipe = recipe.then(find_method(address), settings)
    return recipe
