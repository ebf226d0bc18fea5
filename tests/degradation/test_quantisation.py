import numpy as np
import pytest

from core.degradation import quantisation


def line(*values: float):
    return np.array(values, np.float32).reshape(1, -1, 1)


def test_two_levels_are_black_and_white():
    np.testing.assert_array_equal(quantisation(line(0, 0.4, 0.6, 1), levels=2), line(0, 0, 1, 1))


def test_values_beyond_the_range_become_the_outermost_levels():
    np.testing.assert_array_equal(quantisation(line(-0.3, 1.7), levels=8), line(0, 1))


def test_eight_bits_stay_eight_bits(man):
    np.testing.assert_allclose(quantisation(man, levels=256), man, atol=1e-7)


@pytest.mark.parametrize("levels", [4, 16, 100])
def test_the_error_is_a_twelfth_of_the_squared_step(levels):
    shades = np.linspace(0, 1, 100_001, dtype=np.float32).reshape(1, -1, 1)
    error = np.mean(np.square(quantisation(shades, levels=levels) - shades, dtype=np.float64))
    assert error == pytest.approx(1 / (levels - 1) ** 2 / 12, rel=1e-3)  # Bennett 1948
