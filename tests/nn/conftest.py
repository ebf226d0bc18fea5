"""A network of one convolution, and pictures for it to learn from."""

import numpy as np
import pytest
import torch

from core.image import to_pillow
from core.nn import cards, precision, weights
from core.nn.task import Task


def lighten(clean, generator):
    """Damage whose mending one convolution can learn exactly."""
    return (clean / 2 + 0.25 + 0 * torch.rand(1, generator=generator),)


def one_convolution():
    return torch.nn.Conv2d(1, 1, 3, padding=1)


@pytest.fixture
def task():
    return Task(name="tiny", build=one_convolution, damage=lighten, channels=1, patch=8, batch=4)


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(3):
        noise = np.random.default_rng(number).random((40, 48, 3), np.float32)
        to_pillow(noise).save(folder / f"{number}.png")
    return folder


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """An empty folder for weights, nothing in memory, and float32."""
    folder = tmp_path / "weights"
    folder.mkdir()
    monkeypatch.setattr(cards, "FOLDER", folder)
    monkeypatch.setattr(precision.settings, "precision", "float32")
    precision.bf16_pays.cache_clear()
    weights.empty()
    yield folder
    weights.empty()
    precision.bf16_pays.cache_clear()
