import numpy as np
import torch
from torch import nn
from torch.nn.functional import pixel_shuffle

from core.nn.explaining.filters import draw_filters, first_filters
from tests.nn.explaining.networks import case, last_of_four, small_recurrent, small_unet, told


def test_filters_of_a_plain_network_are_its_weights():
    network = nn.Sequential(nn.Conv2d(3, 5, 3, padding=1), nn.ReLU(), nn.Conv2d(5, 3, 1))
    found = first_filters(case(network, channels=3))
    np.testing.assert_array_equal(found, network[0].weight.detach().numpy())


def test_filters_on_an_unshuffled_picture_are_seen_in_its_own_pixels():
    network = small_recurrent()
    expected = pixel_shuffle(network.head.weight.detach(), 2)  # (4, 1, 6, 6)
    np.testing.assert_array_equal(first_filters(case(network, last_of_four)), expected.numpy())


def test_what_is_told_beside_the_picture_is_left_out():
    network = small_unet()
    expected = pixel_shuffle(network.head.weight.detach()[:, :4], 2)
    np.testing.assert_array_equal(first_filters(case(network, told)), expected.numpy())


def test_each_filter_is_drawn():
    network = nn.Conv2d(3, 11, 3, padding=1)
    with torch.no_grad():
        network.weight[2] = 0
    figure = draw_filters(case(network, channels=3))
    figure.draw_without_rendering()
    assert len(figure.axes) == 11
