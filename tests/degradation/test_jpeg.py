import numpy as np

from core.degradation import jpeg
from core.metrics import psnr


def test_lower_quality_is_further_from_the_truth(face):
    scores = [psnr(jpeg(face, quality=quality), face) for quality in (5, 20, 50, 90)]
    assert scores == sorted(scores) and scores[-1] > scores[0] + 8


def test_the_result_has_eight_bits(face):
    levels = 255 * jpeg(face)
    np.testing.assert_allclose(levels, np.rint(levels), atol=1e-4)


def test_flat_blocks_survive_the_worst_quality():
    grey = np.full((16, 16, 1), 128 / 255, np.float32)
    np.testing.assert_allclose(jpeg(grey, quality=1), grey, atol=1e-6)


def test_blocks_do_not_feel_each_other():
    image = np.full((16, 16, 1), 128 / 255, np.float32)
    image[:8, :8] = np.random.default_rng(0).random((8, 8, 1))
    result = jpeg(image, quality=10)
    assert np.abs(result - image)[:8, :8].max() > 0.05
    np.testing.assert_allclose(result[8:], image[8:], atol=1e-6)
