import math
from dataclasses import replace

import pytest
import torch

from core.nn.growing import take_over
from core.nn.patches import read_patches
from core.nn.training import FADE, WARM_UP, Plan, Trainer
from core.sentence import InputError


def trainer(task, pictures, *, start=None, **plan):
    patches = read_patches([pictures], 1, 8)
    return Trainer(task, Plan(**{"steps": 6, "batch": 4, "patch": 8, **plan}), patches, start)


def finish(training, checkpoint=None):
    *_, last = training.train(checkpoint)
    return last


def weights(training):
    return torch.cat([p.detach().flatten() for p in training.averaged.parameters()])


def test_a_network_learns_what_its_task_asks(task, pictures):
    training = trainer(task, pictures, steps=1500, rate=1e-2, norm="l2")
    before = training.validate(training.averaged)
    assert finish(training).psnr > before + 30


def test_the_same_plan_gives_the_same_weights(task, pictures):
    first, second = trainer(task, pictures), trainer(task, pictures)
    finish(first), finish(second)
    assert weights(first).equal(weights(second))


def test_a_resumed_training_ends_where_an_unbroken_one_does(task, pictures, tmp_path):
    unbroken, broken = trainer(task, pictures), trainer(task, pictures)
    finish(unbroken)
    for _ in range(3):
        broken._learn()
    broken.save(tmp_path / "tiny.pt")
    resumed = trainer(task, pictures)
    resumed.resume(tmp_path / "tiny.pt")
    assert resumed.step == 3
    finish(resumed)
    assert weights(resumed).equal(weights(unbroken))


def test_minutes_end_a_training(task, pictures):
    training = trainer(task, pictures, steps=10**9, minutes=0.002)
    assert finish(training).share == 1


def test_a_finished_training_leaves_a_checkpoint(task, pictures, tmp_path):
    finish(trainer(task, pictures), tmp_path / "deep" / "tiny.pt")
    resumed = trainer(task, pictures)
    resumed.resume(tmp_path / "deep" / "tiny.pt")
    assert resumed.step == 6


def test_the_rate_rises_stays_and_fades_to_nothing():
    plan = Plan(steps=10_000, rate=2.0)
    assert plan.rate_at(0, 0) == pytest.approx(2 / WARM_UP)
    assert plan.rate_at(WARM_UP, 0) == plan.rate_at(int(10_000 * (1 - FADE)), 0) == 2
    assert plan.rate_at(8_000, 0) == pytest.approx(1.0)
    assert plan.rate_at(10_000, 0) == 0


def test_loss_is_measured_as_chosen(task):
    clean, inputs = torch.zeros(2, 1, 4, 4), (torch.full((2, 1, 4, 4), 3.0),)
    identity = torch.nn.Identity()
    assert math.isclose(task.loss(identity, clean, inputs, "l1"), 3)
    assert math.isclose(task.loss(identity, clean, inputs, "l2"), 9)


def test_a_network_can_start_from_another_where_they_fit():
    grey, colour = torch.nn.Conv2d(1, 2, 3), torch.nn.Conv2d(3, 2, 3)
    before = colour.weight.clone()
    take_over(colour, grey.state_dict())
    assert colour.weight.equal(before)
    assert colour.bias.equal(grey.bias)


def test_no_checkpoint_to_resume_from_is_said(task, pictures, tmp_path):
    with pytest.raises(InputError, match="There is no checkpoint"):
        trainer(task, pictures).resume(tmp_path / "tiny.pt")


def test_a_damaged_checkpoint_is_said(task, pictures, tmp_path):
    path = tmp_path / "tiny.pt"
    trainer(task, pictures).save(path)
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(InputError, match="is damaged"):
        trainer(task, pictures).resume(path)


def test_a_checkpoint_of_another_training_is_refused(task, pictures, tmp_path):
    trainer(task, pictures).save(tmp_path / "tiny.pt")
    with pytest.raises(InputError, match=r"of another training: name tiny, norm l1"):
        trainer(task, pictures, norm="l2").resume(tmp_path / "tiny.pt")


def test_an_exact_network_learns_beside_a_rounded_one(task, pictures, monkeypatch):
    monkeypatch.setattr("core.nn.training.bf16_pays", lambda kind: True)
    rounded = trainer(task, pictures)
    exact = trainer(replace(task, is_exact=True), pictures)
    assert rounded.is_half and not exact.is_half
    assert finish(rounded).share == finish(exact).share == 1
