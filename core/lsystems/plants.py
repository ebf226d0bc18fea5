"""`python -m core.lsystems.plants FOLDER`: random plants as a training set, with their rules."""

import csv
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from core.image import to_pillow
from core.jobs import each
from core.lsystems.notation import parse
from core.lsystems.novelty import random_plant
from core.lsystems.palettes import PALETTES
from core.lsystems.specimen import Specimen
from core.lsystems.turtle import Turtle
from core.method import final
from core.sentence import InputError


@dataclass(frozen=True)
class Row:
    """One line of the table: a picture, and what the method `grow` needs to draw it again."""

    file: str
    rules: str
    angle: float
    order: int
    width: float
    palette: str
    size: int


def plant(folder: Path, seed: int, size: int, palette: str, number: int) -> Row:
    """Draw one random plant into a folder.

    Args:
        folder: Where its PNG goes.
        seed: Of the whole set.
        size: Pixels along either side.
        palette: Name of the colours.
        number: Of the plant among the set; the same number is the same plant.
    """
    found = random_plant(seed, number)
    width = min(max(1.0, 500 / size), 20.0)  # a line of about a pixel at least
    turtle = Turtle(found.angle, width)
    chosen = Specimen(parse(found.rules), turtle, found.order, palette=palette, size=size)
    file = f"plant-{number:05d}.png"
    to_pillow(final(chosen.frames())).save(folder / file)
    return Row(file, found.rules, found.angle, found.order, width, palette, size)


def main(
    folder: Path,
    count: Annotated[int, typer.Option(min=1, help="How many plants.")] = 1000,
    size: Annotated[int, typer.Option(min=16, max=2048, help="Pixels along a side.")] = 64,
    seed: Annotated[int, typer.Option(min=0, help="Draws the plants.")] = 0,
    palette: Annotated[str, typer.Option(help=f"One of {', '.join(PALETTES)}.")] = "ink",
    jobs: Annotated[int, typer.Option(help="Plants at the same time; -1 takes every core.")] = 1,
) -> None:
    """Draw random plants into FOLDER, and write their rules into its plants.csv."""
    if palette not in PALETTES:
        raise typer.BadParameter(f"{palette} is none of {', '.join(PALETTES)}.")
    folder.mkdir(parents=True, exist_ok=True)
    draw = partial(plant, folder, seed, size, palette)
    outcomes = each(draw, range(count), jobs=jobs, ordered=True)
    with (folder / "plants.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow([field.name for field in fields(Row)])
        for outcome in track(outcomes, "plants", count):
            try:
                row = outcome.get()
            except InputError as error:
                raise typer.Exit(_say(str(error))) from None
            table.writerow([getattr(row, field.name) for field in fields(Row)])


def _say(text: str) -> int:
    typer.echo(text, err=True)
    return 1


if __name__ == "__main__":
    typer.run(main)
