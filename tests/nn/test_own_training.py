from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from typer.testing import CliRunner

from core import trainings
from core.cli import app
from core.nn.cards import read_card, read_weights
from core.nn.own_training import Facts, Order, Standing, command, keep


class Tiny:
    """Learns nothing, and tells of it."""

    name = "own_tiny"

    def train(self, order, tell):
        tell(Standing(1, 0.5, 2.0, {"loss": 0.25}))
        steps = order.steps or 7
        facts = Facts(
            data=["nothing"],
            pictures=0,
            command=command(self.name, order, steps),
            steps=steps,
            seconds=2.0,
            figures={"accuracy, %": 50.0},
        )
        network = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
        return keep(network, self.name, facts, order.out)


@pytest.fixture
def listed(monkeypatch):
    monkeypatch.setattr(trainings, "OWN", (Tiny(),))


def call(*arguments):
    return CliRunner().invoke(app, ["train", *map(str, arguments)])


def test_the_command_line_finds_a_training_of_its_own_and_tells_how_it_stands(listed, tmp_path):
    result = call("own_tiny", "--steps", 3, "--seed", 5, "--out", tmp_path)
    assert result.exit_code == 0
    assert "50.0%  step 1  loss 0.25  2 s" in result.stderr
    card = read_card("own_tiny", tmp_path)
    assert card.command == "python -m core train own_tiny --steps 3 --seed 5"
    assert (card.validation_psnr, card.figures, card.parameters) == (None, {"accuracy, %": 50}, 24)
    assert (
        read_weights("own_tiny", tmp_path).keys()
        == load_file(tmp_path / "own_tiny.safetensors").keys()
    )


def test_weights_are_halved_and_counters_stay(listed, tmp_path):
    stored = load_file(Tiny().train(Order(out=tmp_path), lambda standing: None))
    assert stored["1.num_batches_tracked"].dtype == torch.int64
    assert stored["0.weight"].dtype == torch.float16


def test_options_of_the_other_loop_are_refused(listed):
    result = call("own_tiny", "--patch", 8)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "leave --patch out" in result.stderr


def test_folders_stand_in_the_command():
    order = Order(folders=[Path("a/b"), Path("c")])
    assert command("x", order, 9) == "python -m core train x --data b --data c --steps 9 --seed 0"
