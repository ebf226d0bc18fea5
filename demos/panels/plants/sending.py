"""Handing a drawing on to another tab, as the first steps of its recipe."""

from functools import partial

import gradio as gr

from core.fields import find_method
from core.recipe import Recipe
from core.sentence import InputError
from demos.panels.events import Updates, Values, connect_light
from demos.panels.intake import look_elsewhere
from demos.panels.page import Page
from demos.panels.plants.setting import beside_files
from demos.panels.results import Shown
from demos.panels.text import message
from demos.words import say, word

STEPS = {  # id of a button: what comes after the drawing
    "denoise": ("degradation.gaussian_noise", "denoising.unet"),
    "automata": ("automata.life_on_picture",),
}


def add_sending(page: Page) -> None:
    """Draw the buttons below the files, and connect them."""
    labels = {"denoise": word("Send to Denoise"), "automata": word("Send to Automata")}
    with beside_files(page), gr.Row(elem_classes=["tools", "films"]):
        buttons = {
            to: gr.Button(label, size="sm", min_width=80, elem_id=f"{page.name}send-{to}")
            for to, label in labels.items()
        }
    for to, button in buttons.items():
        sent = connect_light(
            [button.click], partial(_send, page, to), bench=page.bench, status=page.status,
            inputs=[page.results.shown], outputs=[page.doors.elsewhere],
        )  # fmt: skip
        look_elsewhere(page, sent)


def _send(page: Page, to: str, values: Values) -> Updates:
    """Hand over the recipe with the steps of the other page, or say why not."""
    shown: Shown | None = values[page.results.shown]
    language = values[page.bench.language]
    try:
        recipe = extended(shown, STEPS[to])
    except InputError as error:
        return {
            page.doors.elsewhere: None,
            page.status: message(say(error.sentence, language), "error"),
        }
    said = say("This picture was grown on the tab L-systems.", language)
    return {page.doors.elsewhere: (str(recipe), None, said), page.status: ""}


def extended(shown: Shown | None, steps: tuple[str, ...]) -> Recipe:
    """Return the recipe of what is shown, with further steps at their defaults.

    Raises:
        InputError: Nothing is shown, or a step cannot be had.
    """
    if shown is None:
        raise InputError("There is no result yet.")
    recipe = shown.recipe
    for address in steps:
        recipe = recipe.then(find_method(address), {})
    return recipe
