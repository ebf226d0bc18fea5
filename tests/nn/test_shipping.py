import pytest
import torch
from safetensors.torch import load_file

from core.nn import shipping
from core.nn.cards import file_hash, read_card, read_weights
from core.nn.patches import read_patches
from core.nn.training import Plan, Trainer
from core.sentence import InputError


@pytest.fixture
def trained(task, pictures):
    plan = Plan(steps=5, batch=4, patch=8, seed=3)
    training = Trainer(task, plan, read_patches([pictures], 1, 8), None)
    list(training.train(None))
    return training


def test_the_card_tells_what_made_the_weights(trained, pictures, tmp_path):
    path = shipping.ship(trained, [pictures], tmp_path)
    card = read_card("tiny", tmp_path)
    assert (card.parameters, card.steps, card.pictures) == (10, 5, 2)
    assert card.sha256 == file_hash(path)
    assert card.command == (
        "python -m core train tiny --data pictures --steps 5"
        " --norm l1 --batch 4 --patch 8 --rate 0.001 --seed 3"
    )


def test_weights_are_halved_where_that_costs_nothing(trained, pictures, tmp_path):
    stored = load_file(shipping.ship(trained, [pictures], tmp_path))
    assert {tensor.dtype for tensor in stored.values()} == {torch.float16}
    for name, tensor in trained.averaged.state_dict().items():
        torch.testing.assert_close(stored[name].float(), tensor, atol=1e-3, rtol=1e-3)


def test_weights_stay_whole_where_halving_would_cost(trained, pictures, tmp_path, monkeypatch):
    with torch.no_grad():
        trained.averaged.weight[0, 0, 0, 0] = 1e6  # beyond what float16 holds
    stored = load_file(shipping.ship(trained, [pictures], tmp_path))
    assert {tensor.dtype for tensor in stored.values()} == {torch.float32}


@pytest.mark.parametrize("content", [b"{}", b"\x00"])
def test_a_damaged_card_is_said(tmp_path, content):
    (tmp_path / "tiny.json").write_bytes(content)
    with pytest.raises(InputError, match=r"The card tiny\.json of the weights is damaged"):
        read_card("tiny", tmp_path)


def test_a_missing_card_is_said(tmp_path):
    with pytest.raises(InputError, match=r"The card tiny\.json is missing"):
        read_card("tiny", tmp_path)


def test_weights_are_read_back_as_they_were_written(trained, pictures, tmp_path):
    path = shipping.ship(trained, [pictures], tmp_path)
    stored = load_file(path)
    assert all(stored[k].equal(v) for k, v in read_weights("tiny", tmp_path).items())


def test_altered_weights_are_refused(trained, pictures, tmp_path):
    path = shipping.ship(trained, [pictures], tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"\x55")
    with pytest.raises(InputError, match=r"tiny\.safetensors are not those of their card"):
        read_weights("tiny", tmp_path)


def test_missing_weights_are_said(trained, pictures, tmp_path):
    shipping.ship(trained, [pictures], tmp_path).unlink()
    with pytest.raises(InputError, match=r"The weights tiny\.safetensors are missing"):
        read_weights("tiny", tmp_path)


def test_a_training_that_went_on_tells_all_the_weights_have_been_through(
    trained, task, pictures, tmp_path
):
    first = shipping.ship(trained, [pictures], tmp_path / "first")
    weights = read_weights("tiny", tmp_path / "first")
    plan = Plan(steps=7, batch=4, patch=8)
    going_on = Trainer(task, plan, read_patches([pictures], 1, 8), weights, grown=True)
    list(going_on.train(None))
    shipping.ship(going_on, [pictures], tmp_path / "second", first)
    card = read_card("tiny", tmp_path / "second")
    assert card.command.endswith("--start tiny.safetensors")
    assert (card.steps, card.all_steps) == (7, 12)
    assert card.before[0].sha256 == file_hash(first)
    assert card.all_seconds == card.seconds + card.before[0].seconds
