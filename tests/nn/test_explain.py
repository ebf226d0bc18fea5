import numpy as np
import pytest
import torch

from core.nn import explain
from core.nn.explain import VIEWS, explain_network
from core.nn.explaining import case
from core.nn.task import Task
from core.sentence import InputError

NOISY = np.random.default_rng(0).random((300, 40, 1), np.float32)


@pytest.fixture
def companion(monkeypatch):
    """What explains an untrained network of two convolutions."""
    network = torch.nn.Sequential(
        torch.nn.Conv2d(1, 4, 3, padding=1), torch.nn.Conv2d(4, 1, 3, padding=1)
    )
    task = Task(name="none", build=lambda: network, damage=lambda *_: (), channels=1)
    monkeypatch.setattr(case, "open_network", lambda *_: network.eval())
    monkeypatch.setattr(case, "check_pin", lambda *_: None)
    return explain_network(lambda image, settings: (task, lambda n, p: settings["gain"] * n(p)))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("place", [(0, 39), (299, 0), (150, 20)])
def test_every_view_can_be_drawn_anywhere(companion, view, place):
    figure = companion(NOISY, *place, view=view, truth=NOISY / 2, gain=2.0)
    figure.draw_without_rendering()
    assert figure.patch.get_alpha() == 0 and str(figure.finding)
    assert hasattr(figure, "offers") == (view == "Feature maps")


def test_a_view_that_there_is_not_is_refused(companion):
    with pytest.raises(InputError, match="view must be one of Feature maps"):
        companion(NOISY, 0, 0, view="Dreams", gain=1.0)


def test_a_pixel_outside_is_refused(companion):
    with pytest.raises(InputError, match="row 300"):
        companion(NOISY, 300, 0, gain=1.0)


def test_the_piece_lies_on_the_grid_of_the_whole_picture():
    network = torch.nn.Conv2d(1, 1, 1)
    network.multiple = 16
    tall = np.arange(1000, dtype=np.float32).reshape(1000, 1, 1).repeat(20, axis=1)
    found = case.case_of(network, explain.Run, tall, None, 777, 3, 1)
    top = int(found.damaged[0, 0, 0])
    assert top % 16 == 0 and found.damaged[found.row, found.column, 0] == 777
    assert found.damaged.shape[0] == case.SIDE and found.picture.shape[2:] == (256, 32)
