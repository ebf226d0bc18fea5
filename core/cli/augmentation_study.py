"""Measuring what augmentations do for a classifier with few pictures to learn from."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Annotated, Any, cast

import typer

from core.augmentation.breaking import always, find_breaking, mixes_labels, witness
from core.augmentation.pipeline import Pipeline
from core.augmentation.study import Study
from core.augmentation.study_data import read_split
from core.augmentation.study_plan import Arm, Plan, Size, plan_of, settings_of
from core.augmentation.study_results import FIGURES, Results, Spread
from core.cli.app import app, progress_bar, say
from core.data import own_pictures
from core.machine import machine
from core.recipe_text import parse

SMALL_MOVES = "augmentation.rotate(degrees=10) | augmentation.translate(distance=0.1)"
UPSIDE_DOWN = "augmentation.flip(direction='vertical')"


@app.command("augmentation-study")
def run_augmentation_study(
    data: Annotated[str, typer.Option(help="drawn, digits (MNIST), fashion or own.")] = "digits",
    pipeline: Annotated[str, typer.Option(help="Compared whole and by stage.")] = SMALL_MOVES,
    beside: Annotated[str, typer.Option(help="Further ones, each by itself.")] = UPSIDE_DOWN,
    generated: Annotated[bool, typer.Option(help="Compare generated pictures, too.")] = False,
    per_class: Annotated[int, typer.Option(help="Pictures of each class to learn from.")] = 20,
    seeds: Annotated[int, typer.Option(help="How often, with other pictures and weights.")] = 5,
    steps: Annotated[int, typer.Option(help="Of each training.")] = 250,
    jobs: Annotated[int, typer.Option(help="Trainings at the same time.")] = 2,
    files: Annotated[list[Path] | None, typer.Option(help="Own pictures: a zip.")] = None,
) -> None:
    """Train small classifiers with and without augmentations, and compare them seed by seed."""
    size = Size(data=cast(Any, data), per_class=per_class, seeds=seeds, steps=steps)
    chosen = _pipeline(beside).stages
    plan = plan_of(settings_of(size, _pipeline(pipeline), chosen, generated=generated))
    for line in _warnings(plan, files or []):
        say(line)
    study = Study.new(plan, read_split(plan.size.data, files))
    wall, worked = perf_counter(), process_time()
    with progress_bar() as advance:
        for _ in study.train(jobs):
            advance(study.results.done.mean())
    wall, worked = perf_counter() - wall, process_time() - worked
    typer.echo(markdown(plan.arms, study.results))
    typer.echo(
        f"\n{plan.trainings} trainings, {plan.size.per_class} pictures of each class, judged by "
        f"{len(study.split.test):,} others: {wall:.0f} s, of the processor {worked:.0f} s. "
        f"{machine()}, {datetime.now(UTC):%Y-%m-%d}."
    )


def markdown(arms: Sequence[Arm], results: Results) -> str:
    """Return a table with a row for each arm: figures in per cent, intervals over seeds."""
    heads = "| | accuracy | against without | precision | recall | F1 |\n|---|--:|--:|--:|--:|--:|"
    rows = []
    for number, arm in enumerate(arms):
        cells = [_percent(results.figure(number, name)) for name in FIGURES]
        gained = _percent(results.difference(number), "+") if number else ""
        cells.insert(1, gained)
        rows.append(f"| {arm.title} | {' | '.join(cells)} |")
    return "\n".join([heads, *rows])


def _percent(spread: Spread, sign: str = "") -> str:
    low, high = (f"{100 * end:{sign}.1f}" for end in (spread.low, spread.high))
    return f"{100 * spread.mean:{sign}.1f} ({low} to {high})"


def _pipeline(text: str) -> Pipeline:
    if not text.strip():
        return Pipeline()
    return Pipeline.of(parse(f'sample("camera") | {text}').steps)


def _warnings(plan: Plan, files: list[Path]) -> Iterator[str]:
    """Yield a line for every method that changes a classifier's mind about a class."""
    own = own_pictures(files, side=32) if plan.size.data == "own" else None
    collection, network = witness(plan.size.data, own)
    for arm in plan.arms:
        stages = arm.pipeline.stages
        if arm.kind not in ("stage", "chosen") or mixes_labels(stages[0]):
            continue
        found = find_breaking(always(stages[0]), collection, network)
        named = ", ".join(
            f"{found.classes[v.label]} ({v.share:.0%}, mostly taken for {found.classes[v.taken]})"
            for v in found.broken
        )
        yield f"{arm.title}: breaks {named}" if named else f"{arm.title}: breaks no label"
