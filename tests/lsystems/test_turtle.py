import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.lsystems.notation import parse
from core.lsystems.rewrite import rewrite
from core.lsystems.turtle import Turtle
from core.sentence import InputError
from tests.lsystems.turtle_by_hand import walk

STEPS = [
    "F",
    "G",
    "f",
    "+",
    "-",
    "|",
    "&",
    "^",
    "\\",
    "/",
    "$",
    "F(2)",
    "+(70)",
    "&(200)",
    "[",
    "]",
]


def drawn(rules, order=0, angle=90.0, **settings):
    return Turtle(angle, **settings).draw(rewrite(parse(rules), order))


@st.composite
def walks(draw, steps):
    """Words for a turtle whose brackets match."""
    text, depth = "F", 0
    for step in draw(st.lists(st.sampled_from(steps), max_size=40)):
        if step == "]" and not depth:
            continue
        depth += (step == "[") - (step == "]")
        text += step
    return rewrite(parse(f"axiom: {text}{']' * depth}"), 0)


@settings(max_examples=100, deadline=None)
@given(walks(STEPS), st.sampled_from([0.0, 0.2, -0.5]))
def test_it_walks_as_one_that_goes_step_by_step(modules, elasticity):
    tropism = (0.3, -1.0, 0.1)
    strokes = Turtle(25.7, tropism=tropism, elasticity=elasticity).draw(modules)
    expected = walk(modules, 25.7, np.array(tropism) * elasticity)
    np.testing.assert_allclose(strokes.ends, expected, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(walks([step for step in STEPS if step not in ("$",)]))
def test_turns_multiplied_and_turns_in_waves_agree(modules):
    bent = Turtle(33, elasticity=1e-12).draw(modules)
    np.testing.assert_allclose(Turtle(33).draw(modules).ends, bent.ends, atol=1e-8)


def test_a_first_turn_turns_the_whole_drawing():
    plant = drawn("F -> F[+F]F[-F]F", 3, 25.7)
    turned = drawn("axiom: +(40)F; F -> F[+F]F[-F]F", 3, 25.7)
    c, s = np.cos(np.radians(40)), np.sin(np.radians(40))
    matrix = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    np.testing.assert_allclose(turned.ends, plant.moved(matrix).ends, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(walks(["F", "G", "f", "+", "-", "|", "+(70)", "[", "]"]), st.floats(-180, 180))
def test_any_walk_in_the_plane_turns_with_its_first_turn(modules, degrees):
    turned = rewrite(parse(f"axiom: +({degrees:.6f}){modules}"), 0)
    c, s = np.cos(np.radians(round(degrees, 6))), np.sin(np.radians(round(degrees, 6)))
    matrix = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    expected = Turtle(25.7).draw(modules).moved(matrix).ends
    np.testing.assert_allclose(Turtle(25.7).draw(turned).ends, expected, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(walks(["F", "G", "f", "+", "&", "/", "[", "]"]), st.sampled_from([0.25, 3]))
def test_any_walk_grows_with_its_steps(modules, factor):
    text = "".join(f"{c}({factor})" if c in "FGf" else c for c in str(modules))
    longer = Turtle(33).draw(rewrite(parse(f"axiom: {text}"), 0))
    np.testing.assert_allclose(longer.ends, factor * Turtle(33).draw(modules).ends, atol=1e-9)


def test_longer_steps_make_a_larger_drawing_of_the_same_shape():
    rules = "axiom: A({}); A(s) -> F(s)[+A(s/2)][&A(s/3)]"
    one, three = (drawn(rules.format(size), 5, 50.0) for size in (1, 3))
    np.testing.assert_allclose(three.ends, 3 * one.ends, atol=1e-9)


@pytest.mark.parametrize("order", range(5))
def test_a_koch_curve_has_4_to_the_n_segments_and_spans_3_to_the_n(order):
    strokes = drawn("F -> F+F--F+F", order, 60)
    assert len(strokes) == 4**order
    assert np.linalg.norm(strokes.ends[-1]) == pytest.approx(3**order)


def test_a_hilbert_curve_visits_each_cell_once():
    strokes = drawn("axiom: L; L -> +RF-LFL-FR+; R -> -LF+RFR+FL-", 5)
    cells = {tuple(p) for p in np.rint([strokes.starts[0], *strokes.ends]).astype(int).tolist()}
    low, high = strokes.box()
    assert len(cells) == 4**5 and np.rint(high - low).tolist() == [31, 31, 0]


def test_the_hilbert_curve_of_abop_1_19_visits_each_cell_of_a_cube_once():
    from core.lsystems.presets import PRESETS

    strokes = PRESETS["hilbert_cube"].turtle.draw(rewrite(PRESETS["hilbert_cube"].system, 3))
    cells = {tuple(p) for p in np.rint([strokes.starts[0], *strokes.ends]).astype(int).tolist()}
    low, high = strokes.box()
    assert len(cells) == 8**3 and np.rint(high - low).tolist() == [7, 7, 7]


def test_a_dragon_curve_never_goes_along_an_edge_twice():
    strokes = drawn("axiom: F_l; F_l -> F_l+F_r+; F_r -> -F_l-F_r", 11)
    middles = np.rint(strokes.starts + strokes.ends).astype(int)
    assert len({tuple(middle) for middle in middles.tolist()}) == 2**11


def test_widths_and_colours_come_back_after_a_branch():
    strokes = drawn("axiom: F!(3)F['!F'(7)F]F!F", width=2.0)
    np.testing.assert_allclose(strokes.widths, [2, 6, 4.5, 4.5, 6, 4.5])
    assert strokes.colours.tolist() == [0, 0, 1, 7, 0, 0]


def test_a_polygon_takes_its_corners_from_several_branches():
    strokes = drawn("axiom: [G{.][GG.][+G.]}{.}}")
    np.testing.assert_allclose(strokes.corners[:3], [[0, 1, 0], [0, 2, 0], [-1, 0, 0]], atol=1e-12)
    assert strokes.first_corners.tolist()[0] == 0


def test_a_leaf_points_where_the_turtle_looks():
    strokes = drawn("axiom: FF+~(3)")
    low, high = strokes.corners.min(axis=0), strokes.corners.max(axis=0)
    np.testing.assert_allclose([low[0], high[0], low[1] + high[1]], [-3, 0, 4], atol=1e-12)


def test_each_segment_knows_its_module():
    modules = rewrite(parse("axiom: AF[+FA]F"), 0)
    assert Turtle().draw(modules).modules.tolist() == [1, 4, 7]


def test_a_string_that_draws_nothing_gives_an_empty_drawing():
    assert len(drawn("axiom: A+[B]")) == 0 and len(drawn("axiom:")) == 0


def test_a_turtle_that_walks_off_is_refused():
    with pytest.raises(InputError, match="range of numbers"):
        drawn("axiom: F(1e308)F(1e308)")
