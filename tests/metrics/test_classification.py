import math

import numpy as np
import pytest

from core.metrics.classification import judge, mean_of_seeds

TRUTH = np.array([0, 0, 0, 0, 1, 1, 2, 2])
CALLED = np.array([0, 0, 0, 1, 1, 0, 2, 1])


def test_figures_are_those_counted_by_hand():
    found = judge(TRUTH, CALLED, 3)
    assert found.accuracy == 5 / 8
    np.testing.assert_allclose(found.class_precision, [3 / 4, 1 / 3, 1])
    np.testing.assert_allclose(found.class_recall, [3 / 4, 1 / 2, 1 / 2])
    np.testing.assert_allclose(found.class_f1, [3 / 4, 2 / 5, 2 / 3])
    assert found.precision == pytest.approx((3 / 4 + 1 / 3 + 1) / 3)
    assert found.recall == pytest.approx((3 / 4 + 1 / 2 + 1 / 2) / 3)
    assert found.f1 == pytest.approx((3 / 4 + 2 / 5 + 2 / 3) / 3)
    assert found.confusion.tolist() == [[3, 1, 0], [1, 1, 0], [0, 1, 1]]
    assert found.counts.tolist() == [4, 2, 2]


def test_a_class_that_nothing_was_called_counts_as_none_right():
    found = judge(np.array([0, 1]), np.array([0, 0]), 3)
    assert found.class_precision.tolist() == [0.5, 0, 0]
    assert found.recall == pytest.approx(1 / 3)


def test_the_interval_over_seeds_is_students():
    # t with 4 degrees of freedom: 2.776; deviation of 1..5: sqrt(2.5)
    mean, low, high = mean_of_seeds([1, 2, 3, 4, 5])
    reach = 2.7764 * math.sqrt(2.5 / 5)
    assert (mean, low, high) == pytest.approx((3, 3 - reach, 3 + reach), abs=1e-3)


def test_one_seed_tells_nothing_of_the_others():
    assert mean_of_seeds([0.5]) == (0.5, -math.inf, math.inf)
