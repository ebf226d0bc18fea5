"""Denoising tab: compare ways to remove noise from a picture."""

import gradio as gr

from core import degradation, denoising
from demos.panels.field_page import build_field_page
from demos.panels.page import Page
from demos.panels.work import Workshop

ID = "denoise"
TITLE = "Denoise"


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    return build_field_page(
        TITLE,
        denoising.METHODS,
        degradation.METHODS,
        first_method="unet",
        first_damage="gaussian_noise",
        language=language,
        workshop=workshop,
    )
