"""What the page works with beyond picture and method: a pipeline, and what travels along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from core.augmentation.pipeline import Pipeline, Stage
from core.augmentation.targets import Targets
from core.recipe import Recipe
from demos.panels.augmenting.pictures import found, targets_of
from demos.panels.augmenting.pipelines import (
    drawn_together,
    on_picture,
    parted,
    read_stages,
    write_stages,
)
from demos.panels.bench import Bench
from demos.panels.events import Updates, Values
from demos.panels.page import Page
from demos.panels.source import Others, Source

# What Run makes; no words, which Gradio would translate.
METHOD, PIPELINE = "by_method", "by_pipeline"


@dataclass(frozen=True)
class MarkedSource(Source):
    """A picture with what travels along."""

    targets: Targets = field(default_factory=Targets, compare=False)


@dataclass(frozen=True, kw_only=True)
class AugmentingBench(Bench):
    """The widgets that say what is to be drawn."""

    subject: gr.Radio  # the chosen method, or the pipeline
    draw: gr.Number  # seed of the pipeline
    stages: gr.Textbox  # the pipeline's text
    marks: gr.Textbox  # boxes and key points
    owner: gr.Textbox  # text of the picture that they belong to

    @property
    def inputs(self) -> set[Any]:
        """All widgets, for events that take a recipe."""
        own = {self.subject, self.draw, self.stages, self.marks, self.owner}
        return super().inputs | own

    def stage(self, values: Mapping[Any, Any]) -> Stage:
        """Return the chosen method with its settings.

        Raises:
            InputError: A setting is out of bounds.
        """
        controls = self.methods[values[self.chooser]]
        return Stage(controls.method, controls.settings(values))

    def pipeline(self, values: Mapping[Any, Any]) -> Pipeline:
        """Return the pipeline that was built; it may have no stages.

        Raises:
            InputError: Its text cannot be read.
        """
        return read_stages(values[self.stages] or "")

    def targets(self, values: Mapping[Any, Any]) -> Targets:
        """Return what travels with the page's picture.

        Raises:
            InputError: What was written cannot be read.
        """
        source: Source | None = values[self.source]
        if source is None:
            return Targets()
        text = values[self.marks] or "" if values[self.owner] == source.text else None
        return targets_of(source.recipe, text)

    def recipe(self, values: Mapping[Any, Any], method: str | None = None) -> Recipe:
        """Return the recipe of the result: of what was chosen to be run, or of a method."""
        if method is not None or values[self.subject] == METHOD:
            return super().recipe(values, method)
        return on_picture(self.damaged(values), self.pipeline(values), whole(values[self.draw]))

    def restore(self, recipe: Recipe, path: str | None, others: Others = ()) -> dict[Any, Any]:
        """Return the updates that set every widget as a recipe says."""
        own = found(recipe)
        path = own.path if path is None and own is not None else path
        if drawn_together(recipe) < 2:
            return {**super().restore(recipe, path, others), self.subject: METHOD}
        picture, pipeline = parted(recipe)
        return {
            self.source: Source(str(picture), path, others),
            self.subject: PIPELINE,
            self.draw: pipeline.stages[0].settings["seed"],
            self.stages: write_stages(pipeline),
        }


@dataclass(frozen=True)
class AugmentingPage(Page):
    """A page on which boxes, masks and key points travel with the picture."""

    bench: AugmentingBench

    def run(self, values: Values) -> Iterator[Updates]:
        """Work the page's recipe, and show the result with what travelled along."""
        source = values[self.bench.source]
        if source is not None:
            targets = self.bench.targets(values)
            source = MarkedSource(source.text, source.path, source.others, targets)
        yield from super().run({**values, self.bench.source: source})


def whole(value: Any) -> int:
    """Return a number field's value as a whole number from 0 on."""
    return max(0, int(value or 0))
