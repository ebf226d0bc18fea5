"""Inpainting tab: fill holes by every idea from heat flow to patches and learned pictures."""

from dataclasses import replace

import gradio as gr

from core import degradation, inpainting
from core.sentence import Sentence
from demos.panels.field_page import build_field_page
from demos.panels.filling import Filling
from demos.panels.page import Page
from demos.panels.picture import Ways
from demos.panels.sending import Target
from demos.panels.work import Workshop
from demos.words import word

ID = "inpainting"
TITLE = "Inpainting"
FIRST_MASK = "masks.scratches(count=6, width=3, seed=0)"
DAMAGES = tuple(
    method
    for method in (*degradation.GUIDED, *degradation.METHODS)
    if method.id in ("missing", "holes")
)


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    mask = next(p for p in inpainting.METHODS[0].parameters if p.name == "mask")
    ways = Ways(
        label=word("What comes in"),
        info=word("A whole picture is damaged first, so that the truth is known."),
        none=word("my damaged picture, as it is"),
        titles={"missing": word("a whole picture, the mask taken away")},
        first_sample="astronaut",
        common=[replace(mask, default=FIRST_MASK)],
    )
    denoise = Target(
        "denoise",
        word("Send to Denoise"),
        Sentence("This picture was made on the tab Inpainting."),
        {"denoising.unet": {"sigma": 5}},
    )
    return build_field_page(
        TITLE,
        inpainting.METHODS,
        DAMAGES,
        first_method="biharmonic",
        first_damage="missing",
        language=language,
        workshop=workshop,
        name=f"{ID}-",
        manner=Filling(),
        ways=ways,
        targets=[denoise],
    )
