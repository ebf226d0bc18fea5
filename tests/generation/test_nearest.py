"""Nearest pictures, against looking at all of them one by one."""

import numpy as np

from core.generation import nearest as module
from core.generation.nearest import nearest

RNG = np.random.default_rng(2)


def test_the_nearest_are_those_of_a_search_through_all(monkeypatch):
    monkeypatch.setattr(module, "ROWS", 7)  # so that they come from several parts
    known = RNG.integers(0, 256, (40, 3, 4, 1), np.uint8)
    asked = RNG.random((5, 3, 4, 1), np.float32)
    places, distances = nearest(asked, known, 6)
    for one, found, apart in zip(asked, places, distances, strict=True):
        all_apart = np.sqrt(np.square(255 * one - known).mean((1, 2, 3)))
        np.testing.assert_array_equal(found, np.argsort(all_apart)[:6])
        np.testing.assert_allclose(apart, np.sort(all_apart)[:6], rtol=1e-5)


def test_what_is_only_remembered_lies_at_distance_0():
    known = RNG.integers(0, 256, (30, 8, 8, 3), np.uint8)
    places, distances = nearest(known[[21, 4]] / np.float32(255), known, 2)
    np.testing.assert_array_equal(places[:, 0], [21, 4])
    np.testing.assert_allclose(distances[:, 0], 0, atol=1e-4)
