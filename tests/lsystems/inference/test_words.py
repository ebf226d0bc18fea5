import numpy as np
import pytest

from core.lsystems.inference.genomes import Space
from core.lsystems.inference.words import all_words, canonical, is_balanced, neighbours


@pytest.mark.parametrize(
    ("word", "tidy"),
    [
        ("F+-F", "FF"),
        ("F[]F", "FF"),
        ("F[+F-]F", "F[+F]F"),
        ("F[[+F]]F", "F[+F]F"),
        ("[-F][+F]F", "[+F][-F]F"),
        ("F[+-]+F-", "F+F-"),
    ],
)
def test_what_changes_nothing_in_a_drawing_goes(word, tidy):
    assert canonical(word) == tidy


def test_all_words_are_canonical_and_short_and_there_are_as_many_as_by_brute_force():
    from itertools import product

    every = {canonical("".join(w)) for n in range(2, 6) for w in product("F+-[]", repeat=n)
             if is_balanced("".join(w))}  # fmt: skip
    assert set(all_words("F", 5)) == {word for word in every if word.count("F") >= 2}


def test_neighbours_go_both_ways():
    assert "F[+F]F" in neighbours("F+F]F".replace("]", ""), "F")
    assert "F+FF" in neighbours("F[+F]F", "F")


@pytest.mark.parametrize("rules", [1, 2])
def test_children_stay_within_their_space(rules):
    space, rng = Space(rules), np.random.default_rng(0)
    parent = space.drawn(rng)
    for _ in range(200):
        parent = space.child(parent, space.drawn(rng), rng)
        assert space.allows(parent)
        assert all(is_balanced(word) and word == canonical(word) for _, word in parent)
