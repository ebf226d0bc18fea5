"""Generation tab: make pictures from noise, look into the models, train them, measure them."""

import gradio as gr

from core import generation
from demos.panels.generating.map import add_map
from demos.panels.generating.measure import add_measure
from demos.panels.generating.samples import add_samples
from demos.panels.generating.training import add_training
from demos.panels.making_page import build_making_page
from demos.panels.page import Page
from demos.panels.work import Workshop

ID = "generation"
TITLE = "Generation"
CELLS = [add_samples, add_map, add_training, add_measure]


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    return build_making_page(
        TITLE,
        generation.METHODS,
        name=f"{ID}-",
        first_method="gan",
        language=language,
        workshop=workshop,
        cells=CELLS,
    )
