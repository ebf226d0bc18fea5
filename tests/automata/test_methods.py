"""Promises of every method of the field; those of all fields are in tests/test_contract.py."""

import numpy as np
import pytest

from core.automata import METHODS
from core.image import check_image
from core.sentence import InputError

MAKERS = [method for method in METHODS if not method.takes_image]
every_maker = pytest.mark.parametrize("method", MAKERS, ids=lambda method: method.id)
SMALL = {"size": 64, "steps": 6}


@every_maker
def test_it_makes_an_image_from_nothing_and_the_same_twice(method):
    first = check_image(method(**SMALL))
    np.testing.assert_array_equal(method(**SMALL), first)


@every_maker
def test_progress_rises_to_one_and_frames_carry_scores(method):
    frames = [*method.frames(**SMALL)]
    progress = [frame.progress for frame in frames]
    assert progress == sorted(progress) and progress[-1] == 1
    assert all(np.isfinite([*frame.scores.values()]).all() for frame in frames)


@every_maker
def test_no_step_at_all_shows_the_start(method):
    (frame,) = method.frames(size=64, steps=0)
    assert frame.progress == 1


@pytest.mark.parametrize("method", [m for m in MAKERS if m.id != "elementary"], ids=lambda m: m.id)
def test_what_would_take_hours_is_refused_before_it_starts(method):
    ranges = {parameter.name: parameter.range for parameter in method.parameters}
    largest = {name: ranges[name].high for name in ("size", "steps")}
    slow = {"share": 0.5} if "share" in ranges else {}
    with pytest.raises(InputError, match="seconds"):
        next(method.frames(**largest, **slow))


@every_maker
def test_every_start_and_palette_can_be_drawn(method):
    choices = {p.name: p.choices for p in method.parameters if p.name in ("start", "palette")}
    for name, values in choices.items():
        for value in values:
            settings = {**SMALL, "size": 96, name: value}
            check_image(next(method.frames(**settings)).image)


def test_a_pattern_as_text_is_where_one_starts(rng):
    life = next(method for method in METHODS if method.id == "life_like")
    made = life(size=16, steps=0, rle="x = 2, y = 2\n2o$2o!", palette="night")
    assert made.sum() == 4
    with pytest.raises(InputError, match="states 0 to 1"):
        life(size=16, steps=0, rle="x = 1, y = 1\nB!")
    with pytest.raises(InputError, match="larger size"):
        life(size=16, steps=0, rle="x = 40, y = 1\n40o!")
