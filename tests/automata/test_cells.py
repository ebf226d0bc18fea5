"""From pictures back to cells, and on from there."""

import numpy as np
import pytest

from core.automata import METHODS
from core.automata.cells import (
    LONGEST,
    STATES,
    as_start,
    cells_of,
    golly_rule,
    method_of,
    states_of,
)
from core.automata.on_picture import life_on_picture
from core.automata.palettes import ANCHORS, paint
from core.method import final
from core.sentence import InputError

PAINTABLE = [method for method in METHODS if any(p.name == "rle" for p in method.parameters)]
every_paintable = pytest.mark.parametrize("method", PAINTABLE, ids=lambda method: method.id)
SMALL = {"size": 64, "seed": 3}


def test_every_method_that_takes_a_painted_start_says_its_states():
    assert {method.id for method in PAINTABLE} == set(STATES)
    with pytest.raises(InputError, match="painted"):
        states_of("lenia", {})


@pytest.mark.parametrize("palette", ANCHORS)
@pytest.mark.parametrize("states", [2, 3, 14, 24])
def test_a_painted_picture_gives_its_cells_back(palette, states, rng):
    cells = rng.integers(0, states, (20, 30), np.uint8)
    np.testing.assert_array_equal(cells_of(paint(cells, states, palette), states, palette), cells)


@every_paintable
def test_a_run_goes_on_from_its_own_picture_as_if_it_had_never_stopped(method):
    settings = method.check({**SMALL, "steps": 20})
    middle = method(**{**settings, "steps": 8})
    cells = cells_of(middle, states_of(method.id, settings), settings["palette"])
    further = method(**{**settings, "steps": 12, "rle": as_start(cells)})
    np.testing.assert_array_equal(further, method(**settings))


def test_cells_start_where_they_were_painted():
    life = next(method for method in METHODS if method.id == "life_like")
    cells = np.zeros((32, 32), np.uint8)
    cells[0, 5] = cells[31, 0] = 1
    made = life(size=32, steps=0, rle=as_start(cells), palette="night")
    np.testing.assert_array_equal(made[..., 0], cells)


def test_cells_that_make_too_long_a_text_are_refused(rng):
    with pytest.raises(InputError, match=str(LONGEST)):
        as_start(rng.integers(0, 2, (256, 256), np.uint8))


@pytest.mark.parametrize(
    ("id", "rule"),
    [
        ("life_like", "B36/S23"),
        ("generations", "B2/S345/4"),
        ("larger_than_life", "R5,C2,M1,S34..58,B34..45,NM"),
        ("wireworld", "WireWorld"),
    ],
)
def test_a_rule_of_golly_finds_its_method_and_back(id, rule):
    method, settings = method_of(rule)
    assert (method, golly_rule(method, settings)) == (id, rule)
    with pytest.raises(InputError, match="runs the rule"):
        method_of("JvN29")


def test_a_rule_of_ones_own_on_a_picture_is_the_one_of_that_name(rng):
    image = rng.random((24, 24, 1), np.float32)
    named = final(life_on_picture(image, rule="life", steps=5))
    own = final(life_on_picture(image, rule="vote", own_rule="B3/S23", steps=5))
    np.testing.assert_array_equal(own, named)


def test_frames_of_life_say_how_far_they_are():
    life = next(method for method in METHODS if method.id == "life_like")
    progress = [frame.progress for frame in life.frames(size=16, steps=25, every=10)]
    assert progress == [0, 10 / 25, 20 / 25, 1]
