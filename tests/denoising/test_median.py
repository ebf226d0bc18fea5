import numpy as np
from skimage.filters import median as reference
from skimage.morphology import footprint_rectangle

from core.denoising.median import median
from tests.denoising.last import last


def test_scattered_outliers_vanish_without_a_trace(ramp):
    image = np.full((20, 20, 1), 0.5, np.float32)
    image[::5, ::5] = 1
    np.testing.assert_array_equal(last(median(image)), np.full_like(image, 0.5))


def test_a_straight_edge_stays_as_it_is():
    image = np.zeros((10, 10, 3), np.float32)
    image[:, 4:] = 1
    np.testing.assert_array_equal(last(median(image, radius=3)), image)


def test_it_agrees_with_scikit_image_channel_by_channel(noisy_colour):
    result = last(median(noisy_colour, radius=2))
    square = footprint_rectangle((5, 5))
    expected = [reference(noisy_colour[..., c], square, mode="reflect") for c in range(3)]
    np.testing.assert_array_equal(result, np.stack(expected, axis=-1))
