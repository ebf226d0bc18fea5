import numpy as np
import pytest

from core.metrics.inception_score import inception_score, score_interval


def test_sure_of_every_picture_and_all_kinds_alike_is_the_number_of_kinds():
    assert inception_score(np.eye(10)[np.arange(200) % 10]) == pytest.approx(10)


def test_one_kind_alone_or_no_idea_is_one():
    assert inception_score(np.eye(10)[np.zeros(50, int)]) == pytest.approx(1)
    assert inception_score(np.full((50, 10), 0.1)) == pytest.approx(1)


def test_half_sure_of_two_kinds_is_the_closed_form():
    # p(y) is even; each picture's entropy is that of 3/4 and 1/4
    found = inception_score(np.array([[0.75, 0.25], [0.25, 0.75]]))
    assert found == pytest.approx(2 * 0.75**0.75 * 0.25**0.25)


def test_the_interval_stays_among_possible_scores_and_holds_the_figure():
    probabilities = np.random.default_rng(0).dirichlet(np.full(4, 0.3), 300)
    low, high = score_interval(probabilities, 100)
    assert 1 <= low < inception_score(probabilities) < high <= 4
