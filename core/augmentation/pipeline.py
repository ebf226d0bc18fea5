"""Pipelines: augmentations one after another, each with a probability."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.augmentation.targets import Targets, from_tensors, to_tensors
from core.augmentation.transform import Call, Size, spelling, with_probability
from core.fits import Pending
from core.image import Image, check_image
from core.method import Method
from core.sentence import InputError

FIELD = "augmentation"
STRIDE, SEEDS = 1009, 2**31  # between the seeds of stages; how many seeds there are


@dataclass(frozen=True)
class Stage:
    """A method of augmentation with all its settings, its probability and seed among them."""

    method: Method
    settings: Mapping[str, Any]

    def __post_init__(self) -> None:
        """Refuse methods of other fields.

        Raises:
            InputError: The method augments nothing.
        """
        if not self.method.field.draws_apart:
            raise InputError(
                "{method} is no augmentation and cannot stand in a pipeline.",
                method=self.method.address,
            )

    @classmethod
    def of(cls, method: Method, **settings: Any) -> "Stage":
        """Return a stage, its settings checked and completed."""
        return cls(method, method.check(settings))

    def seeded(self, seed: int) -> "Stage":
        """Return the stage with another seed."""
        return replace(self, settings={**self.settings, "seed": seed % SEEDS})

    def call(self, size: Size) -> Call:
        """Return torchvision's call for pictures of a size."""
        made = spelling(self.method.run)(size, **self.settings)
        return with_probability(made, self.settings["probability"])


def plain(stage: Stage) -> dict[str, Any]:
    """Return the settings that are no pictures; in a training these come from the batch."""
    pictures = {p.name for p in stage.method.parameters if p.fits is not None}
    return {name: value for name, value in stage.settings.items() if name not in pictures}


@dataclass(frozen=True)
class Drawn:
    """What a stage drew for one picture."""

    method: Method
    applied: bool
    values: Mapping[str, float | int | str]


@dataclass(frozen=True)
class Augmented:
    """A picture that a pipeline made, and how."""

    image: Image
    targets: Targets
    drawn: tuple[Drawn, ...]  # one for each stage


@dataclass(frozen=True)
class Pipeline:
    """Augmentations in their order."""

    stages: tuple[Stage, ...] = ()

    @classmethod
    def of(cls, steps: Iterable[Any]) -> "Pipeline":
        """Return the pipeline of a recipe's steps, or of anything with method and settings.

        Raises:
            InputError: One of them is no augmentation.
        """
        return cls(tuple(Stage(step.method, step.settings) for step in steps))

    def opened(self, open: Callable[[Pending], Image | None]) -> "Pipeline":
        """Return the pipeline with its settings made into pictures, those that are recipes."""
        made = [
            {n: open(v) if isinstance(v, Pending) else v for n, v in stage.settings.items()}
            for stage in self.stages
        ]
        pairs = zip(self.stages, made, strict=True)
        return Pipeline(tuple(replace(stage, settings=new) for stage, new in pairs))

    def seeded(self, seed: int) -> "Pipeline":
        """Return the pipeline whose stages have seeds of their own: one draw, step by step."""
        numbered = enumerate(self.stages)
        return Pipeline(tuple(stage.seeded(seed + STRIDE * k) for k, stage in numbered))

    def augment(self, image: Image, targets: Targets | None = None, *, seed: int = 0) -> Augmented:
        """Return the picture, and what belongs to it, as one seed draws them.

        Args:
            image: Picture, (H, W, C), taken in steps of 1/255.
            targets: Boxes, mask and key points that move along.
            seed: Draws everything.

        Raises:
            InputError: The picture or the mask cannot be used.
        """
        return previews(image, self, [seed], targets)[0]

    def run(self, image: Image, targets: Targets | None = None) -> Augmented:
        """Return what the stages make with the seeds that stand in them."""
        return _augment_all(image, [self], targets)[0]


def previews(
    image: Image, pipeline: Pipeline, seeds: Sequence[int], targets: Targets | None = None
) -> list[Augmented]:
    """Return what each seed draws, several at the same time.

    Raises:
        InputError: The picture or the mask cannot be used.
    """
    return _augment_all(image, [pipeline.seeded(seed) for seed in seeds], targets)


def _augment_all(
    image: Image, pipelines: Sequence[Pipeline], targets: Targets | None
) -> list[Augmented]:
    from concurrent.futures import ThreadPoolExecutor
    from functools import partial

    from core.augmentation.drawing import to_picture

    height, width, _ = check_image(image).shape
    targets = targets or Targets()
    targets.check_fits(height, width)
    tensors = {"picture": to_picture(image), **to_tensors(targets, height, width)}
    one = partial(_augment, image, tensors, targets)
    if len(pipelines) == 1:
        return [one(pipelines[0])]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(one, pipelines))


def _augment(
    image: Image, tensors: Mapping[str, Any], targets: Targets, pipeline: Pipeline
) -> Augmented:
    from core.augmentation.drawing import draw, from_picture

    made, drawn = dict(tensors), []
    for stage in pipeline.stages:
        made, values = draw(spelling(stage.method.run), made, stage.settings)
        drawn.append(Drawn(stage.method, values is not None, values or {}))
    return Augmented(from_picture(made["picture"]), from_tensors(made, targets), tuple(drawn))
