"""L-systems tab: grow plants and curves from rules that rewrite a string."""

import gradio as gr

from core import lsystems
from demos.panels.making_page import build_making_page
from demos.panels.page import Page
from demos.panels.work import Workshop

ID = "lsystems"
TITLE = "L-systems"


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    return build_making_page(
        TITLE,
        lsystems.METHODS,
        name=f"{ID}-",
        first_method="preset",
        language=language,
        workshop=workshop,
    )
