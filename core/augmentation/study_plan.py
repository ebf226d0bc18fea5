"""What a study of augmentations compares, read from what a visitor chose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from core.augmentation.pipeline import Pipeline, Stage, plain
from core.data.choice import Data
from core.method import RARE, Method, Range
from core.sentence import InputError, Sentence

Kind = Literal["without", "stage", "pipeline", "chosen", "generated"]
MOST_TRAININGS = 80
TITLES: Mapping[Kind, Sentence] = {
    "without": Sentence("Without augmentation"),
    "pipeline": Sentence("The whole pipeline"),
    "generated": Sentence("Generated pictures"),
}


@dataclass(frozen=True)
class Arm:
    """One way to train that is compared with training without augmentation."""

    kind: Kind
    title: Sentence
    pipeline: Pipeline = field(default_factory=Pipeline)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large a study is.

    Args:
        data: What the pictures show.
        per_class: Pictures of each class that a network learns from.
        seeds: How often all is done, with other pictures and other first weights.
        steps: Of each training.
    """

    data: Data = "drawn"
    per_class: Annotated[int, Range(5, 200, 5)] = 20
    seeds: Annotated[int, Range(2, 10)] = 5
    steps: Annotated[int, Range(5, 2000, 5), RARE] = 250


SIZE = Method("Effect on a classifier", Size)  # its parameters are the page's widgets


@dataclass(frozen=True)
class Plan:
    """A study before it begins."""

    size: Size
    arms: tuple[Arm, ...]  # the first is without augmentation

    @property
    def trainings(self) -> int:
        """How many networks are trained."""
        return len(self.arms) * self.size.seeds


def plan_of(settings: Mapping[str, Any]) -> Plan:
    """Return the plan of settings as `settings_of` makes them.

    Raises:
        InputError: One is unknown or out of bounds, or nothing is compared.
    """
    sizes = dict(settings)
    stages = [_stage(data) for data in sizes.pop("stages", ())]
    chosen = [_stage(data) for data in sizes.pop("chosen", ())]
    generated = bool(sizes.pop("generated", False))
    size = Size(**SIZE.check(sizes))
    plan = Plan(size, arms_of(Pipeline(tuple(stages)), chosen, generated=generated))
    if len(plan.arms) < 2:
        raise InputError("There is nothing to compare: add a stage or another choice.")
    if plan.trainings > MOST_TRAININGS:
        raise InputError(
            "That makes {count} trainings; at most {limit} are allowed.",
            count=plan.trainings,
            limit=MOST_TRAININGS,
        )
    return plan


def settings_of(
    size: Size, pipeline: Pipeline, chosen: Iterable[Stage] = (), *, generated: bool = False
) -> dict[str, Any]:
    """Return a plan as JSON can hold it.

    Args:
        size: Of the study.
        pipeline: Compared as a whole and stage by stage.
        chosen: Further methods, each by itself.
        generated: Whether generated pictures are compared, too.
    """
    return {
        **vars(size),
        "stages": [_data(stage) for stage in pipeline.stages],
        "chosen": [_data(stage) for stage in chosen],
        "generated": generated,
    }


def arms_of(
    pipeline: Pipeline, chosen: Iterable[Stage] = (), *, generated: bool = False
) -> tuple[Arm, ...]:
    """Return what is compared: without, every stage alone, all together, what else was chosen."""
    arms = [Arm("without", TITLES["without"])]
    alone = [("stage", stage) for stage in pipeline.stages]
    more = [("chosen", stage) for stage in chosen if not _has(pipeline, stage)]
    stages: list[Arm] = []
    for kind, stage in [*alone, *more]:
        title = _title(stage, sum(a.title.template == stage.method.title for a in stages))
        stages.append(Arm(kind, title, Pipeline((stage,))))  # type: ignore[arg-type]
    arms += stages[: len(alone)]
    if len(alone) > 1:
        arms.append(Arm("pipeline", TITLES["pipeline"], pipeline))
    arms += stages[len(alone) :]
    if generated:
        arms.append(Arm("generated", TITLES["generated"]))
    return tuple(arms)


def _title(stage: Stage, before: int) -> Sentence:
    """Return a method's title, numbered where it comes again."""
    title = Sentence(stage.method.title)
    if not before:
        return title
    return Sentence("{method} ({number})", {"method": title, "number": before + 1})


def _has(pipeline: Pipeline, stage: Stage) -> bool:
    """Tell whether a stage does what a method does, whatever the seed."""
    return any(s.method is stage.method and s.seeded(0) == stage.seeded(0) for s in pipeline.stages)


def _data(stage: Stage) -> dict[str, Any]:
    return {"method": stage.method.id, "settings": plain(stage)}


def _stage(data: Mapping[str, Any]) -> Stage:
    from core.augmentation import METHODS

    found = {method.id: method for method in METHODS}.get(data["method"])
    if found is None:
        raise InputError(
            "{method} is no augmentation and cannot stand in a pipeline.", method=data["method"]
        )
    return Stage.of(found, **data["settings"])
