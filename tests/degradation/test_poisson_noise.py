import numpy as np
import pytest

from core.degradation import poisson_noise

GREY = np.full((200, 200, 1), 0.5, np.float32)


def test_every_value_is_a_whole_number_of_photons():
    photons = poisson_noise(GREY, peak=30) * 30
    np.testing.assert_allclose(photons, np.rint(photons), atol=1e-5)


@pytest.mark.parametrize("peak", [2, 30, 500])
def test_the_mean_is_the_light_and_the_variance_is_the_mean(peak):
    photons = poisson_noise(GREY, peak=peak).astype(np.float64) * peak
    assert photons.mean() == pytest.approx(peak / 2, rel=0.02)
    assert photons.var() == pytest.approx(peak / 2, rel=0.03)


def test_black_stays_black_and_white_may_be_exceeded():
    assert not poisson_noise(np.zeros_like(GREY)).any()
    assert poisson_noise(np.ones_like(GREY)).max() > 1


def test_values_below_black_receive_no_light():
    assert not poisson_noise(-GREY).any()
