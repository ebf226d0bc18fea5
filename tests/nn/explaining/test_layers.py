import numpy as np
import pytest
import torch
from torch import nn

from core.denoising.tasks import TASKS
from core.nn.explaining.layers import layers_of, maps_of
from core.nn.explaining.maps import COUNT, draw_maps
from tests.nn.explaining.networks import (
    case,
    last_of_four,
    plain,
    small_recurrent,
    small_unet,
    told,
)

every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


@every_task
def test_every_listed_layer_can_be_shown(task):
    run = told if "unet" in task.name else plain
    at = case(task.shipped(task.build()), run, side=32, row=3, column=31, channels=task.channels)
    listed = layers_of(at)
    _, _, names = maps_of(at, "")
    assert list(names) == [layer.key for layer in listed]
    assert len({str(name) for name in names.values()}) == len(listed) > 0
    for layer in listed[:: max(1, len(listed) // 6)]:
        maps, shown, _ = maps_of(at, layer.key)
        assert shown == layer and tuple(maps.shape) == layer.shape[1:]


def test_maps_are_what_the_layer_gives():
    network = small_unet()
    at = case(network, told)
    maps, *_ = maps_of(at, "downs.0@1")
    level = torch.full_like(at.picture, 0.1)
    seen = nn.functional.pixel_unshuffle(torch.cat([at.picture, level], 1), 2)
    expected = network.downs[0](network.encoders[0](network.head(seen)))
    np.testing.assert_allclose(maps, expected[0].detach(), atol=1e-6)


def test_maps_are_kept_from_what_later_overwrites_them():
    network = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(inplace=True))
    maps, *_ = maps_of(case(network), "0@1")
    assert maps.min() < 0


def test_each_turn_of_a_recurrent_network_is_listed():
    at = case(small_recurrent(), last_of_four)
    _, _, names = maps_of(at, "")
    assert [str(n) for k, n in names.items() if k.startswith("second")] == [
        f"second convolution, turn {number}" for number in (1, 2, 3, 4)
    ]
    assert str(names["head@1"]) == "head convolution"


def test_an_unknown_layer_gives_way_to_the_first():
    _, shown, _ = maps_of(case(small_unet(), told), "of another network")
    assert shown.path == "head"


@pytest.mark.parametrize("place", [(0, 0), (63, 63), (30, 1)])
def test_the_figure_offers_all_layers(place):
    at = case(small_unet(), told, row=place[0], column=place[1])
    figure = draw_maps(at, "middle.1@1")
    figure.draw_without_rendering()
    chosen, names = figure.offers["layer"]
    assert chosen == "middle.1@1" and str(names[chosen]) == "middle, block 2"
    assert len(names) == len(layers_of(at)) and len(figure.axes) == 1 + COUNT


def test_the_maps_that_vary_most_come_first():
    network = nn.Conv2d(1, 12, 1)
    with torch.no_grad():
        network.weight[:, 0, 0, 0] = torch.arange(12)
        network.bias[0] = 1000  # strong, but the same everywhere
    figure = draw_maps(case(nn.Sequential(network, nn.Conv2d(12, 1, 1))), "0@1")
    shown = [axis.get_title().split(",")[0] for axis in figure.axes[1:]]
    assert shown == [f"map {number}" for number in range(12, 4, -1)]
