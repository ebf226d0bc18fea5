"""What is said of samples beside real pictures."""

import numpy as np

from core.data import Collection
from core.generation import judged, looking
from core.generation.looking import Opinion, opinion_of, reference
from core.sentence import InputError

NOBODY = np.empty(0, np.float32)


def test_only_what_was_asked_to_be_something_can_be_seen_as_asked():
    opinion = Opinion(NOBODY, np.array([3, 1, 2, 2]), np.ones(4, np.float32))
    assert opinion.agreement(np.array([3, 1, 0, -1])) == 2 / 3
    assert opinion.agreement(np.full(4, -1)) is None


def test_a_judge_whose_weights_are_missing_says_nothing(monkeypatch):
    def missing(*_):
        raise InputError("The weights {name} are missing.", name="gan_fashion")

    monkeypatch.setattr(judged.shelf, "gan", missing)
    monkeypatch.setattr(looking, "verdicts", missing)
    opinion = opinion_of(np.zeros((2, 28, 28, 1), np.float32), np.array([0, 1]))
    assert len(opinion.belief) == len(opinion.kinds) == 0
    assert opinion.agreement(np.array([0, 1])) is None


def test_real_pictures_beside_samples_are_of_the_same_kinds_and_none_stands_twice(monkeypatch):
    asked = []
    monkeypatch.setattr(looking, "opinion_of", lambda pictures, labels: asked.append(labels))
    pictures = np.arange(40, dtype=np.uint8).repeat(16).reshape(40, 4, 4, 1)
    known = Collection("drawn", pictures, np.arange(40) % 10, tuple("abcdefghij"))
    other = Collection("drawn", pictures + 100, known.labels, known.classes)
    labels = np.array([7, 7, 2, 7])
    found = reference(labels, known, other)
    np.testing.assert_array_equal(asked[0], labels)
    assert len(found.distances) == 4
