import io

import numpy as np
import pytest
from PIL import Image as Pillow

from core.batch import render
from core.batch_plan import Piece
from core.image import OVER_WHITE, read_image
from core.opacity import without_white
from core.recipe_text import parse

SHRUNK = "degradation.shrink(scale=3) | superresolution.bicubic(scale=2)"
HEAD = f'upload("my.png", sha256="{"0" * 64}") | '


@pytest.fixture
def ball():
    """A red disc with a soft rim on nothing, as the bytes of a PNG, 33 × 31 pixels."""
    down, across = np.mgrid[-15:16, -16:17]
    alpha = np.clip(12.5 - np.hypot(down, across), 0, 1)
    pixels = np.zeros((31, 33, 4), np.uint8)
    pixels[..., 0], pixels[..., 3] = 200, np.rint(255 * alpha)
    buffer = io.BytesIO()
    Pillow.fromarray(pixels).save(buffer, "png")
    return buffer.getvalue()


def made(tmp_path, recipe, source, name="out.png"):
    content, notes = render(Piece(HEAD + recipe, source, "my.png", tmp_path / name))
    return Pillow.open(io.BytesIO(content)), notes


def test_over_white_it_is_the_picture_again(face, rng):
    opacity = rng.random((*face.shape[:2], 1), np.float32)
    over_white = face * opacity + 1 - opacity
    buffer = io.BytesIO()
    without_white(over_white, opacity).save(buffer, "png")
    np.testing.assert_allclose(read_image(buffer.getvalue()).image, over_white, atol=1 / 255)


@pytest.mark.parametrize("name", ["out.png", "out.webp", "out.tif"])
def test_an_enlarged_ball_keeps_its_colour_and_its_rim(tmp_path, ball, name):
    picture, notes = made(tmp_path, "superresolution.bicubic(scale=3)", ball, name)
    assert (picture.mode, picture.size, notes) == ("RGBA", (99, 93), ())
    red, _, _, alpha = np.asarray(picture).transpose(2, 0, 1).astype(int)
    assert alpha[46, 49] == 255 and alpha[0].max() == 0
    assert np.abs(red[alpha > 100] - 200).max() < 12


def test_opacity_is_shrunk_as_the_picture_is(tmp_path, ball):
    assert made(tmp_path, SHRUNK, ball)[0].size == (22, 20)


def test_where_nothing_is_enlarged_or_no_alpha_is_kept_the_note_stays(tmp_path, ball):
    for recipe, name in (("denoising.mean()", "out.png"), (SHRUNK, "out.jpg")):
        picture, notes = made(tmp_path, recipe, ball, name)
        assert picture.mode == "RGB" and notes == (OVER_WHITE,)


def test_an_opaque_picture_stays_one(tmp_path, ball):
    buffer = io.BytesIO()
    Pillow.open(io.BytesIO(ball)).convert("RGB").save(buffer, "png")
    assert made(tmp_path, SHRUNK, buffer.getvalue())[0].mode == "RGB"
    assert parse(HEAD + SHRUNK).steps
