import csv

import numpy as np
from PIL import Image as Pillow
from typer import Typer
from typer.testing import CliRunner

from core.image import to_pillow
from core.lsystems.grow import grow
from core.lsystems.plants import main
from core.method import final

app = Typer()
app.command()(main)


def plants(folder, *options):
    result = CliRunner().invoke(app, [str(folder), *options])
    assert result.exit_code == 0, result.output
    with (folder / "plants.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_row_draws_its_picture_again(tmp_path):
    rows = plants(tmp_path, "--count", "3", "--size", "64", "--seed", "5")
    kinds = {"angle": float, "order": int, "width": float, "size": int}
    for row in rows:
        settings = {name: kinds.get(name, str)(value) for name, value in row.items()}
        with Pillow.open(tmp_path / settings.pop("file")) as picture:
            expected = np.asarray(to_pillow(final(grow(**settings))))
            np.testing.assert_array_equal(np.asarray(picture), expected)
    assert len({row["rules"] for row in rows}) == 3


def test_a_larger_set_begins_with_the_smaller_one(tmp_path):
    few, more = (plants(tmp_path / count, "--count", count) for count in ("1", "2"))
    assert more[:1] == few


def test_an_unknown_palette_is_refused(tmp_path):
    assert CliRunner().invoke(app, [str(tmp_path), "--palette", "beige"]).exit_code == 2
