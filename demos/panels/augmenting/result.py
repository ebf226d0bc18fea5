"""The cells that show an augmented picture, what was drawn, and what travelled along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from core.augmentation.pipeline import Augmented, Drawn
from core.augmentation.targets import Targets
from core.chain import open_chain
from core.code import to_code
from core.image import Image
from core.machine import cores
from core.method import Frame
from core.recipe import Recipe
from demos.panels.augmenting.bench import MarkedSource
from demos.panels.augmenting.drawn import words_of
from demos.panels.augmenting.overlay import marked_picture
from demos.panels.augmenting.pipelines import parted
from demos.panels.bench import Bench
from demos.panels.choosers import Radio
from demos.panels.manner import Judged, Manner
from demos.panels.results import ResultCells, take_cell, take_of
from demos.panels.shown import Shown, address
from demos.panels.text import cell_head, code_cell, table
from demos.panels.viewer import result_viewer
from demos.panels.work import Result, Workshop
from demos.words import say, word


class Augmenting(Manner):
    """There is no truth that an augmented picture should come near to: nothing is scored."""

    has_channels = False
    unknown = ()

    def scores(self, judged: Judged) -> None:
        """Return no scores."""

    def measures(self, judged: Judged) -> dict[str, float]:
        """Return no measures."""
        return {}

    def receive(
        self, bench: Bench, image: Image, values: Mapping[Any, Any], language: str
    ) -> tuple[dict[Any, Any], str]:
        """Take the visitor's picture as it is."""
        return {}, ""


@dataclass(frozen=True)
class AugmentedCells(ResultCells):
    """The widgets of the result and of its code."""

    @property
    def outputs(self) -> list[Any]:
        """The widgets that show() fills."""
        return [self.viewer, self.scores, self.code, self.take, self.shown]

    def forget_pixel(self, language: str) -> dict[Any, Any]:
        """Return no updates: nothing is explained here."""
        return {}

    def glimpse(self, recipe: Recipe, frame: Frame, language: str) -> dict[Any, Any]:
        """Return no updates: it ends in an instant."""
        return {}

    def show(
        self, workshop: Workshop, shown: Shown, result: Result, channels: str
    ) -> dict[Any, Any]:
        """Return the updates that show a recipe's result."""
        source, language = shown.source, shown.language
        targets = source.targets if isinstance(source, MarkedSource) else Targets()
        picture, pipeline = parted(shown.recipe)
        before = workshop.result(picture, source.pictures).image
        given = shown.recipe.given((before,), source.pictures)
        augmented = pipeline.opened(lambda other: open_chain(other, given)).run(before, targets)
        return {
            self.viewer: _pictures(shown, before, augmented, targets.classes),
            self.scores: _drawn(augmented.drawn, result.seconds, language),
            self.code: code_cell(to_code(shown.recipe), language),
            self.take: take_of(shown, result),
            self.shown: shown,
        }


def build_augmented(name: str) -> AugmentedCells:
    """Draw cells 3 and 4 inside the layout that is open; `name` stands before the ids."""
    gr.HTML(cell_head(3, word("Result")))
    stale = word("Settings have changed since; press Run.")
    gr.HTML(f"<p class='message' role='status'>{stale}</p>", elem_classes="stale")
    viewer = result_viewer(elem_id=f"{name}result", elem_classes="result", group=name)
    drawn = gr.HTML(elem_id=f"{name}scores")
    gr.HTML(cell_head(4, word("Code")))
    code = gr.HTML(elem_id=f"{name}code")
    take = take_cell(f"{name}take")
    go_on = gr.Button(
        word("Go on from this result"), size="sm", elem_id=f"{name}go-on", elem_classes="go-on"
    )
    with gr.Column(visible=False) as nothing:  # what pages have on which the truth is known
        channels = Radio(["colour"], value="colour")
        explained = gr.HTML()
    return AugmentedCells(
        viewer, channels, drawn, code, take, go_on, nothing, explained, gr.State(), gr.State(),
        Augmenting(),
    )  # fmt: skip


def _pictures(
    shown: Shown, before: Image, augmented: Augmented, names: Sequence[str]
) -> Mapping[str, Any]:
    recipe, language = shown.recipe, shown.language
    picture, pipeline = parted(recipe)
    height, width, _ = augmented.image.shape
    stages = pipeline.stages
    title = say(stages[0].method.title if len(stages) == 1 else "Pipeline", language)
    value: dict[str, Any] = {
        "before": {"src": address(before, picture), "label": say("before", language)},
        "after": {"src": address(augmented.image, recipe), "label": title},
        "width": width,
        "height": height,
        "alt": str(recipe),
    }
    if augmented.targets:
        value["views"] = [
            {
                "label": say("What travels along", language),
                "src": marked_picture(augmented.image, augmented.targets, names),
            }
        ]
    return value


def _drawn(drawn: tuple[Drawn, ...], seconds: float, language: str) -> str:
    """Return what was drawn as a table, a row for each stage."""
    heads = [(say("stage", language), False), (say("drawn", language), False)]
    rows: list[list[tuple[str, float | str]]] = [
        [(title, title), (said, said)]
        for title, said in (
            (say(one.method.title, language), words_of(one, language)) for one in drawn
        )
    ]
    how = say(
        "Lengths and places in pixels. The last stage took {seconds:.2f} s on {count} processor "
        "cores.",
        language,
        seconds=seconds,
        count=cores(),
    )
    return f"{table(heads, rows)}<p class='how'>{how}</p>"
