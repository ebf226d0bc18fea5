"""Denoising tab: compare ways to remove noise from a picture."""

import gradio as gr

from core import degradation, denoising
from core.sentence import Sentence
from demos.panels.field_page import build_field_page
from demos.panels.page import Page
from demos.panels.sending import Target
from demos.panels.tools import add_tools
from demos.panels.work import Workshop
from demos.words import word

ID = "denoise"
TITLE = "Denoise"


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    enlarge = Target(
        "enlarge",
        word("Send to Super-resolution"),
        Sentence("This picture was made on the tab Denoise."),
        {"superresolution.residual": {}},
    )
    return build_field_page(
        TITLE,
        denoising.METHODS,
        degradation.METHODS,
        first_method="unet",
        first_damage="gaussian_noise",
        language=language,
        workshop=workshop,
        parts=[add_tools],
        targets=[enlarge],
    )
