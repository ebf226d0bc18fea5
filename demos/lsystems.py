"""L-systems tab: grow plants and curves from rules that rewrite a string."""

import gradio as gr

from core import lsystems
from demos.panels.making_page import build_making_page
from demos.panels.page import Page
from demos.panels.plants.chance import add_chance
from demos.panels.plants.exports import add_exports, add_opener
from demos.panels.plants.forecast import add_forecast
from demos.panels.plants.gallery import add_gallery
from demos.panels.plants.infer import add_inference
from demos.panels.plants.sending import add_plant_sending
from demos.panels.plants.strings import add_strings
from demos.panels.work import Workshop

ID = "lsystems"
TITLE = "L-systems"
PARTS = (add_forecast, add_opener, add_chance, add_plant_sending, add_exports)


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    page = build_making_page(
        TITLE,
        lsystems.METHODS,
        name=f"{ID}-",
        first_method="preset",
        language=language,
        workshop=workshop,
        cells=[add_gallery, add_strings, add_inference],
    )
    for add in PARTS:
        add(page)
    return page
