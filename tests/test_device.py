import pytest
import torch

from core import device


@pytest.mark.parametrize(("there", "expected"), [(True, "cuda"), (False, "cpu")])
def test_cuda_is_taken_where_it_is_there(monkeypatch, there, expected):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: there)
    assert device.best_device().type == expected


def test_apples_gpu_is_for_networks_only(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert device.network_device().type == "mps" and device.best_device().type == "cpu"


def test_zero_gpu_is_used_only_while_it_is_lent(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setenv("SPACES_ZERO_GPU", "true")
    assert device.best_device().type == "cpu"
    with device.lent_gpu():
        assert device.best_device().type == "cuda"
    assert device.best_device().type == "cpu"
