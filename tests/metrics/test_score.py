import numpy as np
import pytest

from core.metrics import luma, psnr, score, ssim


def test_values_beyond_black_and_white_count_as_black_and_white(face):
    beyond = np.where(face > 0.5, face + 5, face - 5)
    clipped = (face > 0.5).astype(np.float32)
    assert score(beyond, face)["psnr"] == psnr(clipped, face)


def test_nothing_is_rounded_to_eight_bits():
    truth = np.full((12, 12, 1), 0.5, np.float32)
    assert score(truth + np.float32(0.0001), truth)["psnr"] == pytest.approx(80, abs=0.01)


def test_all_three_scores_are_those_of_the_functions(face):
    result = np.clip(face * np.float32(0.9), 0, 1)
    scores = score(result, face)
    assert list(scores) == ["mse", "psnr", "ssim"]
    assert scores["ssim"] == ssim(result, face)


@pytest.mark.parametrize(
    ("colour", "brightness"), [((1, 0, 0), 0.299), ((0, 1, 0), 0.587), ((0, 0, 1), 0.114)]
)
def test_luma_weighs_the_primaries_as_bt601_does(colour, brightness):
    pixel = np.array(colour, np.float32).reshape(1, 1, 3)
    assert luma(pixel)[0, 0, 0] == pytest.approx(brightness, abs=1e-6)


def test_white_and_grey_keep_their_brightness(man):
    np.testing.assert_array_equal(luma(man), man)
    np.testing.assert_allclose(luma(np.repeat(man, 3, axis=2)), man, atol=1e-6)


def test_on_luma_an_error_in_blue_counts_by_its_weight():
    truth = np.zeros((12, 12, 3), np.float32)
    blue = truth + np.array([0, 0, 0.5], np.float32)
    expected = 20 * np.log10(1 / (0.114 * 0.5))
    assert score(blue, truth, on_luma=True)["psnr"] == pytest.approx(expected, abs=1e-4)
