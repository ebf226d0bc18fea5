import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.lsystems.branches import Branches


@st.composite
def bracketed(draw):
    """A string of a, b and brackets that match."""
    text, depth = "", 0
    for symbol in draw(st.text("ab[]", max_size=60)):
        if symbol == "]" and not depth:
            continue
        depth += (symbol == "[") - (symbol == "]")
        text += symbol
    return text + "]" * depth


def branches_of(text):
    symbols = np.array(list(text), "U1")
    return symbols, Branches(symbols == "[", symbols == "]")


@given(bracketed())
def test_sums_are_those_of_a_walk_with_a_stack(text):
    symbols, branches = branches_of(text)
    values = np.where(symbols == "a", 1.0, np.where(symbols == "b", 100.0, 0.0))
    total, stack, expected = 0.0, [], []
    for symbol, value in zip(symbols, values, strict=True):
        if symbol == "[":
            stack.append(total)
        total = stack.pop() if symbol == "]" else total + value
        expected.append(total)
    np.testing.assert_array_equal(branches.sums(values), expected)


@given(bracketed())
def test_the_previous_one_is_that_of_a_walk_with_a_stack(text):
    symbols, branches = branches_of(text)
    last, stack, expected = -1, [], []
    for place, symbol in enumerate(symbols):
        if symbol == "[":
            stack.append(last)
        if symbol == "]":
            last = stack.pop()
        expected.append(last)
        if symbol == "a":
            last = place
    found = branches.previous(symbols == "a", np.arange(len(symbols)))
    np.testing.assert_array_equal(found, expected)
