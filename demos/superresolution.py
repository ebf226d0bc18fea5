"""Super-resolution tab: enlarge a picture by every idea from interpolation to learning."""

from dataclasses import replace

import gradio as gr

from core import degradation, superresolution
from core.sentence import Sentence
from demos.panels.enlarging.manner import Enlarging
from demos.panels.enlarging.measures import add_measures
from demos.panels.field_page import build_field_page
from demos.panels.page import Page
from demos.panels.picture import Ways
from demos.panels.sending import Target
from demos.panels.work import Workshop
from demos.words import word

ID = "enlarge"
TITLE = "Super-resolution"
LITTLE = 5.0  # of 255: what enlarging leaves of noise, or adds


def build(language: gr.Radio, workshop: Workshop) -> Page:
    """Draw the tab inside the gr.Blocks that is open."""
    scale = next(p for p in superresolution.METHODS[0].parameters if p.name == "scale")
    ways = Ways(
        label=word("What comes in"),
        info=word("A sharp picture is shrunk by the scale first, so that the truth is known."),
        none=word("my small picture, as it is"),
        titles={"shrink": word("a sharp picture, shrunk first")},
        first_sample="astronaut",
        common=[replace(scale, default=4)],
    )
    denoise = Target(
        "denoise",
        word("Send to Denoise"),
        Sentence("This picture was made on the tab Super-resolution."),
        {"denoising.unet": {"sigma": LITTLE}},
    )
    return build_field_page(
        TITLE,
        superresolution.METHODS,
        degradation.SHRINKING,
        first_method="residual",
        first_damage="shrink",
        language=language,
        workshop=workshop,
        name=f"{ID}-",
        manner=Enlarging(),
        ways=ways,
        parts=[add_measures],
        targets=[denoise],
    )
