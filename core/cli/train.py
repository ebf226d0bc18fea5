"""Training the networks whose weights the methods and the figures use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from core.cli.app import app, say
from core.nn.cards import FOLDER
from core.nn.checkpoint import default_folder
from core.nn.own_training import Order, OwnTraining, Standing, Tell
from core.nn.shipping import ship
from core.nn.task import Norm, Task
from core.nn.training import Plan, Report
from core.sentence import InputError


@app.command("train")
def run_training(
    name: Annotated[str, typer.Argument(help="Of the weights, such as unet_grey.")],
    data: Annotated[
        list[Path] | None,
        typer.Option(
            help="Folder of pictures; repeat it for more. FOLDER=0.3 is drawn from that often "
            "beside the others, FOLDER@2 shrinks its pictures by two."
        ),
    ] = None,
    steps: Annotated[int | None, typer.Option(help="Of training; the task’s own number.")] = None,
    minutes: Annotated[float, typer.Option(help="End after so long, if that comes first.")] = inf,
    start: Annotated[
        Path | None,
        typer.Option(
            help="Weights, with their card, of this network or a smaller one: go on from them with "
            "a schedule of its own."
        ),
    ] = None,
    resume: Annotated[bool, typer.Option(help="Go on from the last checkpoint.")] = False,
    norm: Annotated[Norm | None, typer.Option(help="What the loss measures: l1 or l2.")] = None,
    batch: Annotated[int | None, typer.Option(help="Patches in a step.")] = None,
    patch: Annotated[int | None, typer.Option(help="Side of a patch, in pixels.")] = None,
    rate: Annotated[float | None, typer.Option(help="Of learning.")] = None,
    seed: Annotated[int, typer.Option(help="Draws first weights, patches and damage.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for weights and card.")] = None,
    checkpoints: Annotated[Path | None, typer.Option(help="Folder for checkpoints.")] = None,
) -> None:
    """Train a network; write its weights and their card.

    Under torchrun the same command trains on many GPUs.
    """
    from core.trainings import find_training

    training = find_training(name)
    order = Order(
        folders=data or (),
        steps=steps,
        minutes=minutes,
        seed=seed,
        checkpoint=(checkpoints or default_folder()) / f"{name}.pt",
        resume=resume,
        out=out or FOLDER,
    )
    if isinstance(training, Task):
        plan = Plan(
            steps=steps or training.steps,
            minutes=minutes,
            norm=norm or training.norm,
            batch=batch or training.batch,
            patch=patch or training.patch,
            rate=rate or training.rate,
            seed=seed,
        )
        _mend(training, plan, order, start)
    else:
        _check_bare(name, norm=norm, batch=batch, patch=patch, rate=rate, start=start)
        _own(training, order)


def _mend(task: Task, plan: Plan, order: Order, start: Path | None) -> None:
    """Train a network that mends pictures, by the one loop of all such."""
    from core.trainings import start_training

    training = start_training(task, plan, order.folders, start)
    assert order.checkpoint is not None
    if order.resume:
        training.resume(order.checkpoint)
    with _bar(training.is_first) as show:
        for report in training.train(order.checkpoint):
            show(report)
    if training.is_first:
        say(f"Wrote {ship(training, order.folders, order.out, start)}.")


def _own(training: OwnTraining, order: Order) -> None:
    """Train a network that has a loop of its own."""
    with _own_bar() as tell:
        path = training.train(order, tell)
    say(f"Wrote {path}.")


def _check_bare(name: str, **options: object) -> None:
    """Refuse options that only the loop of mending networks knows.

    Raises:
        InputError: One of them was given.
    """
    for option, value in options.items():
        if value is not None:
            raise InputError(
                "The training {name} has its own {option}; leave --{option} out.",
                name=name,
                option=option,
            )


@contextmanager
def _own_bar() -> Iterator[Tell]:
    """Show how a training of its own kind stands: a bar, or a line a report."""
    words = TextColumn("step {task.fields[step]}, {task.fields[figures]}")
    console = Console(stderr=True)
    columns = BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), words
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        line = bar.add_task("", total=1, step=0, figures="")

        def tell(standing: Standing) -> None:
            figures = "  ".join(f"{name} {value:.4g}" for name, value in standing.figures.items())
            bar.update(line, completed=standing.share, step=standing.step, figures=figures)
            if not console.is_terminal:
                say(
                    f"{standing.share:6.1%}  step {standing.step}  {figures}"
                    f"  {standing.seconds:.0f} s"
                )

        yield tell


@contextmanager
def _bar(is_shown: bool) -> Iterator[Callable[[Report], None]]:
    """Show how the training stands: a bar on a terminal, a line a report elsewhere."""
    words = TextColumn(
        "step {task.fields[step]}, loss {task.fields[loss]:.5f}, {task.fields[psnr]:.2f} dB"
    )
    console = Console(stderr=True)
    columns = BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), words
    with Progress(
        *columns, console=console, disable=not console.is_terminal or not is_shown
    ) as bar:
        line = bar.add_task("", total=1, step=0, loss=0.0, psnr=0.0)

        def show(report: Report) -> None:
            bar.update(
                line, completed=report.share, step=report.step, loss=report.loss, psnr=report.psnr
            )
            if is_shown and not console.is_terminal:
                say(
                    f"{report.share:6.1%}  step {report.step}  loss {report.loss:.5f}"
                    f"  {report.psnr:.3f} dB  {report.seconds:.0f} s"
                )

        yield show
