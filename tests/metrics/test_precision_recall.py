import numpy as np

from core.metrics.precision_recall import precision, precision_hits, recall


def cloud(count, mean=0.0, spread=1.0, seed=0):
    return np.random.default_rng(seed).normal(mean, spread, (count, 3))


def test_a_set_lies_wholly_in_itself():
    assert precision(cloud(100), cloud(100)) == recall(cloud(100), cloud(100)) == 1


def test_one_picture_over_and_over_lies_in_itself_too():
    same = np.repeat(cloud(1, 1e3), 50, axis=0)
    assert precision(same, same) == recall(same, same) == 1


def test_sets_far_apart_share_nothing():
    assert precision(cloud(100), cloud(100, 50)) == recall(cloud(100), cloud(100, 50)) == 0


def test_a_part_of_the_real_ones_is_precise_but_does_not_reach_all():
    real = np.concatenate([cloud(100), cloud(100, 50, seed=1)])
    assert (precision(real, real[:100]), recall(real, real[:100])) == (1, 0.5)


def test_balls_reach_to_the_third_neighbour():
    line = np.arange(7.0)[:, None]  # the first point's ball reaches 3, the others' 2 or 3
    made = np.array([[-3.0], [-3.1], [9.0], [9.1], [20.0]])
    assert precision_hits(line, made).tolist() == [1, 0, 1, 0, 0]
