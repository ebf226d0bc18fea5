"""A recipe over files and folders: making what core.batch_plan has planned."""

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from core import animation, jobs
from core.animation import ANIMATED, FILMS, HELD, WATCHED, Shot
from core.batch_plan import PICTURES, TRANSPARENT, Piece
from core.image import OVER_WHITE, Image, Opened, pixel_hash, read_image
from core.method import Frame
from core.opacity import read_opacity, without_white
from core.provenance import png_bytes, read_recipe
from core.recipe import Pictures, Recipe, Sample, Upload
from core.recipe_text import parse
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
    recipe = recipe_of(piece)
    pictures: Pictures = {}
    notes: Notes = ()
    if source is not None:
        opened = _open(source)
        head = Upload(piece.name, pixel_hash(opened.image))
        recipe, pictures, notes = put_head(recipe, head), {head.sha256: opened.image}, opened.notes
    if suffix in ANIMATED:
        return animation.animation_bytes(_watch(recipe, pictures, report), suffix), notes
    image, said = _run(recipe, pictures, report)
    file = _file(source) if piece.carry else None
    if OVER_WHITE not in notes or suffix not in TRANSPARENT:
        return _encode(image, recipe, suffix, file), (*notes, *said)
    assert source is not None
    opacity = read_opacity(source, recipe)
    kept = notes if opacity is None else tuple(note for note in notes if note != OVER_WHITE)
    return _encode(image, recipe, suffix, file, opacity), (*kept, *said)


def put_head(recipe: Recipe, head: Sample | Upload) -> Recipe:
    """Return the recipe with another picture in place of its first part."""
    return Recipe(head, recipe.steps if recipe.head is not None else recipe.steps[1:])


def reseed(recipe: Recipe, name: str) -> Recipe:
    """Return the recipe with seeds of its own for a name, the same ones every time.

    Augmentations one after another draw apart even where their seeds are the same: otherwise
    those turned to the left would all be the darker ones.
    """
    steps = []
    for place, step in enumerate(recipe.steps, 1):
        seeds = [p.name for p in step.method.parameters if p.is_seed]
        own = f"{name}/{place}" if step.method.field_id == "augmentation" else name
        drawn = {seed: derive_seed(step.settings[seed], own) for seed in seeds}
        steps.append(replace(step, settings={**step.settings, **drawn}))
    return replace(recipe, steps=tuple(steps))


def derive_seed(seed: int, name: str) -> int:
    """Return a seed in [0, 2³¹) that depends on both."""
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


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
    if found is not None and _without_hash(found.recipe) != _without_hash(expected):
        raise InputError(
            "{target} was made by another recipe; --overwrite replaces it.", target=piece.target
        )
    return Sentence("Made already; --overwrite makes it again.")


def _without_hash(recipe: Recipe) -> Recipe:
    if isinstance(recipe.head, Upload):
        return replace(recipe, head=replace(recipe.head, sha256=""))
    return recipe


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
    shots = enumerate(animation.read_shots(source))
    work_one = partial(_work_shot, piece)
    for outcome in jobs.each(work_one, shots, jobs=workers, backend=backend, ordered=True):
        yield outcome.get()


def _work_shot(piece: Piece, numbered: tuple[int, Shot]) -> Shot:
    index, shot = numbered
    recipe = reseed(parse(piece.recipe), f"{piece.name}#{index}")
    head = Upload(piece.name, pixel_hash(shot.image))
    return Shot(put_head(recipe, head).run({head.sha256: shot.image}), shot.seconds)


def _encode(
    image: Image, recipe: Recipe, suffix: str, source: bytes | None, opacity: Image | None = None
) -> bytes:
    if suffix == ".png":
        return png_bytes(image, recipe, source, opacity)
    form, settings = PICTURES[suffix]
    buffer = io.BytesIO()
    without_white(image, opacity).save(buffer, form, **settings)
    return buffer.getvalue()
