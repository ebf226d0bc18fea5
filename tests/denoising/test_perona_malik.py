import numpy as np
import pytest

from core.denoising.explain_perona_malik import explain_perona_malik, mean_conductance
from core.denoising.perona_malik import STEP, perona_malik
from tests.denoising.last import last


def test_heat_is_neither_made_nor_lost(noisy_colour):
    result = last(perona_malik(noisy_colour, strength=0.3, iterations=50))
    expected = noisy_colour.mean(axis=(0, 1))
    np.testing.assert_allclose(result.mean(axis=(0, 1)), expected, atol=1e-5)


def test_no_value_leaves_the_range_of_the_input(noisy_colour):
    result = last(perona_malik(noisy_colour, strength=0.5, iterations=20))
    assert result.min() >= noisy_colour.min() and result.max() <= noisy_colour.max()


def test_a_faint_point_spreads_like_heat():
    # Linear diffusion for time t makes a point a bell of variance 2 t along each axis.
    image = np.zeros((41, 41, 1), np.float32)
    image[20, 20] = 1e-3
    result = last(perona_malik(image, strength=0.5, iterations=15))[..., 0] / 1e-3
    rows, _ = np.indices((41, 41)) - 20
    assert (result * rows**2).sum() == pytest.approx(2 * STEP * 15, rel=1e-3)


def test_an_edge_much_higher_than_the_strength_stays():
    image = np.zeros((12, 12, 3), np.float32)
    image[:, 6:] = 1
    np.testing.assert_allclose(
        last(perona_malik(image, strength=0.1, iterations=50)), image, atol=1e-6
    )


def test_the_conductance_shown_is_the_mean_of_the_four_sides(noisy_colour):
    centre, sides = noisy_colour[5, 6], noisy_colour[[4, 6, 5, 5], [6, 6, 5, 7]]
    squares = np.square(sides - centre).mean(axis=1)
    expected = np.exp(-squares / 0.4**2).mean()
    assert mean_conductance(noisy_colour, 0.4)[5, 6] == pytest.approx(expected, rel=1e-5)


def test_the_map_after_the_last_step_is_that_of_the_whole_picture(man):
    chosen = {"strength": 0.1, "iterations": 3}
    figure = explain_perona_malik(man, 60, 70, **chosen)
    (drawn,) = figure.axes[2].images
    whole = mean_conductance(last(perona_malik(man, **chosen)), 0.1)
    np.testing.assert_allclose(drawn.get_array(), whole[48:73, 58:83], atol=1e-5)
