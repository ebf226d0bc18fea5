"""Pipelines as text that the page keeps: one stage a line, as recipes write steps."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from core.augmentation.pipeline import SEEDS, STRIDE, Pipeline, Stage
from core.fields import find_method
from core.recipe import Recipe, step_of
from core.recipe_text import MOST_STEPS, parse
from core.sentence import InputError, Sentence

FIELD = "augmentation"
TITLES = {
    "photographs": Sentence("for photographs"),
    "digits": Sentence("for digits"),
    "empty": Sentence("empty"),
}
STAGES: dict[str, Mapping[str, Mapping[str, Any]]] = {  # id of a method: settings
    "photographs": {
        "crop": {"smallest": 0.4},
        "flip": {"probability": 0.5},
        "colour_jitter": {"probability": 0.8},
    },
    "digits": {
        "rotate": {"degrees": 10},
        "translate": {"distance": 0.1},
        "scale": {"amount": 0.1},
    },
    "empty": {},
}
ANY = 'sample("camera") | '  # the picture that a pipeline's text lacks to be a recipe


@cache
def preset(name: str) -> Pipeline:
    """Return a named pipeline."""
    methods = {id: find_method(f"{FIELD}.{id}") for id in STAGES[name]}
    stages = (Stage.of(methods[id], **settings) for id, settings in STAGES[name].items())
    return Pipeline(tuple(stages)).seeded(0)


def write_stages(pipeline: Pipeline) -> str:
    """Return a pipeline's text: its draw 0, one stage a line."""
    return "\n| ".join(str(step_of(s.method, s.settings)) for s in pipeline.seeded(0).stages)


def read_stages(text: str) -> Pipeline:
    """Return the pipeline of a text.

    Raises:
        InputError: The text cannot be read, or names methods that do not augment.
    """
    if not text.strip():
        return Pipeline()
    return Pipeline.of(parse(ANY + " ".join(text.split())).steps)


def on_picture(picture: Recipe, pipeline: Pipeline, seed: int) -> Recipe:
    """Return the recipe of what a seed draws.

    Raises:
        InputError: There are no stages, or too many for a recipe.
    """
    if not pipeline.stages:
        raise InputError("The pipeline has no stages yet.")
    drawn = pipeline.seeded(seed).stages
    steps = (*picture.steps, *(step_of(s.method, s.settings) for s in drawn))
    if len(steps) > MOST_STEPS:
        raise InputError(
            "The recipe has {count} steps; at most {limit} are allowed.",
            count=len(steps),
            limit=MOST_STEPS,
        )
    return Recipe(picture.head, steps)


def drawn_together(recipe: Recipe) -> int:
    """Return how many of a recipe's last steps are the draw of one pipeline, by their seeds."""
    count, later = 0, None  # the seed of the step behind
    for step in reversed(recipe.steps):
        if not step.method.field.draws_apart:
            break
        if later not in (None, (step.settings["seed"] + STRIDE) % SEEDS):
            break
        later, count = step.settings["seed"], count + 1
    return count


def parted(recipe: Recipe) -> tuple[Recipe, Pipeline]:
    """Return the recipe of the picture, and the pipeline whose draw its last steps are."""
    count = drawn_together(recipe)
    before, last = recipe.steps[: len(recipe.steps) - count], recipe.steps[-count or None :]
    return Recipe(recipe.head, before), Pipeline.of(last if count else ())
