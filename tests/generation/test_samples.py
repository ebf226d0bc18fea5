"""Samples are found again on the sheet that shows them."""

import numpy as np
import pytest

from core.generation.clothing import GARMENTS
from core.generation.samples import samples_of
from core.generation.sampling import sheet

RNG = np.random.default_rng(3)


@pytest.mark.parametrize(("count", "columns"), [(1, 0), (7, 0), (40, 10)])
def test_a_sheet_is_cut_into_what_was_laid_on_it(count, columns):
    made = RNG.random((count, 28, 28, 1), np.float32)
    settings = {"clothing": "each", "count": count, "seed": 0}
    found = samples_of("gan", settings, sheet(made, columns))
    np.testing.assert_array_equal(found.pictures, made)
    np.testing.assert_array_equal(found.labels, np.arange(count) % len(GARMENTS))


def test_emoji_are_larger_and_of_no_kind():
    made = RNG.random((5, 32, 32, 3), np.float32)
    found = samples_of("words", {"text": "cat", "count": 5, "seed": 0}, sheet(made))
    np.testing.assert_array_equal(found.pictures, made)
    assert set(found.labels) == {-1}


def test_of_a_reconstruction_only_what_was_made_is_a_sample():
    seen, made, apart = RNG.random((3, 28, 28, 1), np.float32)
    found = samples_of("reconstruct", {"model": "vae"}, sheet([seen, made, apart], 3))
    np.testing.assert_array_equal(found.pictures, made[None])
