from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.lsystems.growth import matrix
from core.lsystems.notation import parse
from core.lsystems.plain import Plain, rewrite_text
from core.lsystems.rewrite import derive, rewrite
from core.sentence import InputError
from tests.lsystems.strategies import systems, tame

PLAIN = ["F -> F[+F]F[-F]F", "X -> F-[[X]+X]+F[+FX]-X; F -> FF", "a -> ab; b -> a", "F -> ; F -> F"]
WEED = "F ->(0.33) F[+F]F[-F]F; F ->(0.33) F[+F]F; F ->(0.34) F[-F]F"


def strings(rules, order, seed=0):
    return [step.modules.text() for step in derive(parse(rules), order, seed)]


def test_algae_grow_as_lindenmayers_did():
    assert strings("a -> ab; b -> a", 4) == ["a", "ab", "aba", "abaab", "abaababa"]


def test_anabaena_grows_as_in_abop_1_2():
    rules = "axiom: a_r; a_r -> a_lb_r; a_l -> b_la_r; b_r -> a_r; b_l -> a_l"
    expected = ["a_r", "a_lb_r", "b_la_ra_r", "a_la_lb_ra_lb_r", "b_la_rb_la_ra_rb_la_ra_r"]
    assert strings(rules, 4) == expected


def test_a_signal_climbs_into_every_branch_as_in_abop_1_8():
    rules = "#ignore: + -; axiom: F_b[+F_a]F_a[-F_a]F_a[+F_a]F_a; F_b < F_a -> F_b"
    assert strings(rules, 3) == [
        "F_b[+F_a]F_a[-F_a]F_a[+F_a]F_a",
        "F_b[+F_b]F_b[-F_a]F_a[+F_a]F_a",
        "F_b[+F_b]F_b[-F_b]F_b[+F_a]F_a",
        "F_b[+F_b]F_b[-F_b]F_b[+F_b]F_b",
    ]


def test_a_signal_sinks_down_the_axis_and_leaves_branches_alone_as_in_abop_1_8():
    rules = "#ignore: + -; axiom: F_a[+F_a]F_a[-F_a]F_a[+F_a]F_b; F_a > F_b -> F_b"
    assert strings(rules, 3)[-1] == "F_b[+F_a]F_b[-F_a]F_b[+F_a]F_b"


def test_contexts_are_read_across_brackets_as_in_abop_1_8():
    assert strings("axiom: ABC[DE][SG[HI[JK]L]MNO]; BC < S > G[H]M -> X", 1)[1] == (
        "ABC[DE][XG[HI[JK]L]MNO]"
    )


@pytest.mark.parametrize(
    "axiom", ["ABD[E][SG[HI]MN]", "ABC[DE][SG[I]MN]", "ABC[DE][SGM[H]]", "BCS"]
)
def test_a_context_that_is_not_there_changes_nothing(axiom):
    assert len(set(strings(f"axiom: {axiom}; BC < S > G[H]M -> X", 1))) == 1


def test_ignored_symbols_are_looked_through():
    assert strings("#ignore: + F; axiom: A+FB; A < B -> C", 1)[1] == "A+FC"
    assert strings("axiom: A+FB; A < B -> C", 1)[1] == "A+FB"


def test_the_rule_with_more_contexts_acts():
    assert strings("axiom: AB; B -> X; A < B -> Y", 1)[1] == "AY"


def test_values_come_from_contexts_too():
    rules = "axiom: A(1)B(2)C(4); A(x) < B(y) > C(z) : x < y -> B(x+y*z)"
    assert strings(rules, 1)[1] == "A(1)B(9)C(4)"


def test_the_first_steps_of_abop_1_10():
    rules = (
        "axiom: B(2)A(4,4); A(x,y) : y <= 3 -> A(x*2,x+y); A(x,y) : y > 3 -> B(x)A(x/y,0)\n"
        "B(x) : x < 1 -> C; B(x) : x >= 1 -> B(x-1)"
    )
    assert strings(rules, 4) == [
        "B(2)A(4,4)", "B(1)B(4)A(1,0)", "B(0)B(3)A(2,1)", "CB(2)A(4,3)", "CB(1)A(8,7)",
    ]  # fmt: skip


def test_what_others_pass_over_has_neighbours_of_its_own():
    rules = "#ignore: +; axiom: +A+; + > A -> B; A < + -> C"
    assert strings(rules, 1) == ["+A+", "BAC"]


@settings(max_examples=80, deadline=None)
@given(systems(values=tame, weighted=False), st.integers(0, 3))
def test_arrays_and_a_plain_walk_give_the_same_string(system, order):
    plain = Plain(system)
    items = plain.axiom
    for step in derive(system, order):
        found = [(step.modules.alphabet[code][0], tuple(row)) for code, row in _rows(step.modules)]
        assert found == items
        assume(len(items) < 400)
        items = [new for place in range(len(items)) for new in plain.successor(items, place)]


def _rows(modules):
    for code, row in zip(modules.codes.tolist(), modules.values.tolist(), strict=True):
        yield code, row[: modules.alphabet[code][1]]


@pytest.mark.parametrize("rules", PLAIN)
def test_composed_substitutions_give_what_single_steps_give(rules):
    for order in range(7):
        assert rewrite(parse(rules), order).text() == strings(rules, order)[-1]
        assert rewrite(parse(rules), order).text() == rewrite_text(parse(rules), order)


@settings(max_examples=40, deadline=None)
@given(systems(values=tame), st.integers(0, 2**31), st.integers(0, 3))
def test_equal_seeds_give_equal_strings_and_brackets_match(system, seed, order):
    first, again = (rewrite(system, order, seed) for _ in range(2))
    np.testing.assert_array_equal(first.codes, again.codes)
    np.testing.assert_array_equal(first.values, again.values)
    depth = np.cumsum(first.are("[").astype(int) - first.are("]"))
    assert len(first) == 0 or (depth.min() >= 0 and depth[-1] == 0)


@pytest.mark.parametrize("rules", PLAIN)
def test_each_symbols_count_is_the_matrix_power(rules):
    system = parse(rules)
    table = matrix(system)
    powers = np.array([[table[a].get(b, 0) for b in system.alphabet] for a in system.alphabet])
    start = np.array([system.axiom.count(_module(key)) for key in system.alphabet])
    for order in range(6):
        expected = start @ np.linalg.matrix_power(powers, order)
        assert list(rewrite(system, order).counts().values()) == expected.tolist()


@settings(max_examples=40, deadline=None)
@given(st.text("abc", max_size=6), st.lists(st.text("abc[]", max_size=5), max_size=3), st.data())
def test_counts_are_the_matrix_power_for_any_plain_system(axiom, successors, data):
    matched = [s.replace("[", "").replace("]", "[+]") for s in successors]
    rules = [f"{symbol} -> {word}" for symbol, word in zip("abc", matched, strict=False)]
    system, order = parse("\n".join([f"axiom: {axiom}", *rules])), data.draw(st.integers(0, 4))
    table = matrix(system)
    powers = np.array([[table[a].get(b, 0) for b in system.alphabet] for a in system.alphabet])
    first = [sum(module.key == key for module in system.axiom) for key in system.alphabet]
    expected = first @ np.linalg.matrix_power(powers, order)
    assert list(rewrite(system, order).counts().values()) == expected.tolist()


def _module(key):
    return parse(f"axiom: {key[0]}").axiom[0] if key[0] not in "[]" else None


def test_chance_follows_the_weights():
    found = Counter(rewrite(parse("axiom: " + "A" * 9000 + "; A ->(1) B; A ->(3) C"), 1).text())
    assert found["B"] / 9000 == pytest.approx(0.25, abs=0.02) and found["B"] + found["C"] == 9000


def test_another_seed_gives_another_plant():
    assert rewrite(parse(WEED), 3, 1).text() != rewrite(parse(WEED), 3, 2).text()


def test_the_string_of_an_order_does_not_depend_on_how_far_one_goes():
    assert strings(WEED, 3, seed=5) == strings(WEED, 4, seed=5)[:4]


@pytest.mark.parametrize("rules", ["F -> " + "F" * 400, "F ->(1) " + "F" * 400])
def test_a_string_that_grows_too_long_is_refused(rules):
    with pytest.raises(InputError, match="grows beyond"):
        rewrite(parse(rules), 6)


@pytest.mark.parametrize("rules", ["axiom: F(1/0)", "axiom: F(2); F(x) -> F((1-x)^0.5)"])
def test_a_value_that_is_no_number_is_refused(rules):
    with pytest.raises(InputError, match="finite"):
        rewrite(parse(rules), 1)
