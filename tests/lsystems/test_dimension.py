from dataclasses import replace

import numpy as np
import pytest

from core.lsystems.dimension import count_boxes
from core.lsystems.drawing import draw
from core.lsystems.presets import PRESETS
from core.lsystems.rewrite import rewrite
from core.sentence import InputError


def paper(size=256):
    return np.ones((size, size, 1), np.float32)


def test_a_line_has_dimension_one():
    image = paper()
    image[100, 1:-1] = 0
    assert count_boxes(image).dimension == pytest.approx(1, abs=0.02)


def test_a_filled_square_has_dimension_two():
    image = paper()
    image[1:-1, 1:-1] = 0
    assert count_boxes(image).dimension == pytest.approx(2, abs=0.02)


def test_the_first_counts_are_those_of_the_definition():
    image = paper()
    image[8:12, 20:28] = 0
    assert count_boxes(image).counts[:2] == (8, 2)


@pytest.mark.parametrize("name", ["sierpinski_triangle", "koch_snowflake", "koch_island"])
def test_a_thin_drawing_comes_near_its_exact_dimension(name):
    preset = PRESETS[name]
    strokes = replace(preset.turtle, width=0.5).draw(rewrite(preset.system, preset.order + 1))
    measured = count_boxes(draw(strokes, size=1024)).dimension
    assert measured == pytest.approx(preset.dimension, abs=0.06)


@pytest.mark.parametrize(("finest", "sizes"), [(2, 7), (5, 5), (8, 5), (1000, 3)])
def test_small_boxes_are_left_out_where_asked(finest, sizes):
    image = paper(1024)
    image[100, 1:-1] = 0
    boxes = count_boxes(image, finest)
    assert len(boxes.sizes) == sizes and boxes.sizes[-1] == 128


@pytest.mark.parametrize("image", [paper(), paper(16)])
def test_an_empty_or_tiny_picture_is_refused(image):
    image[:2, :2] = 0 if len(image) < 32 else 1
    with pytest.raises(InputError):
        count_boxes(image)
