from typing import Annotated

import numpy as np
import pytest

from core.fits import Fits, join, take_away, to_kernel, to_mask
from core.image import Image
from core.method import Method
from core.sentence import InputError

BESIDE = np.zeros((6, 8, 3), np.float32)


def lay(image: Image, *, over: Annotated[Image, Fits()], share: float) -> Image:
    return (1 - share) * image + share * over


def test_a_setting_without_a_default_is_asked_for_by_name():
    method = Method("Laying", lay)
    over = np.ones_like(BESIDE)
    with pytest.raises(InputError, match="Laying needs share"):
        method(BESIDE, over=over)
    with pytest.raises(InputError, match="Laying needs a picture as over"):
        method(BESIDE, share=0.5)
    assert method(BESIDE, over=over, share=0.5).mean() == 0.5


@pytest.mark.parametrize("value", [3, True, [[1.0]], ("a",)])
def test_what_is_no_picture_is_refused_by_name(value):
    with pytest.raises(InputError, match="over must be a picture"):
        Method("Laying", lay)(BESIDE, over=value, share=0.5)


def test_a_mask_of_another_size_is_one_sentence_and_never_resized():
    with pytest.raises(InputError, match="mask must have the picture’s size, 8 × 6 pixels, got 3"):
        Fits("masks", "same", to_mask).check("mask", np.ones((4, 3, 1), np.float32), BESIDE)


@pytest.mark.parametrize("shape", [(4, 3, 1), (3, 4, 1), (2, 2, 3)])
def test_a_kernel_has_odd_sides(shape):
    with pytest.raises(InputError, match="kernel must have odd sides"):
        Fits("kernels", "odd", to_kernel).check("kernel", np.ones(shape, np.float32), BESIDE)


def test_a_mask_is_taken_at_half_whatever_the_picture():
    grey = np.array([0, 0.49, 0.5, 1], np.float32).reshape(2, 2, 1)
    np.testing.assert_array_equal(to_mask(grey).ravel(), [0, 0, 1, 1])
    np.testing.assert_array_equal(to_mask(grey.repeat(3, axis=2)), to_mask(grey))


def test_a_kernel_sums_to_one():
    assert to_kernel(np.full((3, 3, 1), 7, np.float32)).sum() == pytest.approx(1)
    with pytest.raises(InputError, match="no negative value"):
        to_kernel(np.float32([[[1], [-0.1]]]))
    with pytest.raises(InputError, match="must not be black"):
        to_kernel(np.zeros((3, 3, 1), np.float32))


def test_masks_are_joined_and_taken_away_pixel_by_pixel():
    one = np.float32([[[0], [0], [1], [1]]])
    other = np.float32([[[0], [1], [0], [1]]])
    np.testing.assert_array_equal(join(one, other).ravel(), [0, 1, 1, 1])
    np.testing.assert_array_equal(take_away(one, other).ravel(), [0, 0, 1, 0])
    with pytest.raises(InputError, match="one size"):
        join(one, other[:, :2])
