import numpy as np
import pytest

from core.metrics.bootstrap import interval, mean_interval, weights


def test_weights_draw_as_many_as_there_are_and_the_same_for_a_seed():
    first, again = (np.array(list(weights(50, 20, seed))) for seed in (3, 3))
    assert (first.sum(1) == 50).all()
    np.testing.assert_array_equal(first, again)


def test_the_interval_of_a_mean_is_that_of_the_central_limit():
    values = np.random.default_rng(0).normal(5, 2, 2000)
    error = values.std() / np.sqrt(2000)
    low, high = mean_interval(values, 2000, 0)
    assert (low, high) == pytest.approx(values.mean() + np.array([-1.96, 1.96]) * error, abs=0.01)


def test_a_biased_figure_and_what_it_would_be_without_are_both_held():
    resampled = np.linspace(1.9, 2.1, 1001)  # resampling adds 1 to a figure of 1
    low, high = interval(1.0, resampled)
    assert (low, high) == pytest.approx((-0.095, 1.095))


def test_an_interval_stays_where_the_figure_can_be():
    assert interval(1.0, np.linspace(1.9, 2.1, 11), least=0.0, greatest=1.0) == (0, 1)
