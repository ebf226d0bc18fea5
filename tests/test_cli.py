import json
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from typer.testing import CliRunner

from core.cli import app
from core.fields import FIELDS, all_methods
from core.image import pixel_hash, read_image, sample, to_pillow
from core.provenance import png_bytes, read_recipe
from core.recipe import Recipe, Upload
from core.recipe_text import parse, to_query
from tests.strategies import PICTURE

FLAT = "denoising.total_variation(strength=0.1, iterations=20)"
NOISE = "degradation.gaussian_noise(sigma=25, seed=3)"
CHAIN = f'sample("coins") | {NOISE} | {FLAT}'


def call(*arguments, stdin=None):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def refused(*arguments, code=2):
    result = call(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.png"
    to_pillow(PICTURE).save(path)
    return path


def levels(image):
    return np.asarray(to_pillow(image)).squeeze()


def assert_made(path, image):
    np.testing.assert_array_equal(levels(read_image(path).image), levels(image))


@pytest.mark.parametrize("form", ["{}", "?{}", "https://example.org/atelier?{}&lang=zh#top"])
def test_run_takes_text_or_a_link(tmp_path, form):
    recipe = parse(CHAIN)
    text = form.format(to_query(recipe)) if "?" in form else CHAIN
    result = call("run", text, tmp_path / "out.png")
    assert (result.exit_code, result.output) == (0, "")
    assert_made(tmp_path / "out.png", recipe.run())


def test_run_takes_a_saved_png_with_the_picture_it_carries(tmp_path, photo):
    image = read_image(photo).image
    recipe = Recipe(Upload("gone.png", pixel_hash(image)), parse(CHAIN).steps)
    saved = tmp_path / "saved.png"
    saved.write_bytes(png_bytes(image, recipe, {recipe.head.sha256: photo.read_bytes()}))
    assert call("run", saved, tmp_path / "again.png").exit_code == 0
    assert_made(tmp_path / "again.png", recipe.run({recipe.head.sha256: image}))
    assert read_recipe(tmp_path / "again.png").recipe == recipe


@pytest.mark.parametrize("recipe", [FLAT, f'sample("camera") | {FLAT}'])
def test_an_input_takes_the_place_of_the_recipes_own_picture(tmp_path, photo, recipe):
    assert call("run", recipe, photo, tmp_path / "out.png").exit_code == 0
    expected = parse(CHAIN).steps[-1].method(read_image(photo).image, strength=0.1, iterations=20)
    assert_made(tmp_path / "out.png", expected)


def test_a_dash_is_stdin_and_stdout(tmp_path, photo):
    result = call("run", FLAT, "-", "-", stdin=photo.read_bytes())
    assert result.exit_code == 0
    call("run", FLAT, photo, tmp_path / "out.png")
    assert_made(tmp_path / "out.png", read_image(result.stdout_bytes).image)


def test_a_folder_goes_on_past_a_failure_and_tells_of_it(tmp_path, photo):
    (tmp_path / "bad.png").write_bytes(photo.read_bytes()[:200])
    result = call("run", FLAT, tmp_path, tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "bad.png: This picture file is damaged or cut off." in result.stderr
    assert "1 of 2 files failed." in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["photo.png"]


def test_a_folder_goes_on_where_it_stopped(tmp_path, photo):
    to_pillow(PICTURE).save(tmp_path / "second.png")
    assert call("run", NOISE, tmp_path, tmp_path / "out").exit_code == 0
    whole = (tmp_path / "out" / "second.png").read_bytes()
    (tmp_path / "out" / "second.png").unlink()
    result = call("run", NOISE, tmp_path, tmp_path / "out")
    assert result.stderr == "1 files: Made already; --overwrite makes it again.\n"
    assert (tmp_path / "out" / "second.png").read_bytes() == whole


def test_several_jobs_make_the_same_files(tmp_path, photo):
    to_pillow(PICTURE[:20]).save(tmp_path / "second.png")
    call("run", NOISE, tmp_path, tmp_path / "one")
    for made in (tmp_path / "one").iterdir():
        made.rename(tmp_path / f".{made.name}")  # hidden: no input
    call("run", NOISE, tmp_path, tmp_path / "two", "--jobs", 2)
    for made in (tmp_path / "two").iterdir():
        assert made.read_bytes() == (tmp_path / f".{made.name}").read_bytes()


def test_originals_stay(tmp_path, photo):
    before = photo.read_bytes()
    assert "overwrite" in refused("run", FLAT, photo, photo, "--overwrite")
    assert "overwrite" in refused("run", FLAT, tmp_path, tmp_path, "--overwrite")
    photo.write_bytes(png_bytes(PICTURE, parse(CHAIN)))
    assert "overwrite" in refused("run", photo, photo, "--overwrite")
    photo.write_bytes(before)


def test_another_recipe_does_not_take_an_old_result_for_its_own(tmp_path, photo):
    out = tmp_path / "out.png"
    call("run", FLAT, photo, out)
    assert "made by another recipe" in refused("run", NOISE, photo, out, code=1)
    assert call("run", NOISE, photo, out, "--overwrite").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense", "out.png"], "neither a picture, a method"),
        ([FLAT, "out.png"], "give one as IN"),
        (["denoising.total_variation(strength=9)", "in.png", "out.png"], "strength must lie in"),
        ([CHAIN, "out.txt"], "must end in one of"),
        ([CHAIN, "missing.png", "out.png"], "no file or folder missing.png"),
        ([CHAIN, "a.png", "b.png", "c.png"], "one input and one output"),
        (["https://example.org", "out.png"], "carries no recipe"),
        ([f'upload("my.png", sha256="{"0" * 64}")', "out.png"], "your picture “my.png”"),
        ([__file__, "out.png"], "carries no recipe"),
        (["\0", "out.png"], "cannot be read"),
        (["x" * 30000, "out.png"], "30000 characters"),
        ([CHAIN, "out.png", "--backend", "cloud"], "no backend cloud"),
    ],
)
def test_misuse_is_refused_in_one_line(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert said in refused("run", *arguments)
    assert not list(tmp_path.iterdir())


def test_list_shows_every_method_and_setting():
    result = call("list")
    for method in all_methods():
        assert method.id in result.stdout
        assert all(parameter.name in result.stdout for parameter in method.parameters)


def test_list_gives_programs_the_whole_of_it():
    listed = json.loads(call("list", "--json").stdout)
    assert {field: len(methods) for field, methods in listed.items()} == {
        field.name: len(field.methods) for field in FIELDS
    }
    noise = next(m for m in listed["degradation"] if m["address"] == "degradation.gaussian_noise")
    assert noise["settings"][0]["name"] == "sigma"
    assert (noise["settings"][0]["low"], noise["settings"][0]["high"]) == (0, 100)


def test_list_can_show_one_field():
    assert list(json.loads(call("list", "denoising", "--json").stdout)) == ["denoising"]
    assert "no field nothing" in refused("list", "nothing")


def test_benchmark_prints_its_table_and_writes_its_files(tmp_path, photo):
    out = tmp_path / "out"
    options = ["--sigma", 25, "--methods", "total_variation", "--out", out]
    result = call("benchmark", "denoising", tmp_path, *options)
    assert result.exit_code == 0
    assert "| denoising.total_variation |" in result.stdout
    assert (out / "table.md").read_text(encoding="utf-8") == result.stdout
    assert (out / "plot.png").stat().st_size > 1000


def test_benchmark_refuses_an_unknown_method(tmp_path, photo):
    assert "no method x" in refused("benchmark", "denoising", tmp_path, "--methods", "x")


def test_an_interruption_is_quiet_and_leaves_whole_files_alone(tmp_path):
    for index in range(200):
        to_pillow(sample("camera")).save(tmp_path / f"{index:03}.bmp")
    out = tmp_path / "out"
    slow = "denoising.total_variation(strength=0.5, iterations=300)"
    command = [sys.executable, "-m", "core", "run", slow, str(tmp_path), str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not out.exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    printed, said = process.communicate(timeout=60)
    assert (process.returncode, printed, said) == (130, b"", b"")
    assert all(read_recipe(path) is not None for path in out.iterdir())


def test_an_empty_standard_input_is_no_picture(tmp_path):
    result = call("run", FLAT, "-", tmp_path / "out.png", stdin=b"")
    assert result.exit_code and "no picture on standard input" in result.output
    assert not (tmp_path / "out.png").exists()
