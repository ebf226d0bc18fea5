"""Augmented copies of a folder of pictures: what was drawn, and boxes and masks that moved along.

The pictures themselves are made as by any other recipe. What an augmentation draws depends on its
settings and the picture's size alone, so it is drawn again here on an empty picture.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from core import batch
from core.animation import ANIMATED
from core.augmentation.files import is_mask, read_targets, write_targets
from core.augmentation.pipeline import Drawn, Pipeline
from core.augmentation.targets import Targets
from core.batch_plan import Piece
from core.image import Image
from core.recipe import Recipe
from core.sentence import InputError

TABLE = "drawn.csv"
COLUMNS = ("file", "step", "method", "applied")


def augments(recipe: Recipe) -> bool:
    """Whether a recipe draws augmentations, of which there is something to note.

    Raises:
        InputError: A step after them changes the size, so that nothing could follow them.
    """
    started = False
    for step in recipe.steps:
        sizes = step.method.makes in ("enlarged", "reduced")
        if started and sizes:
            raise InputError(
                "{method} changes the size and must stand before the augmentations.",
                method=step.method.address,
            )
        started |= step.method.field.draws_apart
    return started


def copy(pieces: Iterable[Piece], copies: int) -> Iterator[Piece]:
    """Yield each piece as often as wanted, with seeds and a name of its own; masks are left out."""
    for piece in pieces:
        if isinstance(piece.source, Path) and is_mask(piece.source):
            continue
        if copies == 1:
            yield piece
            continue
        for number in range(1, copies + 1):
            target = piece.target.with_name(f"{piece.target.stem}-{number}{piece.target.suffix}")
            yield replace(piece, target=target, vary=True, copy=number)


def follow(piece: Piece) -> tuple[Drawn, ...]:
    """Write what belongs to a picture that was made; return what was drawn for it.

    Raises:
        InputError: Boxes or mask of the source cannot be read, or do not fit.
    """
    if piece.target.suffix.lower() in ANIMATED:
        return ()
    with Pillow.open(piece.target) as made:
        width, height = made.size
    steps = (step for step in batch.recipe_of(piece).steps if step.method.field.draws_apart)
    source = piece.source if isinstance(piece.source, Path) else None
    targets = read_targets(source, height, width) if source else Targets()
    empty: Image = np.zeros((height, width, 1), np.float32)
    pipeline = Pipeline.of(steps).opened(lambda other: None)  # which moves nothing
    augmented = pipeline.run(empty, targets)
    if targets:
        write_targets(piece.target, augmented.targets, height, width)
    return augmented.drawn


def write_table(folder: Path, drawn: Sequence[tuple[Piece, tuple[Drawn, ...]]]) -> None:
    """Write drawn.csv: a row for each file and step, a column for whatever was drawn."""
    rows = [
        {
            "file": piece.target.relative_to(folder).as_posix(),
            "step": number,
            "method": one.method.id,
            "applied": int(one.applied),
            **one.values,
        }
        for piece, all_drawn in sorted(drawn, key=lambda pair: pair[0].target)
        for number, one in enumerate(all_drawn, 1)
    ]
    names = dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)])
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(names))
        writer.writeheader()
        writer.writerows(rows)
