from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from core.automata.learning.similarity import overlap
from core.lsystems.inference.candidates import Bundle, Candidate, judged
from core.lsystems.inference.closeup import look, ranked
from core.lsystems.inference.directions import histogram
from core.lsystems.inference.genomes import Space
from core.lsystems.inference.likeness import Judge, iou, nearness, thickened
from core.lsystems.inference.search import at_best_order, infer, random_search
from core.lsystems.inference.sketch import sketches
from core.lsystems.inference.spoken import spoken
from core.lsystems.inference.target import from_picture, from_system, picture, written
from core.lsystems.notation import parse
from core.lsystems.rewrite import rewrite
from core.lsystems.turtle import Turtle
from core.sentence import InputError

PLANT = (("X", "F[+X]-X"), ("F", "FF"))


@pytest.mark.parametrize(
    "rules", [(("F", "F[+F]-F"),), (("F", "+F--F+"),), PLANT, (("X", "[+X]F-X"), ("F", "F+F"))]
)
def test_a_sketch_has_the_segments_of_the_turtle(rules):
    for sketch in sketches(rules, np.array([25.7, 90.0]), most=800):
        for angle, starts, steps in zip((25.7, 90.0), sketch.starts, sketch.steps, strict=True):
            strokes = Turtle(angle).draw(rewrite(parse(written(rules)), sketch.order))
            found = strokes.starts[:, :2] @ (1, 1j)
            np.testing.assert_allclose(starts, found, atol=1e-3 * len(found) ** 0.5)
            np.testing.assert_allclose(starts + steps, strokes.ends[:, :2] @ (1, 1j), atol=1e-2)


def test_a_plant_that_looks_alike_at_many_orders_is_found_at_its_own():
    target = from_picture(picture((("F", "F[+F]F"),), 30, 4))
    guess = Candidate((("F", "F[+F]F"),), 30.0, 6)
    assert look(target, guess).iou < 0.8
    assert at_best_order(target, guess) == replace(guess, order=4)


def test_ink_is_the_same_whatever_its_size_place_and_colours():
    drawn = picture((("F", "F+F--F"),), 60, 4, size=256)
    inverted = 1 - np.pad(drawn, ((40, 90), (10, 200), (0, 0)), constant_values=1)
    small, large = from_picture(drawn).mask, from_picture(inverted.astype(np.float32)).mask
    np.testing.assert_array_equal(small, large)


@pytest.mark.parametrize(
    ("word", "angle", "order"), [("F[+F]F[-F]F", 25, 4), ("F-F+F+F-F", 72, 4), ("F[+F]-F", 22, 6)]
)
def test_directions_put_the_right_angle_among_the_first(word, angle, order):
    assert angle in from_system((("F", word),), angle, order).angles[:8]


def test_directions_of_lines_turn_with_the_picture():
    ink = np.zeros((200, 200))
    ink[20:180, 100] = 1
    upright, level = histogram(ink), histogram(ink.T)
    np.testing.assert_allclose(np.roll(upright, 180), level, atol=1e-3)


def test_an_empty_picture_is_refused():
    with pytest.raises(InputError, match="nothing drawn"):
        from_picture(np.ones((64, 64, 3), np.float32))


def test_equal_pictures_are_half_similar_and_twice_that_is_one():
    target = from_system((("F", "F[+F]-F"),), 22, 5)
    assert overlap(target.mask[None, None], target.mask[None])[0] == pytest.approx(0.5)
    judge = Judge(target.at(64))
    assert judge.fitness(target.at(64)[None])[0] == pytest.approx(1)
    assert judge.density(target.at(64)[None])[0] == pytest.approx(1)


def test_nearness_falls_with_the_distance_of_chess():
    dot = np.zeros((1, 11, 11), bool)
    dot[0, 5, 5] = True
    rows, columns = np.indices((11, 11)) - 5
    distance = np.maximum(abs(rows), abs(columns))
    expected = np.where(distance <= 4, np.exp(-distance / 2), 0)
    np.testing.assert_allclose(nearness(dot)[0], expected, atol=1e-6)


def test_iou_of_two_dots_side_by_side_is_that_of_their_squares():
    one, other = np.zeros((2, 9, 9), bool)
    one[4, 4] = other[4, 5] = True
    assert thickened(one[None]).sum() == 9
    assert iou(one, other) == pytest.approx(6 / 12)


def test_another_angle_is_another_picture():
    target = from_system((("F", "F[+F]-F"),), 22, 5)
    verdict = next(judged(Judge(target.at(64)), [Bundle((("F", "F[+F]-F"),), (21.0, 22.0, 23.0))]))
    assert (verdict.fittest.angle, verdict.fittest.order) == (22.0, 5)
    looks = ranked(target, [verdict.fittest, *[type(verdict.fittest)((("F", "F[+F]-F"),), 23, 5)]])
    assert looks[0].iou > 0.95 > 0.5 > looks[1].iou


def test_a_search_finds_a_short_rule_again_and_random_search_runs_beside_it():
    target = from_system((("F", "F[+F]"),), 32, 8)
    *_, last = infer(target, budget=60_000, space=Space(longest=5))
    assert look(target, last.best[0]).iou > 0.95
    assert last.is_found and last.baseline > 0


def test_equal_seeds_search_alike():
    target, space = from_system((("F", "F[+F]F-F"),), 25, 4), Space(longest=3)
    runs = [next(infer(target, budget=1, space=space, seed=3)).best for _ in range(2)]
    assert runs[0] == runs[1]


def test_random_search_never_gets_worse():
    target = from_system((("F", "F[+F]F-F"),), 25, 4)
    looks = [best.fitness for best, _ in islice(random_search(target, space=Space(longest=3)), 3)]
    assert looks == sorted(looks)


def test_rules_are_said_step_by_step():
    said = str(spoken((("F", "F[++F]-F"),), 25)[0])
    assert (
        said
        == "Each F becomes F, then a branch (turn left 50°, then F), then turn right 25°, then F."
    )
