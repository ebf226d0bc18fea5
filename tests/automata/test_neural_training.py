"""How neural automata learn: their targets, their pool, and textures by their patches."""

import numpy as np
import pytest
import torch
from PIL import Image as Pillow

from core.automata.neural.nursery import POOL, Nursery, discs, unit
from core.automata.neural.rule import Rule
from core.automata.neural.student import Student
from core.automata.neural.target import MARGIN, as_target, scales
from core.automata.neural.texture import sliced_distance
from core.automata.tasks import GROWING, chances, growing_task
from core.nn.training import Plan, Trainer
from core.sentence import InputError

SIDE = 16


def square(side):
    target = np.zeros((side, side, 4), np.float32)
    target[5:-5, 5:-5] = 0.5, 0, 0, 1
    return target


@pytest.fixture
def trainer():
    """Return what starts a tiny training anew."""
    task = growing_task("neural_square", square)
    plan = Plan(steps=2, norm="l2", batch=3, patch=SIDE, rate=task.rate)
    return lambda: Trainer(task, plan, task.read((), SIDE), None)


def test_a_target_stands_in_its_margin_without_the_colour_of_what_is_unseen():
    pixels = np.full((20, 10, 4), 255, np.uint8)
    pixels[:10, :, 3] = 0
    target = as_target(Pillow.fromarray(pixels), 20)
    inner = target[MARGIN:-MARGIN]
    assert target.sum() == inner[5:].sum() == 5 * 5 * 4  # 10 × 5, its upper half transparent


def test_a_gradient_keeps_its_direction_and_has_length_one():
    gradient = torch.tensor([3.0, -4.0])
    torch.testing.assert_close(unit(1e6 * gradient), gradient / 5)


def test_wounds_in_training_are_discs_inside_the_grid():
    made = discs(40, torch.rand(50, 3, generator=torch.Generator().manual_seed(0)))
    areas = made.sum((1, 2))
    assert areas.min() > np.pi * 3**2 and areas.max() < np.pi * 11**2


def test_the_worst_of_a_batch_begins_as_a_seed_and_the_best_is_wounded():
    nursery = Nursery(Rule())
    nursery.pool = torch.from_numpy(square(SIDE)).repeat(POOL, 1, 1, 4)
    nursery.pool[7] = 1
    target = nursery.pool[:3, ..., :4].clone()
    chosen, state = nursery._begin(torch.tensor([3, 7, 5]), target, torch.zeros(3, 4), 0)
    assert chosen[0] == 7
    assert torch.equal(state[:1], nursery.rule.seed(1, SIDE))
    assert torch.equal(state[1], nursery.pool[chosen[1]])
    assert torch.equal(
        state[2], nursery.pool[chosen[2]] * ~discs(SIDE, torch.zeros(1, 3))[0, ..., None]
    )


def test_growing_leaves_the_pool_alone_and_persisting_does_not():
    for regime, is_left in (("growing", True), ("persistent", False)):
        torch.manual_seed(0)
        nursery = Nursery(Rule(), regime)
        torch.nn.init.normal_(nursery.rule.act.weight, std=0.1)
        clean = torch.from_numpy(square(SIDE)).movedim(-1, 0).expand(2, -1, -1, -1)
        nursery(clean, *chances(clean, torch.Generator().manual_seed(0)))
        assert torch.equal(nursery.pool, nursery.rule.seed(POOL, SIDE)) == is_left


def test_a_resumed_training_ends_where_an_unbroken_one_does(trainer, tmp_path):
    unbroken, first, second = trainer(), trainer(), trainer()
    for _ in range(2):
        unbroken._learn()
    first._learn()
    first.save(tmp_path / "half.pt")
    second.resume(tmp_path / "half.pt")
    second._learn()
    assert torch.equal(unbroken.network.pool, second.network.pool)
    assert torch.equal(unbroken.network.rule.act.weight, second.network.rule.act.weight)


def test_a_training_that_brings_its_picture_refuses_another(tmp_path):
    with pytest.raises(InputError, match="brings its picture along"):
        GROWING["lizard"].read([tmp_path], 38)


def test_a_student_goes_on_and_its_file_holds_its_rule():
    from safetensors.torch import load

    student = Student(Pillow.new("RGBA", (8, 8), "red"), side=6, teacher="")
    for _ in range(2):
        *_, report = student.learn(3, 60)
    assert report.step == student.steps == 6
    rule = Rule()
    rule.load_state_dict(load(student.file()))
    np.testing.assert_array_equal(student.layers().act, rule.act.weight.detach().numpy().T)


def test_a_texture_is_as_near_to_itself_wherever_it_begins():
    target = torch.from_numpy(scales(32)).movedim(-1, 0)[None]
    assert sliced_distance(target.roll((4, 12), (2, 3)), target, 0) == pytest.approx(0, abs=1e-6)
    assert sliced_distance(target.flip(2), target, 0) > 0.01  # scales point downwards
    noise = torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    assert sliced_distance(noise, target, 0) > sliced_distance(target.flip(2), target, 0)


def test_scales_are_laid_side_by_side_without_a_seam():
    np.testing.assert_array_equal(np.tile(scales(32), (2, 2, 1)), scales(64))
