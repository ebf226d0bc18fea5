"""Meters of a training: distances in closed form, and plain words for what goes wrong."""

import numpy as np
import pytest

from core.generation import meters
from core.generation.course import course_of
from core.generation.failures import FAILURES
from core.generation.meters import Meters, apart, energy_distance

RNG = np.random.default_rng(0)
REAL = RNG.random((40, 4, 4, 1)).astype(np.float32)
ANY = np.full(40, -1)
FINE = {"diversity": 0.9, "D(real)": 0.6, "D(fake)": 0.4, "signal": 0.6}


def meter(**settings):
    return Meters(course_of(settings), REAL, ANY)


def said(meter, numbers, times=meters.IN_A_ROW):
    return [meter.judge(numbers, 1000 + n) for n in range(times)][-1]


def test_the_distance_of_pictures_is_taken_within_a_class():
    # Two classes of two pictures each, 3 and 4 apart, and far from one another.
    pictures = np.array([0.0, 3.0, 100.0, 104.0]).reshape(4, 1, 1, 1)
    assert apart(pictures, np.array([0, 0, 1, 1])) == pytest.approx(3.5)


def test_the_energy_distance_of_two_points_is_twice_their_distance():
    here, there = np.zeros((2, 1, 1, 1)), np.full((2, 1, 1, 1), 5.0)
    assert energy_distance(here, there) == pytest.approx(10)


def test_real_pictures_are_as_diverse_as_themselves_and_copies_are_not_at_all():
    assert meter().look(REAL, ANY)["diversity"] == pytest.approx(1)
    assert meter().look(REAL[:1].repeat(40, 0), ANY)["diversity"] == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(("loss", "left"), [("minimax", 0.1), ("non-saturating", 0.9)])
def test_the_slope_that_is_left_is_the_derivative_of_the_loss(loss, left):
    import torch
    from torch.nn.functional import softplus

    score = torch.tensor(0.1).logit().requires_grad_()
    (-softplus(score) if loss == "minimax" else softplus(-score)).backward()
    signal = meter(loss=loss).signal({"D(fake) after": 0.1})["signal"]
    assert signal == pytest.approx(left) == pytest.approx(abs(float(score.grad)))


@pytest.mark.parametrize(
    ("settings", "wrong", "template"),
    [
        ({}, {"diversity": 0.1}, meters.COLLAPSED),
        ({}, {"signal": 0.001}, meters.VANISHED),
        ({}, {"D(real)": 0.99, "D(fake)": 0.01}, meters.OVERPOWERED),
        ({"model": "vae"}, {"divergence": 0.1}, meters.SILENT_CODE),
        ({"model": "vae", "beta": 9}, {"divergence": 2.0, "diversity": 0.3}, meters.TOO_DEAR),
    ],
)
def test_what_goes_wrong_is_said_after_a_while_and_taken_back(settings, wrong, template):
    judge = meter(**settings)
    assert said(judge, FINE | wrong, 1) is None
    found = said(judge, FINE | wrong)
    assert found.template == template.template and "{" not in str(found)
    assert said(judge, FINE, 1) is None


def test_numbers_without_bounds_are_said_at_once():
    judge = meter()
    assert said(judge, {"generator loss": float("nan")}, 1) is meters.BROKEN and judge.is_broken


def test_standing_still_is_noticed_and_falling_is_not():
    still, falling = meter(model="flow"), meter(model="flow")
    for second in range(120):
        stands = still.is_standing({"velocity error": 1.0}, second)
        falls = falling.is_standing({"velocity error": 0.97**second}, second)
    assert stands is not None and falls is None


def test_every_planned_failure_can_be_started_and_has_words_that_its_meter_knows():
    known = {v.template for v in vars(meters).values() if hasattr(v, "template")}
    for failure in FAILURES.values():
        assert course_of(failure.settings) and failure.fails in known
