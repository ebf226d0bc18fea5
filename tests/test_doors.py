"""A recipe whose settings are pictures gives the same pixels through every door."""

import json
import os

import numpy as np
import pytest
from PIL import Image as Pillow
from typer.testing import CliRunner

from core.chain import Chain, step_of
from core.cli import app
from core.code import to_code
from core.fields import all_methods
from core.heads import Upload
from core.image import pixel_hash, read_image, to_pillow
from core.notebook import to_notebook
from core.provenance import png_bytes, read_recipe
from core.recipe import Recipe
from core.recipe_text import from_link, parse, to_query
from core.sentence import InputError

GUIDED = [m for m in all_methods() if m.takes_image and any(p.fits for p in m.parameters)]
guided = pytest.mark.parametrize("method", GUIDED, ids=lambda m: m.address)
SHAPES = {"masks": (40, 36, 1), "kernels": (5, 3, 1), "": (25, 31, 3)}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a picture and one for each kind of setting, in which everything runs."""
    rng = np.random.default_rng(3)
    for name, shape in {"me": (40, 36, 3), **SHAPES}.items():
        to_pillow(rng.random(shape, np.float32)).save(tmp_path / f"{name or 'other'}.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def upload(name):
    return Upload(name, pixel_hash(read_image(name).image))


def recipe_of(method):
    """The method with files for all its pictures, and the pictures."""
    names = {p.name: f"{p.fits.field or 'other'}.png" for p in method.parameters if p.fits}
    settings = {setting: Chain(upload(name)) for setting, name in names.items()}
    files = {upload(name).sha256: name for name in ("me.png", *names.values())}
    pictures = {sha256: read_image(name).image for sha256, name in files.items()}
    return Recipe(upload("me.png"), (step_of(method, settings),)), pictures, names


def endpoint_result(method, names):
    from demos.panels.api import endpoint
    from demos.panels.work import Workshop

    plain = {p.name: p.default for p in method.parameters}
    files = {name: (os.path.abspath(path), path) for name, path in names.items()}
    values = [files.get(p.name, plain[p.name]) for p in method.parameters]
    *_, made = endpoint(method, Workshop())((os.path.abspath("me.png"), "me.png"), *values)
    return np.asarray(made)


@guided
def test_every_door_gives_the_same_pixels(method, folder):
    recipe, pictures, names = recipe_of(method)
    expected = recipe.run(pictures)
    assert from_link("?" + to_query(recipe)) == parse(str(recipe)) == recipe
    files = {sha256: png_bytes(image, None) for sha256, image in pictures.items()}
    carried = read_recipe(png_bytes(expected, recipe, files))
    again = {sha256: read_image(data).image for sha256, data in carried.sources.items()}
    np.testing.assert_array_equal(carried.recipe.run(again), expected)
    space = {}
    exec(to_code(recipe), space)
    np.testing.assert_array_equal(space["result"], expected)
    cells = json.loads(to_notebook(recipe))["cells"]
    exec("".join(cells[1]["source"]), space := {})
    np.testing.assert_array_equal(space["result"], expected)
    options = [text for n, path in names.items() for text in ("--picture", f"{n}={path}")]
    last = f"{method.address}()"
    called = CliRunner().invoke(app, ["run", last, "me.png", "out.png", *options])
    assert called.exit_code == 0, called.output
    levels = np.asarray(to_pillow(expected))
    np.testing.assert_array_equal(np.asarray(Pillow.open("out.png")), levels)
    np.testing.assert_array_equal(endpoint_result(method, names), levels)


@guided
def test_a_picture_that_does_not_fit_is_refused_by_name(method, folder):
    recipe, pictures, _ = recipe_of(method)
    for parameter in method.parameters:
        if parameter.fits is None or parameter.fits.size == "any":
            continue
        wrong = np.ones((4, 6, 1), np.float32)
        step = step_of(method, {**recipe.steps[0].settings, parameter.name: wrong})
        with pytest.raises(InputError, match=f"^{parameter.name} must have"):
            Recipe(recipe.head, (step,)).run(pictures)


@guided
def test_a_picture_that_is_not_at_hand_is_asked_for(method, folder):
    recipe, pictures, names = recipe_of(method)
    settings = recipe.steps[0].settings
    asked = {settings[name].head.sha256: f"as {name}: drop it into the well" for name in names}
    for sha256 in pictures:
        held = {name: image for name, image in pictures.items() if name != sha256}
        said = asked.get(sha256, "starts from your picture")
        with pytest.raises(InputError, match=said):
            recipe.check_at_hand(held)


def test_a_folder_gives_each_picture_its_namesake(folder):
    rng = np.random.default_rng(1)
    for place in ("in", "over"):
        (folder / place).mkdir()
        for number in range(10):
            picture = to_pillow(rng.random((12, 14, 3), np.float32))
            picture.save(folder / place / f"{number}{'.png' if place == 'in' else '.bmp'}")
    arguments = ["run", "augmentation.mixup(seed=1)", "in", "out", "--picture", "other=over"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    made = read_recipe(folder / "out" / "3.png").recipe
    image, other = (
        read_image(folder / p / f"3.{s}").image for p, s in (("in", "png"), ("over", "bmp"))
    )
    held = {pixel_hash(image): image, pixel_hash(other): other}
    np.testing.assert_allclose(
        read_image(folder / "out" / "3.png").image, made.run(held), atol=0.003
    )
    (folder / "over" / "3.bmp").unlink()
    called = CliRunner().invoke(app, [*arguments, "--overwrite"])
    assert called.exit_code and "There is no picture 3" in called.output


def test_upload_needs_no_hash_on_the_command_line_alone(folder):
    text = 'upload("me.png") | degradation.missing(mask=upload("masks.png"))'
    assert CliRunner().invoke(app, ["run", text, "out.png"]).exit_code == 0
    with pytest.raises(InputError, match="neither a picture"):
        parse(text)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("other", "NAME=FILE_OR_FOLDER"),
        ("other=gone.png", "There is no file"),
        ("x=me.png", "no setting x"),
    ],
)
def test_a_wrong_option_is_one_sentence(folder, option, said):
    called = CliRunner().invoke(
        app, ["run", "augmentation.mixup()", "me.png", "out.png", "--picture", option]
    )
    assert called.exit_code and said in called.output and "Traceback" not in called.output


@pytest.mark.parametrize("length", [1, 3, 2, 4])
def test_a_film_takes_one_picture_for_all_or_a_film_of_its_length(folder, length):
    rng = np.random.default_rng(4)
    for name, count in (("film", 3), ("other", length)):
        frames = [to_pillow(rng.random((12, 14, 3), np.float32)) for _ in range(count)]
        frames[0].save(f"{name}.gif", save_all=True, append_images=frames[1:], duration=100)
    options = ["--picture", "other=other.gif"]
    last = "augmentation.mixup(seed=1)"
    called = CliRunner().invoke(app, ["run", last, "film.gif", "out.gif", *options])
    if length in (1, 3):
        assert called.exit_code == 0, called.output
        assert Pillow.open("out.gif").n_frames == 3
    else:
        assert called.exit_code and "as many as" in called.output
