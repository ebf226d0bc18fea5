import json

import numpy as np
import pytest
import torch

from core.metrics import luma, psnr
from core.nn import precision
from core.nn.cards import FOLDER
from core.nn.convert import to_image, to_tensor
from core.nn.precision import bf16_pays, keep_ends_exact, lower, network_kind
from core.nn.weights import open_network
from core.trainings import TASKS, find_training
from tests.nn.shelf import Small

CPU = torch.device("cpu")
LOWERED = [
    task.name for task in TASKS if not task.is_exact and (FOLDER / f"{task.name}.json").exists()
]


@pytest.fixture
def findings(tmp_path, monkeypatch):
    """The file that the probe writes, not there yet; and two times that it may find."""
    path = tmp_path / "findings.json"
    monkeypatch.setattr(precision, "_file", lambda: path)
    bf16_pays.cache_clear()
    yield path
    bf16_pays.cache_clear()


def pretend(monkeypatch, whole, half):
    times = {torch.float32: whole, torch.bfloat16: half}
    monkeypatch.setattr(precision, "_fastest", lambda device, kind: times[kind])
    bf16_pays.cache_clear()


@pytest.mark.parametrize(("whole", "half", "pays"), [(1.0, 0.5, True), (1.0, 0.95, False)])
def test_bfloat16_is_taken_only_where_it_is_clearly_faster(
    findings, monkeypatch, whole, half, pays
):
    pretend(monkeypatch, whole, half)
    assert bf16_pays("cpu") is pays


def test_what_was_found_once_stands_however_busy_the_machine_is_later(findings, monkeypatch):
    pretend(monkeypatch, 1.0, 0.5)
    assert bf16_pays("cpu")
    pretend(monkeypatch, 1.0, 1.0)
    assert bf16_pays("cpu")
    assert torch.__version__ in next(iter(json.loads(findings.read_text())))


@pytest.mark.parametrize("text", ["", "[1]", "{"])
def test_a_damaged_finding_is_made_anew(findings, monkeypatch, text):
    findings.write_text(text)
    pretend(monkeypatch, 1.0, 0.5)
    assert bf16_pays("cpu")


@pytest.mark.parametrize(("chosen", "half"), [("float32", False), ("bfloat16", True)])
def test_the_setting_overrules_the_probe(findings, monkeypatch, chosen, half):
    pretend(monkeypatch, 1.0, 2.0 if half else 0.1)
    monkeypatch.setattr(precision.settings, "precision", chosen)
    assert bf16_pays("cpu") is half
    expected = torch.bfloat16 if half else torch.float32
    assert network_kind(CPU) == network_kind(torch.device("cuda")) == expected


def test_only_what_lies_between_first_and_last_layer_is_lowered():
    network = lower(Small().eval(), torch.bfloat16)
    kinds = [layer.weight.dtype for layer in (network.head, network.body, network.tail)]
    assert kinds == [torch.float32, torch.bfloat16, torch.float32]
    assert network(torch.rand(1, 1, 8, 8)).dtype == torch.float32


@pytest.mark.parametrize("name", LOWERED)
def test_bfloat16_costs_less_than_a_fiftieth_of_a_decibel_and_a_grey_level(face, name):
    task = find_training(name)
    clean = to_tensor(face if task.channels == 3 else luma(face), CPU)
    inputs = task.damage(clean, torch.Generator().manual_seed(0))
    with torch.inference_mode():
        exact = to_image(open_network(task)(*inputs))
        rounded = to_image(lower(open_network(task), torch.bfloat16)(*inputs))
    truth = to_image(clean)
    assert abs(psnr(exact, truth) - psnr(rounded, truth)) < 0.02
    assert np.abs(exact - rounded).max() < 1 / 255


def test_the_ends_of_a_network_in_training_compute_exactly():
    from copy import deepcopy

    network = Small()
    keep_ends_exact(network)
    copied = deepcopy(network)
    seen = {}
    for name in ("head", "body", "tail"):
        getattr(copied, name).register_forward_hook(
            lambda layer, given, made, name=name: seen.update({name: made.dtype})
        )
    with torch.autocast("cpu", torch.bfloat16):
        copied(torch.rand(1, 1, 8, 8))
    assert seen == {"head": torch.float32, "body": torch.bfloat16, "tail": torch.float32}
    with torch.no_grad():
        copied.head.weight.zero_()
    assert network.head.weight.abs().max() > 0  # a copy is a network of its own
