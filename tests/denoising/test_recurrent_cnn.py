from importlib import import_module

import numpy as np
import pytest
import torch

from core.denoising import tasks
from core.denoising.recurrent_cnn import recurrent_cnn
from core.nn.convert import to_image, to_tensor
from tests.denoising.last import last
from tests.nn.shelf import put

MODULE = import_module(recurrent_cnn.__module__)  # in its package the function hides it


@pytest.fixture
def network(shelf):
    return put(shelf, tasks.NAMED["recurrent_cnn"])


@pytest.mark.parametrize("iterations", [1, 6, 9])
def test_every_turn_is_a_frame(network, rng, iterations):
    image = rng.random((14, 20, 3), np.float32)
    frames = list(recurrent_cnn(image, iterations=iterations))
    with torch.inference_mode():
        turns = list(network.turns(to_tensor(image, torch.device("cpu")), iterations))
    assert len(frames) == iterations
    for frame, turn in zip(frames, turns, strict=True):
        np.testing.assert_allclose(frame.image, to_image(turn), atol=1e-5)


def test_a_large_picture_is_worked_tile_by_tile_to_the_same_result(network, rng, monkeypatch):
    image = rng.random((33, 27, 1), np.float32)
    watched = last(recurrent_cnn(image, iterations=3))
    monkeypatch.setattr(MODULE, "WATCHED", 32)
    [frame] = recurrent_cnn(image, iterations=3)
    np.testing.assert_allclose(frame.image, watched, atol=1e-5)


def test_short_of_memory_it_gives_up_the_turns_not_the_picture(network, rng, monkeypatch):
    image = rng.random((16, 12, 3), np.float32)
    watched = last(recurrent_cnn(image))

    def short(*_):
        raise torch.OutOfMemoryError

    monkeypatch.setattr(MODULE, "_watch", short)
    np.testing.assert_allclose(last(recurrent_cnn(image)), watched, atol=1e-5)
