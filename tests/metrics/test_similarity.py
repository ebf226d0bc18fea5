import math

import numpy as np
import pytest
from skimage.metrics import structural_similarity

from core.metrics import ssim


def test_identical_pictures_are_wholly_similar(man):
    assert ssim(man, man) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(("a", "b"), [(0.2, 0.7), (0, 1), (0.5, 0.5)])
def test_flat_pictures_compare_their_brightness_alone(a, b):
    flat = np.ones((16, 16, 1), np.float32)
    expected = (2 * a * b + 0.01**2) / (a**2 + b**2 + 0.01**2)
    assert ssim(flat * np.float32(a), flat * np.float32(b)) == pytest.approx(expected, rel=1e-5)


def test_a_negative_is_dissimilar(man):
    assert ssim(1 - man, man) < 0.2


@pytest.mark.parametrize("channels", [1, 3])
def test_it_agrees_with_scikit_image(face, rng, channels):
    truth = face[..., :channels]
    noisy = truth + rng.normal(0, 0.1, truth.shape).astype(np.float32)
    expected = structural_similarity(
        *(truth.astype(np.float64), noisy.astype(np.float64)),
        data_range=1,
        gaussian_weights=True,
        use_sample_covariance=False,
        channel_axis=-1,
    )
    assert ssim(noisy, truth) == pytest.approx(expected, abs=1e-9)


def test_a_picture_smaller_than_the_window_has_no_score():
    small = np.zeros((10, 500, 1), np.float32)
    assert math.isnan(ssim(small, small))
    assert ssim(np.zeros((11, 11, 1), np.float32), np.zeros((11, 11, 1), np.float32)) == 1
