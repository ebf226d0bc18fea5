"""Automata tab: watch simple rules make pictures."""

import gradio as gr

from core import automata
from demos.panels.making_page import build_making_page
from demos.panels.page import Page
from demos.panels.work import Workshop

ID = "automata"
TITLE = "Automata"


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    return build_making_page(
        TITLE,
        automata.METHODS,
        name=f"{ID}-",
        first_method="life_like",
        language=language,
        workshop=workshop,
    )
