import math

import numpy as np
import pytest
from skimage.metrics import peak_signal_noise_ratio

from core.metrics import mse, psnr


@pytest.mark.parametrize(("error", "decibels"), [(0.1, 20), (10**-1.5, 30), (0.01, 40), (1, 0)])
def test_a_constant_error_gives_the_decibels_by_construction(error, decibels):
    # 10 log10(1 / 0.1²) = 20; the natural logarithm would give 46.
    truth = np.zeros((8, 9, 3), np.float32)
    assert psnr(truth + np.float32(error), truth) == pytest.approx(decibels, abs=1e-5)


def test_the_mean_squared_error_is_on_the_scale_of_255():
    truth = np.full((4, 4, 1), 0.5, np.float32)
    assert mse(truth + np.float32(10 / 255), truth) == pytest.approx(100, rel=1e-5)


def test_identical_pictures_are_infinitely_good(man):
    assert mse(man, man) == 0
    assert psnr(man, man) == math.inf


def test_it_agrees_with_scikit_image(face, rng):
    noisy = face + rng.normal(0, 0.1, face.shape).astype(np.float32)
    expected = peak_signal_noise_ratio(face, noisy, data_range=1)
    assert psnr(noisy, face) == pytest.approx(expected, abs=1e-4)
