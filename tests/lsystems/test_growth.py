import pytest
from hypothesis import given, settings

from core.lsystems.growth import MOST_DRAWN, check_growth, growth
from core.lsystems.notation import parse
from core.lsystems.presets import PRESETS
from core.lsystems.rewrite import derive
from core.sentence import InputError
from tests.lsystems.strategies import systems, tame


def test_algae_grow_by_fibonaccis_numbers():
    assert [size.modules for size in growth(parse("a -> ab; b -> a"), 9)] == [
        1, 2, 3, 5, 8, 13, 21, 34, 55, 89,
    ]  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(systems(values=tame, weighted=False))
def test_what_is_called_exact_is(system):
    sizes = growth(system, 3)
    for step, size in zip(derive(system, 3), sizes, strict=True):
        if size.is_exact:
            assert size.modules == len(step.modules)
            assert size.segments == step.modules.are("FG").sum()


@pytest.mark.parametrize(
    "name", ["stochastic_weed", "random_tree", "hogeweg_d", "compound_leaf", "ternary_c"]
)
def test_an_estimate_is_within_a_factor_of_three(name):
    preset = PRESETS[name]
    (*_, last) = derive(preset.system, preset.order)
    estimate = growth(preset.system, preset.order)[-1]
    assert 1 / 3 < estimate.modules / len(last.modules) < 3


def test_a_refusal_names_the_largest_order_that_fits():
    system = parse("F -> FFFFFFFFFF")
    with pytest.raises(InputError, match="up to order 6 it fits"):
        check_growth(system, 40)
    assert check_growth(system, 6)[-1].modules == 10**6 < MOST_DRAWN


def test_explosive_growth_is_refused_without_being_tried():
    rules = f"axiom: A(1); A(x) : x > 0 -> {'A(x)' * 300}"
    with pytest.raises(InputError, match="Order 30"):
        check_growth(parse(rules), 30)
