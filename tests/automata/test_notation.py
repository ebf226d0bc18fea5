from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.automata.cells import method_of
from core.automata.grid import evolve
from core.automata.larger_than_life import larger_step
from core.automata.notation import LifeRule, read_generations, read_larger, read_life
from core.sentence import InputError

COUNTS = st.frozensets(st.integers(0, 8))


@given(st.builds(LifeRule, COUNTS, COUNTS, st.integers(2, 256)))
def test_a_rule_reads_back_as_it_is_written(rule):
    assert read_generations(str(rule)) == rule
    if rule.states == 2:
        assert read_life(str(rule)) == rule


def test_the_old_notation_has_survival_first():
    assert read_life("23/3") == read_life("b3s23") == read_life("B3/S23")
    assert read_generations("/2/3") == read_generations("B2/S/C3") == read_generations("B2/S/3")


def test_a_larger_rule_reads_back_and_golly_leaves_out_two_states():
    text = "R5,C2,M1,S34..58,B34..45,NM"
    assert str(read_larger(text)) == text
    assert read_larger("R5,C0,M1,S34..58,B34..45") == read_larger(text)


@pytest.mark.parametrize("text", ["", "B9/S", "3/S23", "B3", "live", "B3/S23/1"])
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(InputError):
        read_generations(text)


@pytest.mark.parametrize("text", ["R0,C0,M0,S1..2,B1..2,NM", "R99,C0,M0,S1..2,B1..2,NM", "R5"])
def test_what_is_no_larger_rule_is_refused(text):
    with pytest.raises(InputError):
        read_larger(text)


def test_gollys_other_spellings_name_the_same_rules():
    bosco = read_larger("R5,C2,M1,S34..58,B34..45,NM")
    assert read_larger("5,34,45,34,58") == bosco
    listed = read_larger("r2,c3,s2,4-6,8,b3,7-9,nn")
    assert listed.survival == ((2, 2), (4, 6), (8, 8)) and listed.birth == ((3, 3), (7, 9))
    assert (listed.states, listed.shape, listed.counts_itself) == (3, "N", False)
    assert read_larger(str(listed)) == listed
    conway = read_life("B3/S23")
    assert all(read_life(text) == conway for text in ("S23/B3", "s23b3", "b3s23", "Life", "LIFE"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("R5,C2,S33-57,B34-45", "R5,C2,M1,S34..58,B34..45,NM"),
        ("R1,C0,S2-3,B3", "R1,C2,M1,S3..4,B3..3,NM"),
        ("R1,C0,S2,3,B3", "R1,C0,S2-3,B3,NM"),
    ],
)
def test_a_rule_without_m_never_counts_the_centre(one, other, rng):
    grid = rng.integers(0, 2, (48, 48), np.uint8)
    runs = (islice(evolve(larger_step(read_larger(text)), grid), 21) for text in (one, other))
    for mine, theirs in zip(*runs, strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_a_rule_of_one_row_is_answered_with_where_to_set_it():
    with pytest.raises(InputError, match="Elementary and set its rule to 30"):
        method_of("W30")
