"""Measuring the methods of a field."""

from pathlib import Path
from typing import Annotated

import typer

from core import benchmark, benchmark_cards, benchmark_report
from core.cli.app import FAILED, Backend, Jobs, app, progress_bar
from core.jobs import each
from core.sentence import InputError


@app.command("benchmark")
def run_benchmark(
    field: Annotated[str, typer.Argument(help="Whose methods to measure, such as denoising.")],
    folder: Annotated[Path, typer.Argument(help="Clean pictures.")],
    sigma: Annotated[
        list[float] | None, typer.Option(help="Takes the place of {sigma}; repeat it for more.")
    ] = None,
    scale: Annotated[
        list[int] | None, typer.Option(help="Takes the place of {scale}, likewise.")
    ] = None,
    damage: Annotated[str | None, typer.Option(help="Steps that damage each picture.")] = None,
    methods: Annotated[str, typer.Option(help="Only these, such as mean,bm3d.")] = "",
    seed: Annotated[int, typer.Option(help="Draws the damage, together with each name.")] = 0,
    grey: Annotated[bool, typer.Option(help="Turn the pictures grey first.")] = False,
    peer: Annotated[str | None, typer.Option(help="A package to race: bm3d.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for table.md, .csv, plot.png.")] = None,
    card: Annotated[
        str | None,
        typer.Option(help="Weights of the first of --methods: figures go on their card."),
    ] = None,
    jobs: Jobs = 1,
    backend: Backend = "loky",
) -> None:
    """Measure every method of a field on a folder of clean pictures."""
    if card is not None and not methods:
        raise InputError("Say with --methods which method uses the weights {name}.", name=card)
    levels = tuple(sigma or scale or ())
    plan = benchmark.Plan(field, folder, levels, damage, seed, grey, peer)
    trials = benchmark.trials(plan, [name for name in methods.split(",") if name])
    with progress_bar() as advance:
        outcomes = []
        for outcome in each(benchmark.measure, trials, jobs=jobs, backend=backend):
            outcomes.append(outcome)
            advance(len(outcomes) / len(trials))
    rows = benchmark.average(outcomes)
    caption = benchmark_report.caption(plan, trials, jobs)
    races = [benchmark.race(peer)] if peer else []
    table = benchmark_report.markdown(rows, caption, races, plan.manner)
    typer.echo(table)
    if out is not None:
        benchmark_report.write(out, rows, table, plan.manner)
    if card is not None:
        benchmark_cards.record(card, plan, rows)
    if any(row.failure for row in rows):
        raise typer.Exit(FAILED)
