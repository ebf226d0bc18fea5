import numpy as np
import pytest

from core.denoising.gaussian import gaussian
from tests.denoising.last import last


def test_a_point_becomes_the_bell():
    image = np.zeros((41, 41, 1), np.float32)
    image[20, 20] = 1
    rows, columns = np.indices((41, 41)) - 20
    bell = np.exp(-(rows**2 + columns**2) / (2 * 3**2)) / (2 * np.pi * 3**2)
    np.testing.assert_allclose(last(gaussian(image, strength=3))[..., 0], bell, atol=1e-5)


def test_blurring_twice_is_blurring_once_by_the_root_of_the_summed_squares(man):
    twice = last(gaussian(last(gaussian(man, strength=3)), strength=4))
    once = last(gaussian(man, strength=5))
    np.testing.assert_allclose(twice, once, atol=2e-3)


@pytest.mark.parametrize("strength", [0.5, 5])
def test_the_mean_brightness_stays(man, strength):
    assert last(gaussian(man, strength=strength)).mean() == pytest.approx(man.mean(), abs=1e-4)
