import numpy as np

from core.degradation import salt_and_pepper
from core.denoising.adaptive_median import adaptive_median
from core.denoising.median import median
from core.metrics import psnr
from tests.denoising.last import last


def test_sound_pixels_stay_exactly_where_a_median_would_change_them(ramp):
    ramp[10, 10] = 1
    result = last(adaptive_median(ramp))
    changed = np.argwhere(result[2:-2, 2:-2, 0] != ramp[2:-2, 2:-2, 0]) + 2
    np.testing.assert_array_equal(changed, [[10, 10]])


def test_an_outlier_becomes_the_median_of_the_smallest_window_that_has_one():
    image = np.array(
        [[5, 6, 7, 8, 9], [4, 9, 9, 9, 1], [3, 9, 9, 9, 2], [2, 9, 9, 9, 3], [1, 2, 3, 4, 5]]
    )
    result = last(adaptive_median(image[..., None].astype(np.float32), radius=2))
    # 3 × 3: all are 9, so undecided; 5 × 5: the lowest is 1, the median 6, the highest 9.
    assert result[2, 2, 0] == 6


def test_where_even_the_largest_window_is_extreme_its_median_is_taken():
    image = np.zeros((9, 9, 1), np.float32)
    image[4, 4] = 1
    np.testing.assert_array_equal(last(adaptive_median(image)), np.zeros_like(image))


def test_it_beats_the_median_on_salt_and_pepper(face):
    noisy = salt_and_pepper(face, density=0.3)
    adaptive, plain = last(adaptive_median(noisy)), last(median(noisy, radius=2))
    assert psnr(adaptive, face) > psnr(plain, face) + 3
