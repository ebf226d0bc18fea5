"""The command line: recipes over files and folders, the list of methods, benchmarks."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn
from typer.core import TyperGroup

from core import batch, batch_plan, benchmark, benchmark_report
from core.batch_plan import Piece
from core.fields import FIELDS
from core.jobs import BACKENDS, Outcome, check_backend, each
from core.listing import describe, print_methods
from core.provenance import read_recipe
from core.recipe import Recipe, Upload
from core.recipe_text import from_link, parse
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


@app.command()
def run(
    recipe: Annotated[
        str,
        typer.Argument(
            metavar="RECIPE", help="The recipe as text, as a link, or as a PNG saved by the page."
        ),
    ],
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="[IN] OUT",
            help="IN, a file or a folder, takes the place of the recipe’s own picture. OUT’s "
            "suffix chooses a picture, or the frames as GIF or MP4. “-” is stdin or stdout.",
        ),
    ],
    jobs: Jobs = 1,
    backend: Backend = "loky",
    suffix: Annotated[
        str | None, typer.Option(help="Of a folder’s results, such as .jpg; PNG by default.")
    ] = None,
    overwrite: Annotated[bool, typer.Option(help="Make results again that are there.")] = False,
    carry: Annotated[
        bool, typer.Option(help="Put the input’s file into the PNG, so that it can be made anew.")
    ] = False,
) -> None:
    """Run a recipe on a picture, a film or a folder of them.

    Originals are never overwritten; what is finished already is left out, so that an
    interrupted run goes on where it stopped. In folders and films, seeds differ from file to
    file and frame to frame, and are the same again next time.
    """
    check_backend(backend)
    if len(paths) > 2:
        raise InputError("There is one input and one output, got {count} names.", count=len(paths))
    source = _source(paths[0]) if len(paths) == 2 else None
    read, carried = open_recipe(recipe, has_input=source is not None)
    name = paths[0].name if isinstance(source, Path) else getattr(read.head, "name", "stdin")
    piece = Piece(str(read), source or carried, name, paths[-1], False, carry, overwrite)
    if str(paths[-1]) == "-":
        sys.stdout.buffer.write(batch.render(replace(piece, target=Path("-.png")))[0])
        return
    pieces = batch_plan.plan(piece, suffix)
    batch_plan.protect(pieces, [Path(recipe)] if _is_file(recipe) else [])
    if not _work_all(pieces, jobs, backend):
        raise typer.Exit(FAILED)


def open_recipe(text: str, *, has_input: bool) -> tuple[Recipe, bytes | None]:
    """Read a recipe from text, link or PNG, with the picture's file that a PNG carries.

    Args:
        text: What the user gave.
        has_input: Whether another picture will take the place of its own.

    Raises:
        InputError: It is no recipe, or lacks a picture to start from.
    """
    source = None
    if _is_file(text):
        found = read_recipe(Path(text))
        if found is None:
            raise InputError("{name} carries no recipe.", name=text)
        recipe, source = found.recipe, found.source
    elif text.lstrip().startswith(("http://", "https://", "?")):
        recipe = from_link(text)
    else:
        recipe = _parse_chain(text, has_input)
    if isinstance(recipe.head, Upload) and not has_input and source is None:
        name = recipe.head.name
        raise InputError("This recipe starts from your picture “{name}”: give it as IN.", name=name)
    return recipe, None if has_input else source


def _parse_chain(text: str, has_input: bool) -> Recipe:
    """Read a recipe that may begin with a method, where its picture comes from elsewhere."""
    try:
        return parse(text)
    except InputError as error:
        try:
            recipe = parse(f'sample("camera") | {text}')
        except InputError:
            raise error from None
        if not has_input:
            raise InputError("This recipe starts from a picture: give one as IN.") from None
        return recipe


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL in it
        return False


def _source(path: Path) -> Path | bytes:
    return sys.stdin.buffer.read() if str(path) == "-" else path


def _work_all(pieces: list[Piece], workers: int, backend: str) -> bool:
    """Make every piece, then say what went wrong with which; return whether nothing did."""
    with progress_bar() as advance:
        if len(pieces) == 1:
            alone = partial(batch.work, report=advance, workers=workers, backend=backend)
            outcomes = list(each(alone, pieces))
        else:
            outcomes = []
            for outcome in each(batch.work, pieces, jobs=workers, backend=backend):
                outcomes.append(outcome)
                advance(len(outcomes) / len(pieces))
    return _account(sorted(outcomes, key=lambda outcome: outcome.item.name))


def _account(outcomes: list[Outcome[Piece, batch.Notes]]) -> bool:
    notes = Counter(str(note) for outcome in outcomes for note in outcome.value or ())
    for note, count in notes.items():
        place = f"{count} files" if len(outcomes) > 1 else outcomes[0].item.label
        say(f"{place}: {note}")
    failed = [outcome for outcome in outcomes if outcome.failure is not None]
    for outcome in failed:
        say(f"{outcome.item.label}: {outcome.failure}")
    if failed and len(outcomes) > 1:
        say(f"{len(failed)} of {len(outcomes)} files failed.")
    return not failed


def say(sentence: str) -> None:
    """Print to stderr, as it is."""
    typer.echo(sentence, err=True)


@contextmanager
def progress_bar() -> Iterator[batch.Report]:
    """Show a bar on stderr, where that is a terminal; yield what moves it, in [0, 1]."""
    columns = BarColumn(), TaskProgressColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done: bar.update(task, completed=done, total=1)


@app.command("list")
def list_methods(
    field: Annotated[str | None, typer.Argument(help="Show this field alone.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """List the fields, their methods, and what can be set."""
    if field is not None and field not in FIELDS:
        names = ", ".join(FIELDS)
        raise InputError("There is no field {name}; there are {names}.", name=field, names=names)
    fields = {name: methods for name, methods in FIELDS.items() if field in (None, name)}
    if as_json:
        typer.echo(json.dumps(describe(fields), indent=2, ensure_ascii=False))
        return
    print_methods(Console(), fields)


@app.command("benchmark")
def run_benchmark(
    field: Annotated[str, typer.Argument(help="Whose methods to measure, such as denoising.")],
    folder: Annotated[Path, typer.Argument(help="Clean pictures.")],
    sigma: Annotated[
        list[float] | None, typer.Option(help="Takes the place of {sigma}; repeat it for more.")
    ] = None,
    damage: Annotated[str | None, typer.Option(help="Steps that damage each picture.")] = None,
    methods: Annotated[str, typer.Option(help="Only these, such as mean,bm3d.")] = "",
    seed: Annotated[int, typer.Option(help="Draws the damage, together with each name.")] = 0,
    grey: Annotated[bool, typer.Option(help="Turn the pictures grey first.")] = False,
    peer: Annotated[str | None, typer.Option(help="A package to race: bm3d.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for table.md, .csv, plot.png.")] = None,
    jobs: Jobs = 1,
    backend: Backend = "loky",
) -> None:
    """Measure every method of a field on a folder of clean pictures."""
    plan = benchmark.Plan(field, folder, tuple(sigma or benchmark.LEVELS), damage, seed, grey, peer)
    trials = benchmark.trials(plan, [name for name in methods.split(",") if name])
    with progress_bar() as advance:
        outcomes = []
        for outcome in each(benchmark.measure, trials, jobs=jobs, backend=backend):
            outcomes.append(outcome)
            advance(len(outcomes) / len(trials))
    rows = benchmark.average(outcomes)
    caption = benchmark_report.caption(plan, trials, jobs)
    races = [benchmark.race(peer)] if peer else []
    table = benchmark_report.markdown(rows, caption, races)
    typer.echo(table)
    if out is not None:
        benchmark_report.write(out, rows, table)
    if any(row.failure for row in rows):
        raise typer.Exit(FAILED)
