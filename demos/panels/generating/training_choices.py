"""The choices of a training: what learns from what, how, and the presets that set them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from core.data import is_here
from core.generation.course import COURSE, OF_MODEL
from core.generation.presets import GOOD
from core.parameter import Parameter
from core.sentence import InputError
from demos.panels.choosers import Radio
from demos.panels.controls import BROWSER, build_widget, show_chosen
from demos.panels.events import Values
from demos.words import word

LIVE = ("rate", "batch")  # may be changed while it runs
FOLDED = ("latent", "width", "running_mean", "seed")  # with those that one model alone has
LONG = [
    (word("1 minute"), 60.0),
    (word("3 minutes"), 180.0),
    (word("10 minutes"), 600.0),
    (word("Until stopped"), 0.0),
]


@dataclass(frozen=True)
class Choices:
    """The widgets of the settings of a course, and the pictures that a visitor brings."""

    widgets: Mapping[str, gr.components.Component]
    own: gr.File

    @property
    def inputs(self) -> list[Any]:
        """What settings() and files() read."""
        return [*self.widgets.values(), self.own]

    def settings(self, values: Values) -> dict[str, Any]:
        """Return the checked settings.

        Raises:
            InputError: One is out of bounds.
        """
        return COURSE.check({name: values[widget] for name, widget in self.widgets.items()})

    def files(self, values: Values) -> dict[str, Path]:
        """Return the visitor's files, where these are learned from, each under a name of its own.

        Raises:
            InputError: There are none.
        """
        if values[self.widgets["data"]] != "own":
            return {}
        paths = [Path(path) for path in values[self.own] or []]
        if not paths:
            raise InputError("Choose your pictures first: many files, or a zip of them.")
        return {f"{number:05d}{path.suffix}": path for number, path in enumerate(paths)}

    def update(self, settings: Mapping[str, Any]) -> dict[Any, Any]:
        """Return the updates that put settings into the widgets."""
        return {self.widgets[name]: gr.update(value=value) for name, value in settings.items()}


def build_choices(name: str) -> Choices:
    """Draw the choices inside the layout that is open; `name` stands before their ids."""
    known = {p.name: p for p in COURSE.parameters}
    widgets: dict[str, gr.components.Component] = {}

    def draw(*names: str) -> None:
        for each in names:
            widgets[each] = _widget(known[each], f"{name}train-{each}")

    draw("model", "data")
    with gr.Column(visible=False, elem_classes="settings", min_width=0) as brought:
        own = gr.File(
            label=word("Your pictures: many files, or a zip with a folder for each class"),
            file_count="multiple", file_types=["image", ".zip"], height=160,
            elem_id=f"{name}train-own",
        )  # fmt: skip
    if missing := [each for each in ("fashion", "digits") if not is_here(each)]:
        gr.HTML(f"<p>{_downloads(missing)}</p>", elem_classes="hint")
    draw("side")
    with gr.Row(elem_classes="pair"):
        draw("classes", "colour")
    draw("seconds", "stop_rule", *LIVE)
    groups: dict[str, gr.Column] = {}
    with gr.Accordion(word("More settings"), open=False):
        for model, names in OF_MODEL.items():
            with gr.Column(visible=model == "gan", elem_classes="settings", min_width=0) as group:
                draw(*names)
            groups[model] = group
        draw(*FOLDED)
    choices = Choices({p.name: widgets[p.name] for p in COURSE.parameters}, own)
    _follow_model(choices, groups)
    _follow_data(choices, brought)
    return choices


def _widget(parameter: Parameter, elem_id: str) -> gr.components.Component:
    if parameter.name == "seconds":
        return Radio(
            LONG, value=60.0, label=word(parameter.label), info=word(parameter.help),
            elem_classes="chips", elem_id=elem_id,
        )  # fmt: skip
    widget = build_widget(parameter, elem_id)
    if parameter.name == "data" and is_here("fashion"):
        widget.value = "fashion"
    return widget


def _downloads(missing: list[str]) -> Any:
    if len(missing) == 2:
        return word("Start downloads Fashion-MNIST (31 MB) or MNIST (12 MB) when it is chosen.")
    if missing == ["fashion"]:
        return word("Start downloads Fashion-MNIST (31 MB) when it is chosen.")
    return word("Start downloads MNIST (12 MB) when it is chosen.")


def _follow_model(choices: Choices, groups: Mapping[str, gr.Column]) -> None:
    """A model brings the settings that it learns best with, and shows what it alone has."""
    model = choices.widgets["model"]
    show_chosen(model, groups)
    names = sorted({name for settings in GOOD.values() for name in settings})
    table = json.dumps({m: [s.get(name) for name in names] for m, s in GOOD.items()})
    fill = f"(model) => ({table})[model].map(value => value ?? {{__type__: 'update'}})"
    widgets = [choices.widgets[name] for name in names]
    model.input(None, model, widgets, js=fill, **BROWSER)  # type: ignore[attr-defined]


def _follow_data(choices: Choices, brought: gr.Column) -> None:
    """Own pictures need a place to be dropped."""
    shown = "(data) => ({__type__: 'update', visible: data === 'own'})"
    choices.widgets["data"].change(  # type: ignore[attr-defined]
        None, choices.widgets["data"], brought, js=shown, **BROWSER
    )
