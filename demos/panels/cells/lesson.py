"""The choices of a training: which picture a neural automaton is to grow, and how well."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from PIL import Image as Pillow

from core.automata.neural.target import FOLDER
from core.image import read_image
from core.sentence import Sentence
from demos.panels.choosers import Dropdown, Radio
from demos.panels.events import Values
from demos.panels.upload_box import UploadedImage
from demos.words import word

if TYPE_CHECKING:
    from core.automata.neural.student import Student

PICTURES = {  # that come along, and have no shipped rule; Gradio translates what is also a label
    "clover.png": Sentence("clover"),
    "invader.png": Sentence("invader"),
    "turtle.png": Sentence("turtle"),
}
REGIMES = {
    "growing": Sentence("only growing"),
    "persistent": Sentence("growing and staying"),
    "regenerating": Sentence("growing, staying and healing"),
}


@dataclass(frozen=True)
class Lesson:
    """The widgets of the choices."""

    sample: gr.Dropdown
    own: gr.Image
    side: gr.Slider
    regime: gr.Radio
    teacher: gr.Checkbox
    rounds: gr.Slider

    @property
    def inputs(self) -> list[Any]:
        """All of them."""
        return list(vars(self).values())

    def student(self, values: Values) -> Student:
        """Return the training that the widgets ask for, at its beginning."""
        from core.automata.neural.student import Student

        return Student(
            opened(values[self.own], values[self.sample]),
            side=int(values[self.side]),
            regime=values[self.regime],
            teacher="lizard" if values[self.teacher] else "",
        )


def opened(upload: tuple[str, str] | None, sample: str) -> Pillow.Image:
    """Return the picture to learn, with its transparency: the upload, else the named one.

    Raises:
        InputError: The file is no usable picture.
    """
    path = FOLDER / sample
    if upload:
        read_image(upload[0])  # refuses what is no picture, or too large
        path = Path(upload[0])
    with Pillow.open(path) as picture:
        return picture.convert("RGBA")


def build_lesson(name: str) -> Lesson:
    """Draw the choices inside the layout that is open; `name` stands before their ids."""
    with gr.Row():
        sample = Dropdown(
            [(word(str(named)), key) for key, named in PICTURES.items()],
            value="clover.png", label=word("Picture"), elem_id=f"{name}sample",
        )  # fmt: skip
        own = UploadedImage(
            type="filepath", format="png", label=word("or your own picture"),
            sources=["upload", "clipboard"], height=140, buttons=[], elem_id=f"{name}picture",
            alt_text="picture", image_mode=None, min_width=240,
        )  # fmt: skip
    side = gr.Slider(
        16, 32, value=24, step=2, label=word("Side"), elem_id=f"{name}side",
        info=word("In cells; half as many learn four times as fast."),
    )  # fmt: skip
    regime = Radio(
        [(word(str(named)), key) for key, named in REGIMES.items()], value="regenerating",
        label=word("What it learns"),
        elem_classes="chips", elem_id=f"{name}regime",
    )  # fmt: skip
    teacher = gr.Checkbox(
        True, label=word("Start from the lizard’s rule"),
        info=word("It knows already how to grow; without it, learning takes longer."),
        elem_id=f"{name}teacher",
    )  # fmt: skip
    rounds = gr.Slider(
        50, 2000, value=600, step=50, label=word("Rounds"),
        info=word("About four to ten a second; 600 show the picture, 2000 make it sharp."),
        elem_id=f"{name}rounds",
    )  # fmt: skip
    return Lesson(sample, own, side, regime, teacher, rounds)
