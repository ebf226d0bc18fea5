import numpy as np
import pytest

from core.data import Collection, drawn, fit
from core.data.fitting import to_side
from core.sentence import InputError


def test_shrinking_takes_the_mean_of_what_a_pixel_covers(rng):
    pictures = rng.integers(0, 256, (2, 48, 48, 3), dtype=np.uint8)
    blocks = pictures.reshape(2, 16, 3, 16, 3, 3).mean((2, 4))
    np.testing.assert_allclose(to_side(pictures, 16), blocks, atol=1e-3)


def test_a_pixel_cut_by_an_edge_counts_by_its_share():
    # 3 pixels over 2: the middle one belongs to both by half.
    rows = np.tile(np.array([0, 60, 120], np.uint8), (3, 1))
    shrunk = to_side(rows[None, ..., None], 2)
    np.testing.assert_allclose(shrunk[0, 0, :, 0], [20, 100], atol=1e-3)


def test_enlarging_keeps_a_plane():
    ramp = np.tile(np.arange(16.0, dtype=np.float32)[:, None], (1, 16))[None, ..., None]
    inner = to_side(ramp, 32)[0, 2:-2, 0, 0]
    np.testing.assert_allclose(np.diff(inner), 0.5, atol=1e-5)


def test_wide_pictures_are_cut_in_the_middle_and_the_note_says_so(rng):
    pictures = rng.integers(0, 256, (3, 20, 30, 1), dtype=np.uint8)
    result = fit(Collection("wide", pictures, None, ()), 20, 3)
    np.testing.assert_array_equal(result.pictures, pictures[:, :, 5:25].repeat(3, axis=3))
    assert str(result.note) == "Cut to squares, then fitted to 20 × 20 pixels, in colour."


def test_what_fits_already_is_left_alone():
    pictures = drawn(2)
    assert fit(pictures, 28, 1) is pictures


def test_a_side_beyond_is_refused_with_the_range():
    with pytest.raises(InputError, match=r"\[16, 64\] pixels, got 65"):
        fit(drawn(1), 65, 1)


def test_few_gives_as_many_of_each_class_and_other_ones_with_another_seed():
    whole = drawn(6)
    first, second = (whole.few(3, seed=seed) for seed in (0, 1))
    assert np.bincount(first.labels).tolist() == [3] * 10
    assert (first.pictures != second.pictures).any()
    with pytest.raises(InputError, match="has 6 pictures; 7 are asked for"):
        whole.few(7)
