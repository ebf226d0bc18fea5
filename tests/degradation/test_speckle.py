import numpy as np
import pytest

from core.degradation import speckle

GREY = np.full((300, 300, 1), 0.5, np.float32)


@pytest.mark.parametrize("strength", [0.05, 0.3, 1.0])
def test_the_factor_has_mean_one_and_the_deviation_asked_for(strength):
    factor = speckle(GREY, strength=strength) / GREY
    assert factor.mean() == pytest.approx(1, abs=0.01)
    assert factor.std() == pytest.approx(strength, rel=0.02)


def test_a_single_look_is_exponential():
    # Goodman 1976: the share above the mean is 1 / e.
    assert np.mean(speckle(GREY, strength=1.0) > GREY) == pytest.approx(1 / np.e, abs=0.01)


def test_black_stays_black_and_bright_parts_suffer_most(ramp):
    assert not speckle(np.zeros_like(GREY)).any()
    error = np.abs(speckle(ramp, strength=0.3) - ramp)
    assert error[:, 12:].mean() > 2 * error[:, :12].mean()
