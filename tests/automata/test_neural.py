"""Neural automata: their rule, how they run, and what the shipped ones grow."""

import numpy as np
import pytest
import torch

from core.automata import METHODS
from core.automata.neural.growing import error
from core.automata.neural.rule import Rule, perception
from core.automata.neural.run import Layers, Organism
from core.automata.neural.target import scales
from core.automata.neural.texture import texture_mismatch
from core.automata.neural.wounds import Wound, disc, read_wounds
from core.automata.tasks import GROWING, TEXTURES
from core.nn.cards import read_card
from core.nn.weights import open_network
from core.sentence import InputError

NEURAL = next(method for method in METHODS if method.id == "neural")
every_target = pytest.mark.parametrize("target", GROWING)


def untamed(is_torus=False):
    """Return a rule with random numbers in both layers, under which much goes on."""
    torch.manual_seed(1)
    rule = Rule(is_torus=is_torus)
    torch.nn.init.normal_(rule.act.weight, std=0.1)
    rule.requires_grad_(False)
    rule.act.weight[3].abs_()  # alpha only rises, so nothing dies
    return rule


def test_a_fresh_rule_changes_nothing():
    state = torch.rand(1, 8, 8, 16) + 0.2  # all alive
    assert torch.equal(Rule().step(state, torch.ones(1, 8, 8, dtype=torch.bool)), state)


def test_a_cell_with_nothing_alive_around_it_is_emptied():
    state = torch.ones(1, 9, 9, 16)
    state[..., 3] = 0.05
    state[:, 4, 4, 3] = 0.2
    after = Rule().step(state, torch.ones(1, 9, 9, dtype=torch.bool))
    expected = torch.zeros(9, 9)
    expected[3:6, 3:6] = 1
    assert torch.equal(after[0, ..., 0], expected)


def test_a_ramp_has_its_slope():
    rows, columns = torch.meshgrid(torch.arange(6.0), torch.arange(7.0), indexing="ij")
    down, right = perception((3 * rows - 2 * columns)[None, ..., None], False)
    torch.testing.assert_close(down[0, 1:-1, 1:-1, 0], torch.full((4, 5), 3.0))
    torch.testing.assert_close(right[0, 1:-1, 1:-1, 0], torch.full((4, 5), -2.0))


def test_the_laplacian_of_a_paraboloid_is_constant():
    rows, columns = torch.meshgrid(torch.arange(6.0), torch.arange(6.0), indexing="ij")
    *_, curved = perception((rows**2 + columns**2)[None, ..., None], True)
    torch.testing.assert_close(curved[0, 1:-1, 1:-1, 0], torch.full((4, 4), 2.0))  # half of it


@pytest.mark.parametrize("is_torus", [False, True])
def test_numpy_and_torch_agree(is_torus):
    rule, rng = untamed(is_torus), np.random.default_rng(5)
    organism, state = Organism(Layers.of(rule), 24, 5), rule.seed(1, 24)
    wound = Wound(6, 12, 13, 3)
    for age in range(12):
        if age == wound.step:
            organism.erase(wound)
            state[0][torch.from_numpy(disc(24, wound))] = 0
        fires = torch.from_numpy(rng.random((24, 24), np.float32) < 0.5)[None]
        organism.step()
        state = rule.step(state, fires)
    assert state.abs().max() > 0.1
    np.testing.assert_allclose(organism.state, state[0].numpy(), atol=1e-4)


def test_a_wound_empties_exactly_its_disc():
    organism = Organism(Layers.of(untamed()), 12, 0)
    organism.state[:] = 1
    organism.erase(Wound(0, 5, 6, 2))
    assert (organism.state == 0).all(2).sum() == 13  # points of the plane within 2 of the middle
    assert (organism.state[5, 4:9] == 0).all() and (organism.state[3:8, 6] == 0).all()


def test_wounds_are_read_as_they_are_written():
    wounds = [Wound(100, 20, 32, 8), Wound(150, 5, 5, 4)]
    assert read_wounds("; ".join(map(str, wounds))) == wounds
    assert read_wounds(" 100:20,32,8 ;; 150: 5 5 4;") == wounds
    assert read_wounds("") == []


@pytest.mark.parametrize("text", ["100", "100: 2 3", "a: 1 2 3", "9: 2 3 8 15: 5 5 4", "1: -1 2 3"])
def test_a_wound_that_cannot_be_read_is_refused_with_the_form_that_can(text):
    with pytest.raises(InputError, match="step: row column radius"):
        NEURAL(wounds=text, steps=0)


def test_the_same_seed_grows_the_same_picture():
    first, again, other = (NEURAL(size=40, steps=30, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0.01


def test_frames_begin_where_they_are_asked_to():
    frames = list(NEURAL.frames(size=40, steps=10, since=5, every=2, wounds="7: 20 20 3"))
    assert [round(10 * frame.progress) for frame in frames] == [6, 7, 8, 10]


@every_target
def test_shipped_rules_grow_stay_and_heal(target):
    task = GROWING[target]
    picture, card = task.target(task.patch), read_card(task.name)
    organism = Organism(Layers.of(open_network(task)), 48, 11)
    errors = []
    for steps, wound in ((96, None), (100, Wound(0, 24, 24, 6)), (100, None)):
        for _ in range(steps):
            organism.step()
        errors.append(error(organism, picture))
        if wound:
            organism.erase(wound)
            wounded = error(organism, picture)
    grown, stayed, healed = errors
    assert grown < 3 * card.errors["step 96"] < 0.015  # 0.005 is 23 dB
    assert stayed < 3 * card.errors["step 200"]
    assert healed < wounded / 2


def test_the_shipped_texture_comes_near_its_pattern_and_stays():
    organism = Organism(Layers.of(open_network(TEXTURES["scales"])), 64, 3)
    target = torch.from_numpy(scales(64))[None]
    found = []
    for steps in (0, 200, 200):
        for _ in range(steps):
            organism.step()
        state = torch.from_numpy(organism.state.copy())[None]
        found.append(float(texture_mismatch(state, target, 0)))
    plain, woven, stayed = found
    assert max(woven, stayed) < plain / 4
