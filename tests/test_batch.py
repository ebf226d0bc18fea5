import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from core.animation import Shot, animation_bytes, read_shots
from core.batch import work
from core.batch_plan import Piece, plan, protect
from core.image import pixel_hash, read_image, to_pillow
from core.method import Frame
from core.provenance import read_recipe
from core.recipe import Recipe, Sample, Upload
from core.recipe_text import parse
from core.rewriting import derive_seed, put_head, reseed
from core.sentence import InputError, Sentence
from tests.strategies import PICTURE

NOISE = 'sample("camera") | degradation.gaussian_noise(sigma=25, seed=3)'
FLAT = 'sample("camera") | denoising.total_variation(strength=0.1, iterations=20)'


def save(path, picture=PICTURE):
    path.parent.mkdir(parents=True, exist_ok=True)
    to_pillow(picture).save(path)
    return path


def piece(source, target, recipe=FLAT, **options):
    return Piece(recipe, source, source.name, target, **options)


def film(path, count=3):
    images = (np.full((8, 10, 1), 0.4 + i / 10, np.float32) for i in range(count))
    shots = [Shot(image, 0.1 + i / 10) for i, image in enumerate(images)]
    path.write_bytes(animation_bytes(shots, path.suffix))
    return path


def made(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_the_input_takes_the_place_of_the_head(tmp_path):
    source, target = save(tmp_path / "in.png"), tmp_path / "out.png"
    work(piece(source, target))
    image = read_image(source).image
    expected = parse(FLAT).steps[0].method(image, strength=0.1, iterations=20)
    np.testing.assert_array_equal(read_image(target).image, np.float32(to_pillow(expected)) / 255)


def test_a_png_carries_how_it_was_made(tmp_path):
    source, target = save(tmp_path / "in.png"), tmp_path / "out.png"
    work(piece(source, target, carry=True))
    found = read_recipe(target)
    assert found.recipe.head == Upload("in.png", pixel_hash(read_image(source).image))
    assert found.recipe.steps == parse(FLAT).steps
    assert found.source == source.read_bytes()


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".bmp", ".GIF"])
def test_the_suffix_chooses_the_format(tmp_path, suffix):
    source, target = save(tmp_path / "in.png"), tmp_path / f"out{suffix}"
    work(piece(source, target))
    forms = {".jpg": "JPEG", ".tif": "TIFF"}
    with Pillow.open(target) as opened:
        assert opened.format == forms.get(suffix, suffix[1:].upper())
        assert opened.size == (36, 40)


def test_an_animation_shows_the_method_at_work(tmp_path):
    target = tmp_path / "out.gif"
    work(piece(save(tmp_path / "in.png"), target))
    frames = list(parse(FLAT).frames())
    with Pillow.open(target) as opened:
        assert 1 < opened.n_frames <= len(frames)  # equal frames become one


@pytest.mark.parametrize("suffix", [".gif", ".mp4"])
def test_an_animation_is_worked_frame_by_frame(tmp_path, suffix):
    source, target = film(tmp_path / "in.gif"), tmp_path / f"out{suffix}"
    work(piece(source, target, NOISE))
    shots = list(read_shots(target))
    assert sum(shot.seconds for shot in shots) == pytest.approx(0.6, abs=0.05)
    assert shots[0].image.shape == (8, 10, 3)
    noise = [shot.image - shot.image.mean() for shot in (shots[0], shots[-1])]
    assert np.abs(noise[0] - noise[1]).mean() > 0.03  # each frame has its own


def test_frames_at_once_are_the_same_as_one_by_one(tmp_path):
    source = film(tmp_path / "in.gif")
    work(piece(source, tmp_path / "one.gif", NOISE))
    work(piece(source, tmp_path / "two.gif", NOISE), workers=2)
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()


def test_a_film_gives_its_first_frame_to_a_picture(tmp_path):
    work(piece(film(tmp_path / "in.mp4"), tmp_path / "out.png"))
    assert read_image(tmp_path / "out.png").image.shape == (8, 10, 3)


def test_what_is_finished_stays(tmp_path):
    job = piece(save(tmp_path / "in.png"), tmp_path / "out.png")
    assert work(job) == ()
    before = os.stat(job.target)
    (note,) = work(job)
    assert "Made already" in str(note)
    assert os.stat(job.target) == before


def test_another_recipes_result_is_replaced_only_on_demand(tmp_path):
    job = piece(save(tmp_path / "in.png"), tmp_path / "out.png")
    work(job)
    other = replace(job, recipe=NOISE)
    with pytest.raises(InputError, match="made by another recipe"):
        work(other)
    assert work(replace(other, overwrite=True)) == ()
    assert read_recipe(job.target).recipe.steps == parse(NOISE).steps


def test_a_failure_leaves_nothing_behind(tmp_path):
    source = tmp_path / "in.png"
    source.write_bytes(b"no picture")
    with pytest.raises(InputError):
        work(piece(source, tmp_path / "out" / "out.png"))
    assert made(tmp_path) == ["in.png"]


def test_an_interruption_leaves_nothing_half_done(tmp_path, monkeypatch):
    def interrupt(*paths):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        work(piece(save(tmp_path / "in.png"), tmp_path / "out.png"))
    assert made(tmp_path) == ["in.png"]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="file"):
        work(piece(save(tmp_path / "in.png"), tmp_path / "file" / "out.png"))


def test_a_folder_keeps_its_structure_and_leaves_out_what_is_no_picture(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "in" / "out"
    for name in ("b.jpg", "sub/deep/a.bmp", ".hidden.png", "out/old.png"):
        save(folder / name)
    (folder / "notes.txt").touch()
    film(folder / "c.gif")
    film(folder / "d.mp4")
    names = [job.target.relative_to(out).as_posix() for job in plan(piece(folder, out))]
    assert names == ["b.png", "c.gif", "d.mp4", "sub/deep/a.png"]
    names = [job.target.relative_to(out).as_posix() for job in plan(piece(folder, out), ".webp")]
    assert names == ["b.webp", "c.webp", "d.webp", "sub/deep/a.webp"]


def test_names_that_would_collide_keep_their_suffix(tmp_path):
    for name in ("a.jpg", "a.bmp", "b.bmp"):
        save(tmp_path / "in" / name)
    jobs = plan(piece(tmp_path / "in", tmp_path / "out"))
    assert [job.target.name for job in jobs] == ["a.bmp.png", "a.jpg.png", "b.png"]


def test_each_file_of_a_folder_has_seeds_of_its_own(tmp_path):
    for name in ("a.bmp", "b.bmp"):
        save(tmp_path / "in" / name)
    jobs = plan(piece(tmp_path / "in", tmp_path / "out", NOISE))
    for job in jobs:
        work(job)
    seeds = [read_recipe(job.target).recipe.steps[0].settings["seed"] for job in jobs]
    assert seeds == [derive_seed(3, "a.bmp"), derive_seed(3, "b.bmp")]


def test_a_target_that_is_a_folder_takes_the_sources_name(tmp_path):
    (job,) = plan(piece(save(tmp_path / "in.jpg"), tmp_path))
    assert job.target == tmp_path / "in.png"


@pytest.mark.parametrize("suffix", ["", ".txt", ".heic"])
def test_an_unknown_suffix_is_refused(tmp_path, suffix):
    with pytest.raises(InputError, match=r"must end in one of \.png"):
        plan(piece(save(tmp_path / "in.png"), tmp_path / f"out{suffix}"))


def test_a_missing_source_is_refused(tmp_path):
    with pytest.raises(InputError, match="no file or folder"):
        plan(piece(tmp_path / "nothing.png", tmp_path / "out.png"))


@pytest.mark.parametrize("target", ["in", "in.png", "in/../in"])
def test_a_folder_is_refused_where_its_results_have_no_place(tmp_path, target):
    save(tmp_path / "in" / "a.png")
    with pytest.raises(InputError, match=r"overwrite its originals|must be a folder"):
        plan(piece(tmp_path / "in", tmp_path / target))


def test_an_empty_folder_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    with pytest.raises(InputError, match="no pictures"):
        plan(piece(tmp_path / "in", tmp_path / "out"))


def link(make):
    def aliased(path):
        other = path.with_name("alias.png")
        make(other, path)
        return other

    return aliased


@pytest.mark.parametrize(
    "alias",
    [
        lambda path: path,
        lambda path: path.parent / ".." / path.parent.name / path.name,
        link(Path.symlink_to),
        link(Path.hardlink_to),
    ],
)
def test_an_original_is_never_overwritten_by_whatever_name(tmp_path, alias):
    source = save(tmp_path / "in.png")
    with pytest.raises(InputError, match="overwrite an original"):
        protect([piece(source, alias(source))], [])
    with pytest.raises(InputError, match="overwrite an original"):
        protect([Piece(FLAT, None, "camera", source)], [source])


def test_results_that_fall_onto_other_originals_are_refused(tmp_path):
    save(tmp_path / "in" / "a.png")
    save(tmp_path / "in" / "in" / "a.png")
    with pytest.raises(InputError, match="overwrite an original"):
        protect(plan(piece(tmp_path / "in", tmp_path)), [])


def test_derived_seeds_are_the_same_every_time_and_differ_by_name():
    seeds = [derive_seed(3, f"{index}.png") for index in range(100)]
    assert len(set(seeds)) == 100
    assert seeds == [derive_seed(3, f"{index}.png") for index in range(100)]
    assert all(seed in range(2**31) for seed in seeds)


def test_reseeding_changes_nothing_but_seeds():
    recipe = parse(f"{NOISE} | {FLAT.partition('| ')[2]}")
    noise, flat = reseed(recipe, "a").steps
    assert noise.settings == {"sigma": 25, "seed": derive_seed(3, "a")}
    assert flat == recipe.steps[1]


def test_a_new_head_replaces_the_old_one_alone():
    head = Sample("moon")
    assert put_head(parse(NOISE), head) == Recipe(head, parse(NOISE).steps)


def test_what_the_method_has_to_say_comes_with_the_file(tmp_path, monkeypatch):
    said = Sentence("Memory was short.")
    frame = Frame(PICTURE, 1.0, notes=(said,))
    monkeypatch.setattr(Recipe, "frames", lambda self, pictures: iter([frame]))
    assert work(piece(save(tmp_path / "in.png"), tmp_path / "out.png")) == (said,)
