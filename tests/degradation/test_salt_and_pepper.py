import numpy as np
import pytest

from core.degradation import salt_and_pepper

GREY = np.full((200, 200, 3), 0.5, np.float32)


@pytest.mark.parametrize("density", [0.02, 0.1, 0.6])
def test_half_of_the_lost_values_are_black_and_half_white(density):
    noisy = salt_and_pepper(GREY, density=density)
    assert np.mean(noisy == 0) == pytest.approx(density / 2, rel=0.07)
    assert np.mean(noisy == 1) == pytest.approx(density / 2, rel=0.07)


def test_the_other_values_stay(man):
    noisy = salt_and_pepper(man, density=0.3)
    sound = (noisy != 0) & (noisy != 1)
    np.testing.assert_array_equal(noisy[sound], man[sound])


def test_the_ends_of_the_range_lose_nothing_and_everything(man):
    np.testing.assert_array_equal(salt_and_pepper(man, density=0), man)
    assert np.isin(salt_and_pepper(man, density=1), (0, 1)).all()
