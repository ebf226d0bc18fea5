"""Automata tab: watch simple rules make pictures, paint on them, and train rules."""

import gradio as gr

from core import automata
from demos.panels.cells.neural import add_neural
from demos.panels.cells.paint import add_paint
from demos.panels.cells.play import add_play
from demos.panels.cells.seamless import add_seamless
from demos.panels.cells.tables import add_tables
from demos.panels.cells.training import add_training
from demos.panels.making_page import build_making_page
from demos.panels.page import Page
from demos.panels.work import Workshop

ID = "automata"
TITLE = "Automata"
CELLS = [add_play, add_paint, add_tables, add_training, add_neural, add_seamless]


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    return build_making_page(
        TITLE,
        automata.METHODS,
        name=f"{ID}-",
        first_method="life_like",
        language=language,
        workshop=workshop,
        cells=CELLS,
    )
