"""Augmentation tab: preview, build and measure changes of pictures that keep their meaning."""

import gradio as gr

from core import augmentation
from core.sentence import Sentence
from demos.panels.augmenting.page import build_augmenting_page
from demos.panels.page import Page
from demos.panels.sending import Target
from demos.panels.work import Workshop
from demos.words import word

ID = "augmentation"
TITLE = "Augmentation"


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    denoise = Target(
        "denoise",
        word("Send to Denoise"),
        Sentence("This picture was made on the tab Augmentation."),
        {"denoising.unet": {}},
    )
    return build_augmenting_page(
        TITLE,
        augmentation.METHODS,
        name=f"{ID}-",
        first_method="rotate",
        language=language,
        workshop=workshop,
        targets=[denoise],
    )
