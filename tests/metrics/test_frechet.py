import numpy as np
import pytest
from scipy.linalg import sqrtm

from core.metrics.frechet import (
    frechet_distance,
    frechet_interval,
    gaussian_distance,
    moments,
)


def cloud(count, mean, spread, seed=0):
    return np.random.default_rng(seed).normal(mean, spread, (count, len(mean)))


def test_gaussians_with_equal_axes_are_as_far_as_the_closed_form_says():
    # the sum over the axes of (difference of means)² + (difference of deviations)²
    means, spreads = (np.array([0.0, 1, 2]), np.array([1.0, -1, 2])), ((1, 2, 3), (2, 2, 1))
    covariances = [np.diag(np.square(spread).astype(float)) for spread in spreads]
    found = gaussian_distance(means[0], covariances[0], means[1], covariances[1])
    assert found == pytest.approx(1 + 4 + 0 + 1 + 0 + 4)


def test_turned_gaussians_agree_with_a_matrix_root():
    rng = np.random.default_rng(1)
    a, b = (rng.normal(size=(5, 5)) for _ in range(2))
    a, b = a @ a.T, b @ b.T
    expected = np.trace(a + b - 2 * np.real(sqrtm(a @ b)))
    assert gaussian_distance(np.zeros(5), a, np.zeros(5), b) == pytest.approx(expected)


def test_many_points_come_near_the_closed_form():
    real = cloud(40_000, [0, 0], [1, 2])
    made = cloud(40_000, [3, 0], [2, 2], seed=1)
    assert frechet_distance(real, made) == pytest.approx(9 + 1, rel=0.02)


def test_the_distance_is_symmetric_and_nothing_between_a_set_and_itself():
    a, b = cloud(200, [0, 0, 0], [1, 2, 0]), cloud(300, [1, 0, 0], [1, 1, 0], seed=1)
    assert frechet_distance(a, b) == pytest.approx(frechet_distance(b, a))
    assert frechet_distance(a, a) == pytest.approx(0, abs=1e-6)


def test_fewer_points_of_one_source_seem_farther_apart():
    few, many = (
        frechet_distance(cloud(count, [0] * 20, 1, 0), cloud(count, [0] * 20, 1, 1))
        for count in (100, 2000)
    )
    assert few > 5 * many > 0


def test_of_one_source_the_interval_holds_nothing_and_the_figure():
    a, b = cloud(500, [0] * 20, 1, 0), cloud(500, [0] * 20, 1, 1)
    low, high = frechet_interval(a, b, 100)
    assert low == 0 < frechet_distance(a, b) < high < 1


def test_the_interval_holds_the_truth_about_far_sets():
    a, b = cloud(500, [0] * 5, 1, 0), cloud(500, [1] * 5, 1, 1)
    low, high = frechet_interval(a, b, 100)
    assert low < 5 < high < low + 2


def test_weights_count_a_point_as_often_as_it_was_drawn():
    points, weight = cloud(30, [0, 1], 1), np.random.default_rng(2).integers(0, 4, 30)
    drawn = np.repeat(points, weight, axis=0)
    mean, covariance = moments(points, weight.astype(float))
    np.testing.assert_allclose(mean, drawn.mean(0))
    np.testing.assert_allclose(covariance, np.cov(drawn.T))
