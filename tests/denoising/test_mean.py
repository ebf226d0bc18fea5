import numpy as np
import pytest

from core import denoising

mean = next(method for method in denoising.METHODS if method.id == "mean")


def test_a_single_bright_pixel_spreads_evenly_over_the_square():
    image = np.zeros((9, 9, 1), np.float32)
    image[4, 4] = 1
    expected = np.zeros_like(image)
    expected[2:7, 2:7] = 1 / 25
    np.testing.assert_allclose(mean(image, radius=2), expected, atol=1e-7)


@pytest.mark.parametrize("radius", [1, 2])
def test_noise_falls_with_the_square_root_of_the_pixels(rng, radius):
    noise = rng.standard_normal((400, 400, 1), np.float32)
    assert mean(noise, radius=radius).std() == pytest.approx(1 / (2 * radius + 1), rel=0.03)
