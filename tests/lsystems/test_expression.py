import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lsystems.expression import Number, evaluate
from core.lsystems.notation import parse
from core.lsystems.plain import value_of
from tests.lsystems.strategies import expressions

SMALL = st.sampled_from([-2.0, -0.5, 0.0, 1.0, 3.0])


@given(expressions(("x", "y")), st.lists(SMALL, min_size=2, max_size=2))
def test_arrays_give_what_plain_numbers_give(expression, values):
    names = dict(zip("xy", values, strict=True))
    try:
        expected = value_of(expression, names)
    except (ZeroDivisionError, OverflowError):
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what has no real value is NaN for arrays
        found = evaluate(expression, {name: np.full(3, value) for name, value in names.items()})
    if isinstance(expected, complex):
        return
    np.testing.assert_allclose(found, np.full(np.shape(found), expected))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1-2-3", -4), ("2^3^2", 512), ("-2^2", -4), ("2*-3", -6), ("8/4/2", 1), ("1+2*3", 7),
        ("2^-1", 0.5), ("!0+1", 2), ("1<2&2<3", 1), ("1=2|3>=3", 1), ("3!=3", 0), ("(1+2)*3", 9),
    ],
)  # fmt: skip
def test_operators_bind_as_in_arithmetic(text, value):
    (module,) = parse(f"axiom: F({text})").axiom
    assert evaluate(module.arguments[0], {}) == value


def test_a_number_prints_as_short_as_it_goes():
    assert [str(Number(n)) for n in (2.0, 0.1, 1e300)] == ["2", "0.1", "1e+300"]
