"""`run` over a folder: an augmented set, with what was drawn and what belongs to its pictures."""

import csv

import numpy as np
import pytest
from PIL import Image as Pillow
from typer.testing import CliRunner

from core.cli import app
from core.image import read_image, to_pillow
from core.provenance import read_recipe

FLIP = "augmentation.flip(probability=1)"


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path):
    """Twice the same picture, once with a box and a mask."""
    levels = np.random.default_rng(2).integers(0, 256, (20, 40, 3)).astype(np.uint8)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("a.png", "deep/b.png"):
        Pillow.fromarray(levels).save(tmp_path / "in" / name)
    (tmp_path / "in" / "a.txt").write_text("7 0.25 0.5 0.1 0.2\n")
    Pillow.fromarray(levels[..., 0] // 64).save(tmp_path / "in" / "a.mask.png")
    return tmp_path


def table(folder):
    with (folder / "out" / "drawn.csv").open() as file:
        return list(csv.DictReader(file))


def test_boxes_and_masks_move_with_their_picture(folder):
    assert call("run", FLIP, folder / "in", folder / "out").exit_code == 0
    made = sorted(p.relative_to(folder / "out").as_posix() for p in (folder / "out").rglob("*.*"))
    assert made == ["a.mask.png", "a.png", "a.txt", "deep/b.png", "drawn.csv"]
    name, *numbers = (folder / "out" / "a.txt").read_text().split()
    assert name == "7"
    np.testing.assert_allclose([float(n) for n in numbers], [0.75, 0.5, 0.1, 0.2], atol=1e-5)
    before, after = (
        np.asarray(Pillow.open(folder / where / "a.mask.png")) for where in ("in", "out")
    )
    np.testing.assert_array_equal(after, before[:, ::-1])


def test_copies_are_drawn_apart_and_the_table_tells_how(folder):
    recipe = "augmentation.rotate() | augmentation.brightness(amount=1)"
    arguments = ("run", recipe, folder / "in", folder / "out", "--copies", "2")
    assert call(*arguments).exit_code == 0
    rows = table(folder)
    assert [row["file"] for row in rows[::2]] == [
        "a-1.png", "a-2.png", "deep/b-1.png", "deep/b-2.png"
    ]  # fmt: skip
    angles = np.array([float(row["angle"]) for row in rows[::2]]) / 15
    factors = np.array([float(row["brightness"]) for row in rows[1::2]]) - 1
    assert len(set(angles)) == len(set(factors)) == 4
    assert np.abs(angles - factors).max() > 0.05  # one step's draw is not the other's
    for name in ("a-1.png", "deep/b-2.png"):
        path = folder / "out" / name
        saved = read_recipe(path).recipe
        source = read_image(folder / "in" / "a.png").image
        made = saved.run({saved.head.sha256: source})
        np.testing.assert_array_equal(to_pillow(made), Pillow.open(path))
    (folder / "out" / "drawn.csv").unlink()
    assert call(*arguments).exit_code == 0
    assert table(folder) == rows


def test_a_change_of_size_after_an_augmentation_is_refused(folder):
    result = call("run", f"{FLIP} | degradation.shrink()", folder / "in", folder / "out")
    assert result.exit_code != 0 and "must stand before the augmentations" in result.stderr
