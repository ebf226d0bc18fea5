import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("text", ["", "B9/S", "3/S23", "B3", "life", "B3/S23/1"])
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(InputError):
        read_generations(text)


@pytest.mark.parametrize("text", ["R0,C0,M0,S1..2,B1..2,NM", "R99,C0,M0,S1..2,B1..2,NM", "R5"])
def test_what_is_no_larger_rule_is_refused(text):
    with pytest.raises(InputError):
        read_larger(text)
