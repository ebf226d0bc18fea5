import base64
import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from core.image import pixel_hash, read_image, sample, to_pillow
from core.provenance import CARRIED, Carried, png_bytes, read_recipe
from core.recipe import Recipe, Sample, Upload
from core.recipe_text import parse
from core.sentence import InputError
from tests.strategies import PICTURE, RECIPES

FLAT = "denoising.total_variation(strength=0.1, iterations=20)"
SMALL = np.full((4, 4, 1), 0.2, np.float32)  # 8 bits hold it
OTHER = pixel_hash(SMALL)
RECIPE = parse(f'sample("coins") | {FLAT}')


def foreign(**texts):
    info = PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    buffer = io.BytesIO()
    Pillow.new("L", (4, 4)).save(buffer, "png", pnginfo=info)
    return buffer.getvalue()


def photo():
    """A picture file and the recipe that starts from it."""
    buffer = io.BytesIO()
    to_pillow(PICTURE).save(buffer, "jpeg")
    data = buffer.getvalue()
    return data, Recipe(Upload("photo.jpg", pixel_hash(read_image(data).image)), RECIPE.steps)


@given(RECIPES)
def test_any_recipe_travels_in_a_png(recipe):
    assert read_recipe(png_bytes(PICTURE, recipe)) == Carried(recipe, {})


def test_the_picture_travels_in_8_bits():
    opened = read_image(png_bytes(PICTURE, RECIPE))
    np.testing.assert_allclose(opened.image, PICTURE, atol=0.5 / 255 + 1e-6)


def test_a_recipe_is_read_from_a_path(tmp_path):
    path = tmp_path / "saved.png"
    path.write_bytes(png_bytes(PICTURE, RECIPE))
    assert read_recipe(path).recipe == RECIPE


def test_the_carried_file_makes_the_picture_anew():
    data, recipe = photo()
    found = read_recipe(png_bytes(PICTURE, recipe, {recipe.head.sha256: data}))
    assert found == Carried(recipe, {recipe.head.sha256: data}) and found.source == data
    image = read_image(found.source).image
    assert found.recipe.run({pixel_hash(image): image}).shape == PICTURE.shape


def test_a_large_file_is_not_carried():
    _, recipe = photo()
    found = read_recipe(png_bytes(PICTURE, recipe, {recipe.head.sha256: bytes(CARRIED + 1)}))
    assert found == Carried(recipe, {})


def test_a_file_just_small_enough_is_carried():
    data, recipe = photo()
    padded = data + bytes(CARRIED - len(data))  # decoders stop at a JPEG's end
    assert read_recipe(png_bytes(PICTURE, recipe, {recipe.head.sha256: padded})).source == padded


@pytest.mark.parametrize("source", ["", "not base64!", base64.b64encode(b"no picture").decode()])
def test_a_damaged_carried_file_is_left_aside(source):
    _, recipe = photo()
    found = read_recipe(foreign(Recipe=str(recipe), Source=source))
    assert found == Carried(recipe, {})


def test_another_picture_is_not_taken_for_the_carried_one():
    data, _ = photo()
    recipe = Recipe(Upload("photo.jpg", "0" * 64))
    assert read_recipe(png_bytes(PICTURE, recipe, {"0" * 64: data})).source is None


def test_the_file_that_an_earlier_version_carried_is_found():
    data, recipe = photo()
    found = read_recipe(foreign(Recipe=str(recipe), Source=base64.b64encode(data).decode()))
    assert found.source == data


def test_pictures_of_settings_travel_beside_the_first():
    data, recipe = photo()
    mixed = parse(f'{recipe.head} | augmentation.mixup(other=upload("o.png", sha256="{OTHER}"))')
    sources = {recipe.head.sha256: data, OTHER: png_bytes(SMALL, None)}
    found = read_recipe(png_bytes(PICTURE, mixed, sources))
    assert found == Carried(mixed, sources)
    assert found.others == {OTHER: sources[OTHER]}


def test_files_are_carried_together_or_not_at_all():
    data, recipe = photo()
    sources = {recipe.head.sha256: data, OTHER: bytes(CARRIED)}
    assert read_recipe(png_bytes(PICTURE, recipe, sources)) == Carried(recipe, {})


@pytest.mark.parametrize("data", [b"", b"text", foreign(), foreign(Comment="hello")])
def test_a_file_without_a_recipe_carries_nothing(data):
    assert read_recipe(data) is None


@pytest.mark.parametrize("text", ["", "import os", '__import__("os")', "(" * 15000, "\0"])
def test_a_damaged_recipe_is_refused_in_a_sentence(text):
    with pytest.raises(InputError):
        read_recipe(foreign(Recipe=text))


def test_a_text_bomb_carries_nothing():
    text = b"Recipe\0\x01\0\0\0" + zlib.compress(bytes(50_000_000), 9)
    body = b"iTXt" + text
    data = foreign()
    bomb = struct.pack(">I", len(text)) + body + struct.pack(">I", zlib.crc32(body))
    assert read_recipe(data[:33] + bomb + data[33:]) is None


def test_a_png_that_is_cut_off_still_tells_its_recipe():
    data = png_bytes(sample("coins"), RECIPE)
    assert read_recipe(data[: len(data) // 2]) == Carried(RECIPE, {})


@given(st.data())
def test_a_damaged_png_gives_a_recipe_nothing_or_a_sentence(draw):
    data = bytearray(png_bytes(PICTURE[:4, :4], Recipe(Sample("coins"))))
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), max_size=5)):
        data[place] = draw.draw(st.integers(0, 255))
    try:
        assert isinstance(read_recipe(bytes(data)), Carried | None)
    except InputError as error:
        assert str(error).endswith(".")
