"""Small networks, and the case of one at a pixel."""

import numpy as np
import torch
from torch import nn
from torch.nn.functional import pixel_shuffle, pixel_unshuffle

from core.denoising.networks.unet import UNet
from core.nn.explaining.case import Case, case_of


def plain(network, picture):
    return network(picture)


def told(network, picture):
    return network(picture, picture.new_full((1, 1, 1, 1), 0.1))


def last_of_four(network, picture):
    return network(picture, turns=4)


def small_unet():
    torch.manual_seed(0)
    return UNet(1, widths=(4, 8, 16), blocks=(2, 1, 2)).eval()


class Recurrent(nn.Module):
    """The same two convolutions again and again, at half the resolution."""

    multiple = 2

    def __init__(self):
        super().__init__()
        self.head, self.tail = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(4, 4, 3, padding=1)
        self.first, self.second = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, picture, turns):
        state = start = self.head(pixel_unshuffle(picture, 2))
        for _ in range(turns):
            state = start + self.second(self.first(state.relu()).relu_())
        return picture + pixel_shuffle(self.tail(state.relu()), 2)


def small_recurrent():
    torch.manual_seed(0)
    return Recurrent().eval()


class Stack(nn.Sequential):
    """Convolutions of one channel in a row."""

    multiple = 1

    def __init__(self, *settings):
        super().__init__(*(nn.Conv2d(1, 1, **kind) for kind in settings))


def case(network, run=plain, *, side=64, row=30, column=37, channels=1, truth=None) -> Case:
    noisy = np.random.default_rng(0).normal(0.5, 0.2, (side, side, channels)).astype(np.float32)
    return case_of(network.eval(), run, noisy, truth, row, column, channels)
