"""What is said to be drawn is what was done, and lies in the range that was set."""

import io

import numpy as np
import pytest
from PIL import Image as Pillow

from core.augmentation.pipeline import Pipeline, Stage, previews
from core.fields import find_method
from core.image import to_pillow

PICTURE = np.random.default_rng(4).integers(0, 256, (20, 30, 3)).astype(np.float32) / 255


def draws(name, seeds=range(25), **settings):
    stage = Stage.of(find_method(f"augmentation.{name}"), **settings)
    made = previews(PICTURE, Pipeline((stage,)), seeds)
    return [(one.drawn[0].values, one.image) for one in made]


@pytest.mark.parametrize(
    ("name", "setting", "value", "low", "high"),
    [
        ("rotate", {"degrees": 30}, "angle", -30, 30),
        ("scale", {"amount": 0.4}, "scale", 0.6, 1.4),
        ("shear", {"degrees": 20}, "shear_y", -20, 20),
        ("hue", {"amount": 0.2}, "hue", -0.2, 0.2),
        ("blur", {"spread": 4}, "spread", 0.1, 4),
        ("salt_and_pepper", {"density": 0.5}, "density", 0, 0.5),
        ("jpeg", {"quality": 40}, "quality", 40, 95),
    ],
)
def test_draws_fill_their_range_and_never_leave_it(name, setting, value, low, high):
    drawn = [values[value] for values, _ in draws(name, **setting)]
    assert low <= min(drawn) < low + (high - low) / 4
    assert high >= max(drawn) > high - (high - low) / 4


def test_brightness_multiplies():
    for values, image in draws("brightness", range(5)):
        expected = np.clip(values["brightness"] * PICTURE, 0, 1)
        np.testing.assert_allclose(image, expected, atol=1.1 / 255)  # torchvision rounds down


def test_translation_moves_by_whole_pixels():
    for values, image in draws("translate", range(5), distance=0.2):
        right, down = values.get("right", 0), values.get("down", 0)
        rolled = np.roll(PICTURE, (down, right), (0, 1))
        inner = np.s_[max(down, 0) : 20 + min(down, 0), max(right, 0) : 30 + min(right, 0)]
        np.testing.assert_array_equal(image[inner], rolled[inner])


def test_corners_move_no_farther_than_perspective_allows():
    shifts = [values["corner_shift"] for values, _ in draws("perspective", strength=0.4)]
    assert 0.5 * np.hypot(6, 4) < max(shifts) <= np.hypot(6, 4) * 1.001


def test_an_erased_rectangle_is_where_it_is_said_to_be():
    for values, image in draws("erasing", range(5), level=1.0):
        top, left = values["top"], values["left"]
        part = np.s_[top : top + values["height"], left : left + values["width"]]
        assert (image[part] == 1).all() and values["height"] * values["width"] <= 0.36 * 600
        rest = np.ones((20, 30), bool)
        rest[part] = False
        np.testing.assert_array_equal(image[rest], PICTURE[rest])


def test_jpeg_is_pillows_at_the_drawn_quality():
    for values, image in draws("jpeg", range(3)):
        file = io.BytesIO()
        to_pillow(PICTURE).save(file, "JPEG", quality=values["quality"])
        with Pillow.open(file) as opened:
            np.testing.assert_array_equal(to_pillow(image), opened)


def test_solarising_and_posterising_are_their_formulas():
    levels = np.rint(PICTURE * 255)
    ((_, image),) = draws("solarise", [0], threshold=0.4)
    np.testing.assert_allclose(image * 255, np.where(levels >= 102, 255 - levels, levels))
    ((_, image),) = draws("posterise", [0], bits=3)
    np.testing.assert_allclose(image * 255, levels // 32 * 32)


def test_a_mixture_holds_its_share_of_the_picture():
    black = np.zeros((20, 30, 3), np.float32)
    stage = Stage.of(find_method("augmentation.mixup"))
    for seed in range(3):
        pipeline = Pipeline((stage,)).seeded(seed)
        share = pipeline.run(black).drawn[0].values["share"]
        difference = pipeline.run(PICTURE).image - pipeline.run(black).image
        np.testing.assert_allclose(difference, share * PICTURE, atol=1.1 / 255)
