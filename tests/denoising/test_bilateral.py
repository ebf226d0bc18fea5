import numpy as np
import pytest

from core.denoising.bilateral import bilateral
from core.denoising.explain_bilateral import bilateral_kernels, explain_bilateral
from tests.denoising.last import last


@pytest.mark.parametrize("pixel", [(0, 0), (36, 40), (17, 5)])
def test_a_pixel_is_the_mean_weighted_by_the_kernels_that_are_shown(noisy_colour, pixel):
    chosen = {"strength": 0.3, "distance": 1.7}
    window, spatial, tonal = bilateral_kernels(noisy_colour, *pixel, **chosen)
    weights = (spatial * tonal)[..., None]
    expected = (weights * window).sum(axis=(0, 1)) / weights.sum()
    np.testing.assert_allclose(last(bilateral(noisy_colour, **chosen))[pixel], expected, atol=1e-5)


def test_an_edge_much_higher_than_the_strength_stays():
    image = np.zeros((12, 12, 3), np.float32)
    image[:, 6:] = 1
    np.testing.assert_allclose(last(bilateral(image, strength=0.1)), image, atol=1e-6)


def test_grey_as_colour_gives_the_same(man):
    colour = last(bilateral(np.repeat(man, 3, axis=2)))
    np.testing.assert_allclose(colour[..., :1], last(bilateral(man)), atol=1e-5)


def test_with_all_colours_alike_it_is_a_blur():
    # A faint point is like its surroundings, so only the spatial kernel speaks.
    image = np.zeros((21, 21, 1), np.float32)
    image[10, 10] = 1e-4
    rows, columns = np.indices((21, 21)) - 10
    bell = np.exp(-(rows**2 + columns**2) / (2 * 2**2)) * (abs(rows) <= 4) * (abs(columns) <= 4)
    result = last(bilateral(image, strength=1, distance=2))[..., 0]
    np.testing.assert_allclose(result / 1e-4, bell / bell.sum(), atol=1e-5)


def test_the_figure_names_pixel_and_panels(noisy_colour):
    figure = explain_bilateral(noisy_colour, 3, 4, strength=0.3, distance=1.5)
    assert "row 3, column 4" in figure.get_suptitle()
    titles = [axis.get_title() for axis in figure.axes]
    assert titles[:4] == ["Neighbourhood", "Near", "Alike", "Near and alike"]
