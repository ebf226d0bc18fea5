import numpy as np
import pytest
from scipy import ndimage

from core import degradation, kernels
from core.image import sample
from core.sentence import InputError

BLUR = next(m for m in degradation.GUIDED if m.id == "blur")
TRIM = degradation.TRIM
SHAKE = kernels.METHODS[4](size=9, seed=2)
PHOTO = sample("cat")[:80, :90]


@pytest.mark.parametrize(("border", "mode"), [("reflect", "reflect"), ("wrap", "wrap")])
def test_it_is_scipys_convolution(border, mode):
    expected = ndimage.convolve(PHOTO.astype(np.float64), SHAKE.astype(np.float64), mode=mode)
    np.testing.assert_allclose(BLUR(PHOTO, kernel=SHAKE, border=border), expected, atol=2e-6)


def test_cut_off_is_what_the_kernel_saw_wholly():
    whole = BLUR(PHOTO, kernel=SHAKE, border="reflect")
    np.testing.assert_allclose(BLUR(PHOTO, kernel=SHAKE), TRIM(whole, kernel=SHAKE), atol=2e-6)


def test_a_point_blurs_nothing_and_light_is_kept():
    point = kernels.METHODS[0](size=5)
    np.testing.assert_allclose(BLUR(PHOTO, kernel=point, border="wrap"), PHOTO, atol=1e-6)
    blurred = BLUR(PHOTO, kernel=SHAKE, border="wrap")
    np.testing.assert_allclose(blurred.mean(axis=(0, 1)), PHOTO.mean(axis=(0, 1)), atol=1e-5)


def test_kernels_are_scaled_to_sum_to_one():
    scaled = BLUR(PHOTO, kernel=7 * SHAKE)
    np.testing.assert_allclose(scaled, BLUR(PHOTO, kernel=SHAKE), atol=1e-6)


def test_light_is_added_before_the_curve_of_srgb_where_that_is_asked():
    step = np.zeros((5, 9, 1), np.float32)
    step[:, 5:] = 1
    row = np.full((1, 3, 1), 1 / 3, np.float32)
    middle = BLUR(step, kernel=row, linear=True)[2, 3, 0]  # sees one white pixel of three
    assert middle == pytest.approx(1.055 * (1 / 3) ** (1 / 2.4) - 0.055, abs=1e-5)
    flat = np.full((9, 9, 3), 0.4, np.float32)
    np.testing.assert_allclose(BLUR(flat, kernel=SHAKE, linear=True), 0.4, atol=1e-6)


@pytest.mark.parametrize("method", [BLUR, TRIM], ids=lambda m: m.id)
def test_a_kernel_larger_than_the_picture_is_one_sentence(method):
    with pytest.raises(InputError, match="kernel must be no larger than the picture of 90 × 80"):
        method(PHOTO, kernel=np.ones((81, 3, 1), np.float32))


def test_what_is_missing_is_black_and_the_rest_as_it_was():
    mask = np.zeros((80, 90, 1), np.float32)
    mask[10:20, 5:9] = 1
    missing = next(m for m in degradation.GUIDED if m.id == "missing")(PHOTO, mask=mask)
    assert not missing[10:20, 5:9].any()
    np.testing.assert_array_equal(missing[mask[..., 0] == 0], PHOTO[mask[..., 0] == 0])
