import numpy as np

from core.generation.latent import arithmetic, directions, interpolate, traverse
from core.generation.sampling import GAP

STEP = 28 + GAP


def tile(image, row, column):
    return image[row * STEP : row * STEP + 28, column * STEP : column * STEP + 28]


def test_an_interpolation_ends_in_the_samples_of_both_seeds():
    way = interpolate(model="vae", clothing="bag", seed=3, other=8, count=5)
    back = interpolate(model="vae", clothing="bag", seed=8, other=3, count=5)
    np.testing.assert_allclose(tile(way, 0, 0), tile(back, 1, 1), atol=1e-4)
    np.testing.assert_allclose(tile(way, 1, 1), tile(back, 0, 0), atol=1e-4)


def test_no_shift_leaves_the_samples_as_they_are():
    plain = directions(model="vae", clothing="coat", count=4, seed=5)
    pushed = directions(model="vae", clothing="coat", count=4, seed=5, first=3.0)
    alone = interpolate(model="vae", clothing="coat", seed=5, other=5, count=2)
    np.testing.assert_allclose(tile(plain, 0, 0), tile(alone, 0, 0), atol=1e-4)
    assert np.abs(pushed - plain).max() > 0.1


def test_a_traversal_changes_one_number_a_row():
    sheet = traverse(model="beta_vae", clothing="shirt", seed=1, reach=0.5)
    assert sheet.shape == (10 * STEP - GAP, 9 * STEP - GAP, 1)


def test_arithmetic_with_the_same_two_changes_nothing():
    sheet = arithmetic(model="vae", clothing="bag", first=4, second=4, onto="boot", third=9)
    np.testing.assert_allclose(tile(sheet, 0, 0), tile(sheet, 0, 1), atol=1e-6)
    np.testing.assert_allclose(tile(sheet, 0, 2), tile(sheet, 0, 3), atol=1e-4)
