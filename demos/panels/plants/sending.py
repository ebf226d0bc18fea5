"""Handing a drawing on to another tab, as the first steps of its recipe."""

from collections.abc import Mapping
from typing import Any

from core.sentence import Sentence
from demos.panels.page import Page
from demos.panels.sending import Target, add_sending
from demos.words import word

SAID = Sentence("This picture was grown on the tab L-systems.")
STEPS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {  # id: what comes after the drawing
    "denoise": {"degradation.gaussian_noise": {}, "denoising.unet": {}},
    "automata": {"automata.life_on_picture": {}},
}


def add_plant_sending(page: Page) -> None:
    """Draw the buttons below the files, and connect them."""
    labels = {"denoise": word("Send to Denoise"), "automata": word("Send to Automata")}
    add_sending(page, [Target(to, labels[to], SAID, steps) for to, steps in STEPS.items()])
