"""What a seed draws, and that a pipeline, its steps and its program draw the same."""

import runpy
import sys

import numpy as np
import pytest
import torch
from PIL import Image as Pillow

from core.augmentation import METHODS
from core.augmentation.export import to_code
from core.augmentation.pipeline import Pipeline, Stage, previews
from core.augmentation.transform import Size
from core.fields import find_method
from core.image import pixel_hash, to_pillow
from core.recipe import Recipe, Step, Upload
from core.recipe_text import parse
from core.sentence import InputError


def stage(name, **settings):
    return Stage.of(find_method(f"augmentation.{name}"), **settings)


PICTURE = np.random.default_rng(3).integers(0, 256, (24, 32, 3)).astype(np.float32) / 255
SOME = Pipeline(
    (
        stage("rotate", border=0.5),
        stage("flip"),
        stage("salt_and_pepper", probability=0.5),
        stage("elastic"),
        stage("rand_augment", probability=0.7),
        stage("jpeg"),
    )
)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.id)
def test_probability_0_leaves_the_picture_and_says_so(method):
    made = Pipeline((Stage.of(method, probability=0),)).augment(PICTURE, seed=5)
    np.testing.assert_array_equal(made.image, PICTURE)
    assert not made.drawn[0].applied


@pytest.mark.parametrize("direction", ["horizontal", "vertical"])
def test_mirroring_twice_is_nothing_and_once_is_numpys_flip(direction):
    once = stage("flip", direction=direction, probability=1)
    mirrored = Pipeline((once,)).augment(PICTURE).image
    np.testing.assert_array_equal(mirrored, np.flip(PICTURE, direction == "horizontal"))
    np.testing.assert_array_equal(Pipeline((once, once)).augment(PICTURE).image, PICTURE)


def test_a_probability_is_how_often():
    made = previews(PICTURE, Pipeline((stage("solarise", probability=0.3),)), range(300))
    count = sum(one.drawn[0].applied for one in made)
    assert abs(count - 90) < 4 * (300 * 0.3 * 0.7) ** 0.5


def test_the_steps_of_a_recipe_make_the_pixels_of_the_preview():
    head = Upload("a.png", pixel_hash(PICTURE))
    for seed, made in zip(range(4), previews(PICTURE, SOME, range(4)), strict=True):
        steps = tuple(Step(one.method, one.settings) for one in SOME.seeded(seed).stages)
        read = parse(str(Recipe(head, steps)))
        np.testing.assert_array_equal(read.run({head.sha256: PICTURE}), made.image)
        again = Pipeline.of(read.steps).run(PICTURE)
        assert [one.values for one in again.drawn] == [one.values for one in made.drawn]


def test_the_program_makes_the_same_pixels_without_our_package(tmp_path, monkeypatch):
    to_pillow(PICTURE).save(tmp_path / "in.png")
    (tmp_path / "augment.py").write_text(to_code(SOME, 24, 32), "utf-8")
    monkeypatch.setitem(sys.modules, "core", None)  # any import of it fails
    with torch.random.fork_rng():
        for seed in (0, 1, 2):
            paths = [str(tmp_path / name) for name in ("augment.py", "in.png", "out.png")]
            monkeypatch.setattr(sys, "argv", [*paths, str(seed)])
            runpy.run_path(paths[0], run_name="__main__")
            expected = to_pillow(SOME.augment(PICTURE, seed=seed).image)
            with Pillow.open(paths[2]) as made:
                np.testing.assert_array_equal(np.asarray(made), np.asarray(expected))


def test_the_program_mixes_batches():
    code = to_code(Pipeline((stage("mixup", alpha=0.4), stage("cutmix"))), 24, 32)
    space = {"__name__": "augment"}
    exec(code, space)
    with torch.random.fork_rng():
        pictures, labels = space["mix"](torch.rand(4, 3, 24, 32), torch.arange(4))
    assert pictures.shape == (4, 3, 24, 32) and labels.shape == (4, 10)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.id)
def test_every_call_reads_as_it_was_built(method):
    from torchvision import tv_tensors
    from torchvision.transforms import v2

    from core.augmentation import own

    made = Stage.of(method, probability=0.5).call(Size(24, 32))
    names = {"v2": v2, "tv_tensors": tv_tensors, **vars(own)}
    assert repr(eval(str(made), names)) == repr(made.build())


def test_seeds_draw_apart_and_torchs_own_numbers_stay_untouched():
    before = torch.random.get_rng_state()
    made = previews(PICTURE, SOME, range(6))
    torch.testing.assert_close(torch.random.get_rng_state(), before)
    assert len({pixel_hash(one.image) for one in made}) == 6


def test_a_damage_is_no_stage():
    with pytest.raises(InputError, match="jpeg is no augmentation"):
        Pipeline.of(parse('sample("cat") | degradation.jpeg()').steps)
