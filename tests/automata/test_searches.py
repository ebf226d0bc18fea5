"""Searches that go on from where another one, or a person, left off."""

import numpy as np
import pytest

from core.automata.learning.pictures import SMALL, grow, noise_removal, pair
from core.automata.learning.searches import SEARCHES, train
from core.automata.learning.target import from_hidden_rule
from core.automata.spaces import SPACES
from core.automata.starting import from_picture
from core.automata.tables import random_table
from core.sentence import InputError

CROSS = SPACES["von_neumann_2"]


@pytest.fixture(scope="module")
def hidden():
    return random_table(CROSS, np.random.default_rng(7))


@pytest.fixture(scope="module")
def target(hidden):
    return from_hidden_rule(hidden, steps=3, seed=1, side=32)


def courses(target, name="evolution", **options):
    return [*train(target, SEARCHES[name], **{"budget": 300, "seed": 2, **options})]


@pytest.mark.parametrize("name", ["evolution", "floating selection"])
def test_a_search_that_goes_on_gets_no_worse_and_counts_on(target, name):
    first = courses(target, name)[-1]
    parts = courses(target, name, before=first, first=[first.latest.best], budget=600)
    assert all(part.latest.fitness >= first.latest.fitness for part in parts)
    assert all(part.latest.baseline >= first.latest.baseline for part in parts)
    if parts:  # floating selection may have come to its end
        assert [*parts[-1].tried] == sorted(parts[-1].tried)
        assert parts[-1].tried[len(first.tried)] > first.tried[-1]


def test_evolution_from_the_rule_itself_ends_at_once(target, hidden):
    (only,) = courses(target, first=[hidden])
    assert only.latest.fitness == pytest.approx(1)
    assert only.latest.best.changed(hidden) == []


def test_counting_needs_one_table_for_pairs_one_step_apart(hidden):
    (only,) = courses(from_hidden_rule(hidden, steps=1, seed=0), "counting")
    assert (only.latest.fitness, only.latest.evaluations) == (pytest.approx(1), 1)


def test_noise_hits_as_many_cells_as_its_density_says(rng):
    image = rng.random((128, 128, 1), np.float32)
    asked = {"density": 0.2, "steps": 1, "seed": 0, "similarity": "agreement"}
    target = noise_removal(image, CROSS, **asked)
    equal = float(target.score(CROSS.keep()[None])[0])
    assert equal == pytest.approx(1 - 0.2 / 2, abs=0.01)  # half the hits change nothing


def test_a_picture_is_to_grow_at_its_threshold(rng):
    image = rng.random((SMALL, SMALL, 1), np.float32)
    target = grow(image, CROSS, steps=4, seed=0, similarity="double_overlap")
    levels = np.rint(image * 255).astype(np.float32) / 255
    np.testing.assert_array_equal(target.targets[0], from_picture(levels, 2))


def test_pictures_of_two_sizes_are_no_pair():
    small, large = np.zeros((8, 8, 1), np.float32), np.zeros((8, 9, 1), np.float32)
    with pytest.raises(InputError, match="same size"):
        pair(small, large, CROSS, steps=1, similarity="agreement")
