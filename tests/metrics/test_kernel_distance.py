import numpy as np
import pytest

from core.metrics.kernel_distance import kernel_distance, kernel_interval


def cloud(count, mean=0.0, seed=0, features=4):
    return np.random.default_rng(seed).normal(mean, 1, (count, features))


def kernel(x, y):
    return (x @ y / len(x) + 1) ** 3


def test_every_pair_counts_once_and_none_is_a_point_with_itself():
    a, b = cloud(5), cloud(4, 1, seed=1)
    own = [
        np.mean([kernel(x, y) for i, x in enumerate(s) for j, y in enumerate(s) if i != j])
        for s in (a, b)
    ]
    across = np.mean([kernel(x, y) for x in a for y in b])
    assert kernel_distance(a, b) == pytest.approx(sum(own) - 2 * across)


def test_sets_with_different_means_are_at_the_closed_form():
    # one feature that is always 1 against always 3: (1 + 1)³ + (9 + 1)³ - 2 (3 + 1)³
    one, three = np.ones((10, 1)), np.full((10, 1), 3.0)
    assert kernel_distance(one, three) == pytest.approx(8 + 1000 - 128)


def test_of_one_source_it_is_nothing_on_average_and_negative_at_times():
    found = [kernel_distance(cloud(60, seed=2 * n), cloud(60, seed=2 * n + 1)) for n in range(200)]
    assert min(found) < 0 < max(found)
    assert abs(np.mean(found)) < 4 * np.std(found) / np.sqrt(len(found))


def test_of_one_source_nothing_lies_in_the_interval():
    low, high = kernel_interval(cloud(300), cloud(300, seed=1), 100)
    assert low < 0 < high


def test_of_different_sources_nothing_does_not():
    low, high = kernel_interval(cloud(300), cloud(300, 1, seed=1), 100)
    assert 0 < low < kernel_distance(cloud(300), cloud(300, 1, seed=1)) < high
