from math import inf

import numpy as np
import pytest
import torch
from torch import nn

from core.denoising.networks.dncnn import DnCNN
from core.denoising.networks.unet import UNet
from core.nn.explaining.reach import effective_side, gradient_at, theoretical_reach
from tests.nn.explaining.networks import (
    Stack,
    case,
    last_of_four,
    small_recurrent,
    told,
)

THREE = {"kernel_size": 3, "padding": 1}


def shallow():
    torch.manual_seed(0)
    return UNet(1, widths=(4, 8), blocks=(1, 1))


@pytest.mark.parametrize("depth", [1, 2, 7])
def test_each_3_by_3_convolution_reaches_one_pixel_further(depth):
    assert theoretical_reach(case(Stack(*[THREE] * depth))) == ((depth, depth), (depth, depth))


def test_reach_is_the_sum_of_what_kernels_and_dilations_add():
    # 1 + sum of (kernel - 1) dilation (Araujo, Norris and Sim, Distill 2019).
    kinds = [{"kernel_size": k, "dilation": d, "padding": (k - 1) * d // 2}
             for k, d in [(5, 1), (3, 2), (1, 1), (3, 4)]]  # fmt: skip
    assert theoretical_reach(case(Stack(*kinds)))[0] == (8, 8)


def test_dncnn_sees_35_pixels():
    # Zhang et al. 2017, section III.B: 2 d + 1 for depth d, 35 for 17.
    network = DnCNN(1, width=2)
    assert theoretical_reach(case(network)) == ((17, 17), (17, 17))


def test_turns_of_a_recurrent_network_add_up():
    # Two convolutions at half the resolution in each turn, one before and one after all.
    (up, down), _ = theoretical_reach(case(small_recurrent(), last_of_four, row=30))
    assert (up, down) == (2 * (2 * 4 + 2), 2 * (2 * 4 + 2) + 1)


def test_one_mean_over_the_picture_reaches_everywhere():
    network = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Upsample(scale_factor=1))

    def spread(network, picture):
        return picture + network(picture)

    assert theoretical_reach(case(network, spread)) == ((inf, inf), (inf, inf))


@pytest.mark.parametrize("place", [(64, 64), (61, 70), (67, 59)])
def test_the_gradient_vanishes_outside_the_theoretical_field(place):
    at = case(shallow(), told, side=128, row=place[0], column=place[1])
    (up, down), (left, right) = theoretical_reach(at)
    gradient = gradient_at(at)
    inside = np.zeros_like(gradient, bool)
    rows = slice(int(place[0] - up), int(place[0] + down + 1))
    inside[rows, int(place[1] - left) : int(place[1] + right + 1)] = True
    assert not inside.all() and (gradient[~inside] == 0).all() and gradient[inside].any()


@pytest.mark.parametrize("place", [(64, 64), (61, 70)])
def test_the_outermost_pixels_of_the_field_do_count(place):
    network = shallow().double()
    at = case(network, told, side=128, row=place[0], column=place[1])
    (up, _), _ = theoretical_reach(at)
    picture = torch.rand(1, 1, 128, 128, dtype=torch.float64)

    def moved_by(row):
        other = picture.clone()
        other[0, 0, row] += 100
        return told(network, other)[0, 0, *place] != told(network, picture)[0, 0, *place]

    assert moved_by(int(place[0] - up)) and not moved_by(int(place[0] - up) - 1)


def test_an_even_square_needs_nearly_all_of_it():
    even = np.zeros((21, 21), np.float32)
    even[8:13, 8:13] = 1
    assert effective_side(even, 10, 10) == 5
    even[10, 10] = 1000
    assert effective_side(even, 10, 10) == 1
