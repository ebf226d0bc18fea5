"""Measuring what the autoencoder's bottleneck costs."""

from pathlib import Path
from typing import Annotated

import typer

from core import width_study
from core.cli.app import Backend, Jobs, app, progress_bar
from core.jobs import each


@app.command("width-study")
def run_width_study(
    folder: Annotated[Path, typer.Argument(help="Clean pictures.")],
    seed: Annotated[int, typer.Option(help="Draws the damage, together with each name.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for table.md and plot.png.")] = None,
    card: Annotated[bool, typer.Option(help="Write the figures on the weights' cards.")] = False,
    jobs: Jobs = 1,
    backend: Backend = "loky",
) -> None:
    """Measure the error-correcting autoencoder at every width, beside the median filter."""
    trials = width_study.trials(folder, seed)
    with progress_bar() as advance:
        outcomes = []
        for outcome in each(width_study.measure, trials, jobs=jobs, backend=backend):
            outcomes.append(outcome)
            advance(len(outcomes) / len(trials))
    scores = width_study.average(outcomes)
    count = len(trials) // len(width_study.DAMAGES)
    table = width_study.markdown(scores, folder, count, seed)
    typer.echo(table)
    if out is not None:
        width_study.write(out, scores, table)
    if card:
        width_study.record(scores, folder.name)
