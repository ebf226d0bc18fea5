"""A recipe over files and folders: making what core.batch_plan has planned."""

import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from core import animation, jobs
from core.animation import ANIMATED, FILMS, HELD, WATCHED, Shot
from core.batch_plan import PICTURES, TRANSPARENT, Piece
from core.heads import at_hand
from core.image import OVER_WHITE, Image, Opened, pixel_hash, read_image
from core.method import Frame
from core.opacity import read_opacity, without_white
from core.provenance import png_bytes, read_recipe
from core.recipe import Pictures, Recipe, Upload
from core.recipe_text import parse
from core.rewriting import put_head, put_setting, reseed
from core.sentence import InputError, Sentence

Report = Callable[[float], None]  # told the progress, in [0, 1]
Notes = tuple[Sentence, ...]


def work(
    piece: Piece, report: Report | None = None, workers: int = 1, backend: str = "loky"
) -> Notes:
    """Make one file whole, or not at all; what is there already stays.

    Returns:
        What there is to say about it.

    Raises:
        InputError: The source cannot be read, a method refuses, or the target is another's.
    """
    if piece.target.exists() and not piece.overwrite:
        return (_leave(piece),)
    try:
        content, notes = render(piece, report, workers, backend)
        piece.target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(piece.target, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        place = error.filename or piece.target
        raise InputError("{place}: {reason}.", place=place, reason=reason) from None
    return notes


def render(
    piece: Piece, report: Report | None = None, workers: int = 1, backend: str = "loky"
) -> tuple[bytes, Notes]:
    """Return the content of the target, and what there is to say about it."""
    source, suffix = piece.source, piece.target.suffix.lower()
    if isinstance(source, Path) and suffix in ANIMATED and animation.is_animated(source):
        shots = _work_shots(piece, source, workers, backend)
        return animation.animation_bytes(shots, suffix), ()
    opened = None if source is None else _open(source)
    notes: Notes = () if opened is None else opened.notes
    others = {name: _open(path) for name, path in piece.given}
    recipe, pictures = _with_pictures(piece, recipe_of(piece), opened, others)
    if suffix in ANIMATED:
        return animation.animation_bytes(_watch(recipe, pictures, report), suffix), notes
    image, said = _run(recipe, pictures, report)
    carried = _carried(piece, recipe) if piece.carry else {}
    if OVER_WHITE not in notes or suffix not in TRANSPARENT:
        return _encode(image, recipe, suffix, carried), (*notes, *said)
    assert source is not None
    opacity = read_opacity(source, recipe)
    kept = notes if opacity is None else tuple(note for note in notes if note != OVER_WHITE)
    return _encode(image, recipe, suffix, carried, opacity), (*kept, *said)


def _with_pictures(
    piece: Piece, recipe: Recipe, opened: Opened | None, others: Mapping[str, Opened]
) -> tuple[Recipe, Pictures]:
    """Put the piece's own pictures into its recipe; return them beside those that it names."""
    pictures: dict[str, Image] = {}
    for sha256, path in piece.files:
        pictures |= at_hand(sha256, read_image(path))
    if opened is not None:
        head = Upload(piece.name, pixel_hash(opened.image))
        recipe = put_head(recipe, head)
        pictures |= at_hand(head.sha256, opened)
    for name, other in others.items():
        upload = Upload(dict(piece.given)[name].name, pixel_hash(other.image))
        recipe = put_setting(recipe, name, upload)
        pictures |= at_hand(upload.sha256, other)
    return recipe, pictures


def _carried(piece: Piece, recipe: Recipe) -> dict[str, bytes]:
    """Return the files of the pictures that a recipe needs, by pixel_hash, as far as known."""
    paths = [path for _, path in (*piece.given, *piece.files)]
    files = [_file(source) for source in (piece.source, *paths)]
    known = {pixel_hash(read_image(data).image): data for data in files if data is not None}
    wanted = {upload.sha256 for upload in recipe.uploads()}
    return {sha256: data for sha256, data in known.items() if sha256 in wanted}


def recipe_of(piece: Piece) -> Recipe:
    """Return the recipe of a piece, with the seeds that its file has."""
    recipe = parse(piece.recipe)
    name = f"{piece.name}#{piece.copy}" if piece.copy else piece.name
    return reseed(recipe, name) if piece.vary else recipe


def _leave(piece: Piece) -> Sentence:
    """Say that the target is finished; refuse if it carries another recipe than the piece's."""
    found, expected = read_recipe(piece.target), recipe_of(piece)
    if piece.source is not None:
        expected = put_head(expected, Upload(piece.name, ""))
    for name, path in piece.given:
        expected = put_setting(expected, name, Upload(path.name, ""))
    if found is not None and _without_hashes(found.recipe) != _without_hashes(expected):
        raise InputError(
            "{target} was made by another recipe; --overwrite replaces it.", target=piece.target
        )
    return Sentence("Made already; --overwrite makes it again.")


def _without_hashes(recipe: Recipe) -> str:
    return re.sub(r'sha256="[0-9a-f]*"', "", str(recipe))


def _write_whole(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _open(source: Path | bytes) -> Opened:
    if isinstance(source, Path) and source.suffix.lower() in FILMS:
        return Opened(next(animation.read_shots(source)).image)
    return read_image(source)


def _file(source: Path | bytes | None) -> bytes | None:
    return source.read_bytes() if isinstance(source, Path) else source


def _run(recipe: Recipe, pictures: Pictures, report: Report | None) -> tuple[Image, Notes]:
    for frame in _frames(recipe, pictures, report):
        last = frame
    return last.image, last.notes


def _frames(recipe: Recipe, pictures: Pictures, report: Report | None) -> Iterator[Frame]:
    for frame in recipe.frames(pictures):
        if report is not None:
            report(frame.progress)
        yield frame


def _watch(recipe: Recipe, pictures: Pictures, report: Report | None) -> Iterator[Shot]:
    for frame in _frames(recipe, pictures, report):
        yield Shot(frame.image, HELD if frame.progress >= 1 else WATCHED)


def _work_shots(piece: Piece, source: Path, workers: int, backend: str) -> Iterator[Shot]:
    shots = enumerate(_beside(piece, animation.read_shots(source)))
    work_one = partial(_work_shot, piece)
    for outcome in jobs.each(work_one, shots, jobs=workers, backend=backend, ordered=True):
        yield outcome.get()


def _beside(piece: Piece, shots: Iterator[Shot]) -> Iterator[tuple[Shot, dict[str, Opened]]]:
    """Yield each shot with what its settings are given: the same picture, or a film's own shot.

    Raises:
        InputError: A film that is given has another number of pictures.
    """
    still = {n: _open(path) for n, path in piece.given if not animation.is_animated(path)}
    moving = {n: animation.read_shots(p) for n, p in piece.given if n not in still}
    for shot in shots:
        given = dict(still)
        for name, film in moving.items():
            other = next(film, None)
            if other is None:
                raise _unequal(piece, name)
            given[name] = Opened(other.image)
        yield shot, given
    for name, film in moving.items():
        if next(film, None) is not None:
            raise _unequal(piece, name)


def _unequal(piece: Piece, name: str) -> InputError:
    return InputError(
        "{film} must be one picture, or have as many as {source}.",
        film=dict(piece.given)[name],
        source=piece.name,
    )


def _work_shot(piece: Piece, numbered: tuple[int, tuple[Shot, dict[str, Opened]]]) -> Shot:
    index, (shot, given) = numbered
    recipe = reseed(parse(piece.recipe), f"{piece.name}#{index}")
    recipe, pictures = _with_pictures(piece, recipe, Opened(shot.image), given)
    return Shot(recipe.run(pictures), shot.seconds)


def _encode(
    image: Image,
    recipe: Recipe,
    suffix: str,
    sources: Mapping[str, bytes],
    opacity: Image | None = None,
) -> bytes:
    if suffix == ".png":
        return png_bytes(image, recipe, sources, opacity)
    form, settings = PICTURES[suffix]
    buffer = io.BytesIO()
    without_white(image, opacity).save(buffer, form, **settings)
    return buffer.getvalue()
