"""The command line itself: its refusals, its progress bar, and the options that commands share."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn
from typer.core import TyperGroup

from core.batch import Report
from core.jobs import BACKENDS
from core.sentence import InputError

FAILED, MISUSED, INTERRUPTED = 1, 2, 130  # exit codes


class Quiet(TyperGroup):
    """Commands whose refusals are one sentence on stderr."""

    def invoke(self, context: Any) -> Any:
        """Run the command; wrong input exits with 2, Ctrl-C with 130."""
        try:
            return super().invoke(context)
        except InputError as error:
            say(f"Error: {error}")
            raise typer.Exit(MISUSED) from None
        except KeyboardInterrupt:
            sys.stderr.flush()
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    cls=Quiet,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Make and mend pictures.",
)

Jobs = Annotated[int, typer.Option(help="Files worked on at the same time; -1 uses every core.")]
Backend = Annotated[str, typer.Option(help=f"Where jobs run: {', '.join(BACKENDS)}.")]


def say(sentence: str) -> None:
    """Print to stderr, as it is."""
    typer.echo(sentence, err=True)


@contextmanager
def progress_bar() -> Iterator[Report]:
    """Show a bar on stderr, where that is a terminal; yield what moves it, in [0, 1]."""
    columns = BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done: bar.update(task, completed=done, total=1)
