"""The choices of a study: which pictures, how few, and what is compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from core.augmentation.study_plan import SIZE, Size, settings_of
from core.data import is_here
from core.sentence import InputError
from demos.panels.augmenting.bench import AugmentingPage
from demos.panels.choosers import Radio
from demos.panels.controls import BROWSER, build_widget
from demos.panels.events import Values
from demos.words import word

PIPELINE, METHOD, GENERATED = "with_pipeline", "with_method", "with_generated"


@dataclass(frozen=True)
class StudyChoices:
    """The widgets of the choices."""

    widgets: Mapping[str, gr.components.Component]  # of Size
    compared: gr.CheckboxGroup
    own: gr.File

    @property
    def inputs(self) -> list[Any]:
        """What settings() and files() read."""
        return [*self.widgets.values(), self.compared, self.own]

    def settings(self, page: AugmentingPage, values: Values) -> dict[str, Any]:
        """Return the settings of the job.

        Raises:
            InputError: One is out of bounds.
        """
        known = {name: values[widget] for name, widget in self.widgets.items()}
        size = Size(**SIZE.check({**known, "data": known["data"].removeprefix("of_")}))
        compared = values[self.compared]
        pipeline = page.bench.pipeline(values)
        if PIPELINE not in compared:
            pipeline = type(pipeline)()
        chosen = [page.bench.stage(values)] if METHOD in compared else []
        return settings_of(size, pipeline, chosen, generated=GENERATED in compared)

    def files(self, values: Values) -> dict[str, Path]:
        """Return the visitor's zip, where it is learned from, under a name of its own.

        Raises:
            InputError: There is none.
        """
        if values[self.widgets["data"]] != "of_own":
            return {}
        if not (path := values[self.own]):
            raise InputError("Choose a zip of your pictures first, a folder for each class.")
        return {f"own{Path(path).suffix}": Path(path)}


def build_study_choices(name: str) -> StudyChoices:
    """Draw the choices inside the layout that is open; `name` stands before their ids."""
    parameters = {p.name: p for p in SIZE.parameters}
    data = parameters["data"]
    sets = Radio(
        [(word(title), f"of_{key}") for key, title in data.titles.items()],
        value=f"of_{data.default}", label=word(data.label), info=word(data.help),
        elem_classes="chips", elem_id=f"{name}study-data",
    )  # fmt: skip
    with gr.Column(visible=False, elem_classes="settings", min_width=0) as brought:
        own = gr.File(
            label=word("Your pictures: a zip with a folder for each class"), file_types=[".zip"],
            height=160, elem_id=f"{name}study-own",
        )  # fmt: skip
    if not (is_here("digits") and is_here("fashion")):
        about = word("MNIST (10 MB) and Fashion-MNIST (30 MB) are downloaded when first used.")
        gr.HTML(f"<p>{about}</p>", elem_classes="about")
    shown = "(set) => ({__type__: 'update', visible: set === 'of_own'})"
    sets.change(None, sets, brought, js=shown, **BROWSER)
    few, seeds = (
        build_widget(parameters[key], f"{name}study-{key}") for key in ("per_class", "seeds")
    )
    compared = gr.CheckboxGroup(
        [
            (word("The pipeline, whole and stage by stage"), PIPELINE),
            (word("The method chosen above"), METHOD),
            (word("Generated pictures"), GENERATED),
        ],
        value=[PIPELINE, GENERATED], label=word("What is compared with no augmentation"),
        elem_id=f"{name}study-compared",
    )  # fmt: skip
    with gr.Accordion(word("More settings"), open=False):
        steps = build_widget(parameters["steps"], f"{name}study-steps")
    widgets = {"data": sets, "per_class": few, "seeds": seeds, "steps": steps}
    return StudyChoices(widgets, compared, own)
