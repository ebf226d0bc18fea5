"""The choices of a training: what a rule is to do, how it is judged, how it is looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr
import numpy as np
from gradio.i18n import I18nData

from core.automata.learning.pictures import grow, noise_removal, pair
from core.automata.learning.target import Target, from_hidden_rule
from core.automata.spaces import SPACES
from core.automata.tables import random_table
from core.image import SAMPLES, Image, read_image, sample
from core.sentence import InputError, Sentence
from demos.panels.cells.going import shown_result
from demos.panels.choosers import Dropdown, Radio
from demos.panels.events import Values
from demos.panels.page import Page
from demos.panels.upload_box import UploadedImage
from demos.words import word

SHOWN = "shown"  # names the picture that the page shows
SIMILARITIES: dict[str, Sentence] = {  # as the page names them
    "above_chance": Sentence("agreement above chance"),
    "double_overlap": Sentence("overlap"),
    "agreement": Sentence("equal cells"),
    "structure": Sentence("SSIM"),
    "soft": Sentence("soft distance"),
}
TARGETS: dict[str, Sentence] = {
    "hidden": Sentence("a hidden rule"),
    "noise": Sentence("noise removal"),
    "picture": Sentence("a picture"),
    "pair": Sentence("before and after"),
}


NAMES = {  # by value: Gradio translates a value that equals a word of the catalogue
    "by evolution": Sentence("evolution"),
    "by floating selection": Sentence("floating selection"),
    "by counting": Sentence("counting"),
}


@dataclass(frozen=True)
class Goal:
    """The widgets of the choices."""

    kind: gr.Radio
    before: gr.Image
    after: gr.Image
    sample: gr.Dropdown
    own: gr.Image
    density: gr.Slider
    hidden: gr.Number
    space: gr.Dropdown
    steps: gr.Slider
    similarity: gr.Dropdown
    search: gr.Radio
    budget: gr.Slider
    seed: gr.Number

    @property
    def inputs(self) -> list[Any]:
        """All of them."""
        return list(vars(self).values())

    def target(self, page: Page, values: Values) -> Target:
        """Return what the widgets ask for.

        Raises:
            InputError: A picture is missing.
        """
        common = {"steps": int(values[self.steps]), "similarity": values[self.similarity]}
        space, seed = SPACES[values[self.space]], self.seed_of(values)
        kind = values[self.kind]
        if kind == "hidden":
            rng = np.random.default_rng(_whole(values[self.hidden]))
            return from_hidden_rule(random_table(space, rng), seed=seed, **common)
        if kind == "pair":
            before, after = _opened(values[self.before]), _opened(values[self.after])
            return pair(before, after, space, **common)
        image = self._picture(page, values)
        if kind == "picture":
            return grow(image, space, seed=seed, **common)
        density = float(values[self.density])
        return noise_removal(image, space, density=density, seed=seed, **common)

    def seed_of(self, values: Values) -> int:
        """Return the seed, a whole number from 0 on."""
        return _whole(values[self.seed])

    def _picture(self, page: Page, values: Values) -> Image:
        if values[self.own]:
            return _opened(values[self.own])
        if values[self.sample] == SHOWN:
            return shown_result(page, values)[1].image
        return sample(values[self.sample].removesuffix(".png"))


def build_goal(name: str) -> Goal:
    """Draw the choices inside the layout that is open; `name` stands before their ids."""
    kind = _chips(TARGETS, "hidden", word("Target"), f"{name}train-target")
    with gr.Column(visible=False, elem_classes="settings") as two, gr.Row():
        before = _box(word("before"), f"{name}train-before")
        after = _box(word("after"), f"{name}train-after")
    with gr.Column(visible=False, elem_classes="settings") as one, gr.Row():
        chosen = Dropdown(
            [(word("the picture shown"), SHOWN), *((word(n), f"{n}.png") for n in SAMPLES)],
            value="camera.png", label=word("Picture"), elem_id=f"{name}train-sample",
        )  # fmt: skip
        own = _box(word("or your own picture"), f"{name}train-own")
    with gr.Column(visible=False, elem_classes="settings") as noisy:
        density = gr.Slider(0.01, 0.5, value=0.1, step=0.01, label=word("Density of the noise"))
    with gr.Column(elem_classes="settings") as secret:
        hidden = gr.Number(1, precision=0, minimum=0, label=word("Number of the hidden rule"))
    _show_groups(kind, {"pair": [two], "picture": [one], "noise": [one, noisy], "hidden": [secret]})
    return Goal(kind, before, after, chosen, own, density, hidden, *_search(name))


def _search(name: str) -> tuple[Any, ...]:
    space = Dropdown(
        [(word(str(s.title)), s.name) for s in SPACES.values()],
        value="von_neumann_2", label=word("Neighbourhood"), elem_id=f"{name}train-space",
    )  # fmt: skip
    steps = gr.Slider(
        1, 40, value=5, step=1, label=word("Steps"), elem_id=f"{name}train-steps",
        info=word("Generations from the start to the target."),
    )  # fmt: skip
    similarity = Dropdown(
        [(word(str(title)), key) for key, title in SIMILARITIES.items()],
        value="above_chance", label=word("Similarity"), elem_id=f"{name}train-similarity",
    )  # fmt: skip
    budget = gr.Slider(
        100, 20_000, value=2000, step=100, label=word("Tables to try"),
        elem_id=f"{name}train-budget",
    )  # fmt: skip
    search = _chips(NAMES, "by evolution", word("Way of searching"), f"{name}train-search")
    seed = gr.Number(0, precision=0, minimum=0, label=word("Seed"))
    return space, steps, similarity, search, budget, seed


def _chips(choices: Mapping[str, Sentence], value: str, label: I18nData, elem_id: str) -> gr.Radio:
    return Radio(
        [(word(str(title)), key) for key, title in choices.items()],
        value=value,
        label=label,
        elem_classes="chips",
        elem_id=elem_id,
    )


def _box(label: I18nData, elem_id: str) -> gr.Image:
    return UploadedImage(
        type="filepath", format="png", label=label, sources=["upload", "clipboard"],
        height=140, buttons=[], elem_id=elem_id, alt_text="picture", image_mode=None,
        min_width=240,
    )  # fmt: skip


def _show_groups(kind: gr.Radio, groups: dict[str, list[gr.Column]]) -> None:
    """Show the groups that belong to the chosen target; one may belong to several."""
    for group in {id(g): g for shown in groups.values() for g in shown}.values():
        wanted = [name for name, shown in groups.items() if group in shown]
        kind.change(
            None, kind, group, show_progress="hidden", api_visibility="private",
            js=f"(kind) => ({{ __type__: 'update', visible: {wanted}.includes(kind) }})",
        )  # fmt: skip


def _opened(upload: tuple[str, str] | None) -> Image:
    if not upload:
        raise InputError("Drop a picture for the target first.")
    return read_image(upload[0]).image


def _whole(value: Any) -> int:
    return max(0, int(value or 0))
