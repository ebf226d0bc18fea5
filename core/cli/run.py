"""Recipes over files and folders."""

import atexit
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from core import augmented_set, batch, batch_plan
from core.batch_plan import Piece
from core.cli.app import FAILED, Backend, Jobs, app, progress_bar, say
from core.cli.pictures import UNREAD, Naming, read_given
from core.jobs import Outcome, check_backend, each
from core.provenance import Carried, read_recipe
from core.recipe import Recipe, Upload
from core.recipe_text import from_link, parse
from core.sentence import InputError


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
    picture: Annotated[
        list[str] | None,
        typer.Option(
            help="NAME=FILE_OR_FOLDER: a picture as setting NAME of the last step, such as "
            "mask=hole.png; of a folder, each input gets what is called like it."
        ),
    ] = None,
    copies: Annotated[
        int, typer.Option(min=1, help="Pictures to make of each, every one drawn anew.")
    ] = 1,
) -> None:
    """Run a recipe on a picture, a film or a folder of them.

    Originals are never overwritten; what is finished already is left out, so that an
    interrupted run goes on where it stopped. In folders and films, seeds differ from file to
    file and frame to frame, and are the same again next time.

    Where a folder is augmented, drawn.csv says what was drawn for each file. Boxes in
    NAME.txt (YOLO: class, centre, width and height as shares) and masks in NAME.mask.png move
    along with the picture they lie beside.
    """
    check_backend(backend)
    if len(paths) > 2:
        raise InputError("There is one input and one output, got {count} names.", count=len(paths))
    source = _source(paths[0]) if len(paths) == 2 else None
    naming = Naming(read_given(picture or []))
    read, carried = open_recipe(recipe, has_input=source is not None, naming=naming)
    name = paths[0].name if isinstance(source, Path) else getattr(read.head, "name", "stdin")
    kept = _keep(carried) if carried else {}
    piece = Piece(
        str(read),
        source or (carried.source if carried else None),
        name,
        paths[-1],
        carry=carry,
        overwrite=overwrite,
        given=tuple(naming.given.items()),
        files=tuple((naming.files | kept).items()),
    )
    if str(paths[-1]) == "-":
        sys.stdout.buffer.write(batch.render(replace(piece, target=Path("-.png")))[0])
        return
    pieces = batch_plan.plan(piece, suffix)
    is_set = augmented_set.augments(read) and (copies > 1 or pieces[0].vary)
    if is_set or copies > 1:
        pieces = list(augmented_set.copy(pieces, copies))
    named = [*naming.files.values(), *(path for p in pieces for _, path in p.given)]
    batch_plan.protect(pieces, [*named, *([Path(recipe)] if _is_file(recipe) else [])])
    whole = _work_all(pieces, jobs, backend)
    if is_set:
        folder = paths[-1] if paths[-1].is_dir() else paths[-1].parent
        whole &= _follow_all(pieces, folder, jobs, backend)
    if not whole:
        raise typer.Exit(FAILED)


def open_recipe(
    text: str, *, has_input: bool, naming: Naming | None = None
) -> tuple[Recipe, Carried | None]:
    """Read a recipe from text, link or PNG, with the pictures' files that a PNG carries.

    Args:
        text: What the user gave.
        has_input: Whether another picture will take the place of its own.
        naming: What the command line knows of pictures.

    Raises:
        InputError: It is no recipe, or lacks a picture to start from.
    """
    found, naming = None, naming or Naming({})
    if _is_file(text):
        found = read_recipe(Path(text))
        if found is None:
            raise InputError("{name} carries no recipe.", name=text)
        recipe = parse(str(found.recipe), naming)
    elif text.lstrip().startswith(("http://", "https://", "?")):
        recipe = parse(str(from_link(text)), naming)
    else:
        recipe = _parse_chain(text, has_input, naming)
    head, held = recipe.head, {**(found.sources if found else {}), **naming.files}
    if isinstance(head, Upload) and not has_input and head.sha256 not in held:
        name = head.name
        raise InputError("This recipe starts from your picture “{name}”: give it as IN.", name=name)
    for upload in recipe.uploads():
        if upload != head and upload.sha256 not in (*held, UNREAD):
            raise InputError(
                "This recipe needs your picture “{name}”: give it by --picture.", name=upload.name
            )
    return recipe, found


def _keep(carried: Carried) -> dict[str, Path]:
    """Write the pictures of settings that a PNG carries where every worker finds them."""
    folder = Path(tempfile.mkdtemp(prefix="pixel-atelier-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = {}
    for sha256, data in carried.others.items():
        kept[sha256] = folder / f"{sha256}.png"
        kept[sha256].write_bytes(data)
    return kept


def _parse_chain(text: str, has_input: bool, naming: Naming) -> Recipe:
    """Read a recipe that may begin with a method, where its picture comes from elsewhere."""
    try:
        return parse(text, naming)
    except InputError as error:
        try:
            recipe = parse(f'sample("camera") | {text}', naming)
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
    if str(path) != "-":
        return path
    data = sys.stdin.buffer.read()
    if not data:
        raise InputError("There is no picture on standard input.")
    return data


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


def _follow_all(pieces: list[Piece], folder: Path, workers: int, backend: str) -> bool:
    """Let boxes and masks follow the pictures that were made, and write the table of draws."""
    made = [piece for piece in pieces if piece.target.exists()]
    outcomes = list(each(augmented_set.follow, made, jobs=workers, backend=backend))
    drawn = [(outcome.item, outcome.value) for outcome in outcomes if outcome.value is not None]
    if drawn:
        augmented_set.write_table(folder, drawn)
    failed = [outcome for outcome in outcomes if outcome.failure is not None]
    for outcome in failed:
        say(f"{outcome.item.label}: {outcome.failure}")
    return not failed


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
