import math

import numpy as np
import pytest

from core.metrics import comparable, score_enlarged
from core.metrics.enlarged import studio_luma


@pytest.mark.parametrize(
    ("colour", "level"),
    # BT.601 in studio range: black 16, white 235, and the primaries' published levels
    [((0, 0, 0), 16), ((1, 1, 1), 235), ((1, 0, 0), 81), ((0, 1, 0), 145), ((0, 0, 1), 41)],
)
def test_brightness_has_the_published_levels(colour, level):
    pixel = np.array(colour, np.float32).reshape(1, 1, 3)
    assert round(float(studio_luma(pixel)[0, 0, 0]) * 255) == level


def test_grey_keeps_its_full_range(man):
    np.testing.assert_array_equal(studio_luma(man), man)


def test_an_error_of_three_levels_has_its_closed_form():
    truth = np.full((40, 40, 1), 100 / 255, np.float32)
    result = truth + np.float32(3.2 / 255)  # rounded to 3
    assert score_enlarged(result, truth, 2)["psnr"] == pytest.approx(20 * math.log10(255 / 3))
    colour = [score_enlarged(np.repeat(i, 3, axis=2), np.repeat(truth, 3, axis=2), 2)["psnr"]
              for i in (result,)]  # fmt: skip
    assert colour[0] == pytest.approx(20 * math.log10(255 / 3 * 255 / 219), abs=1e-3)


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_only_what_lies_within_the_border_counts(scale, man):
    worse = man.copy()
    worse[:scale] = worse[-scale:] = worse[:, :scale] = worse[:, -scale:] = 0
    assert score_enlarged(worse, man, scale)["psnr"] == math.inf
    worse[scale, scale] = 1 - worse[scale, scale]
    assert score_enlarged(worse, man, scale)["psnr"] < math.inf


def test_the_truth_is_cropped_as_shrinking_crops(man):
    np.testing.assert_array_equal(comparable(man, man[:126, :125]), man[:126, :125])
    assert score_enlarged(man[:126, :125], man, 3)["psnr"] == math.inf


def test_a_picture_that_is_all_border_has_no_score():
    dot = np.zeros((4, 4, 1), np.float32)
    assert all(math.isnan(value) for value in score_enlarged(dot, dot, 2).values())
