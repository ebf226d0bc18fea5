import numpy as np
import pytest
from torch import nn

from core.nn.explaining.case import case_of
from core.nn.explaining.noise import draw_noise, told_to
from tests.nn.explaining.networks import case, plain, small_unet, told


def halved(network, picture):
    return picture / 2


def test_the_level_that_the_network_is_told_is_heard():
    heard = told_to(case(small_unet(), told))
    assert list(heard) == ["sigma"]
    np.testing.assert_allclose(heard["sigma"], np.full((64, 64), 0.1), rtol=1e-6)


def test_a_network_that_hears_only_the_picture_is_told_nothing():
    assert told_to(case(nn.Conv2d(1, 1, 1))) == {}


@pytest.mark.parametrize("channels", [1, 3])
def test_what_is_taken_away_is_compared_with_the_truth(channels):
    at = case(nn.Identity(), halved, channels=channels)
    truth = at.damaged - 0.25 * at.damaged  # half as much as is taken away, and just alike
    figure = draw_noise(case(nn.Identity(), halved, channels=channels, truth=truth))
    figure.draw_without_rendering()
    values = figure.finding.values
    assert values["found"] == pytest.approx(2 * values["true"], rel=1e-4)
    assert values["alike"] == pytest.approx(1)


def test_without_the_truth_the_prediction_stands_alone():
    figure = draw_noise(case(nn.Identity(), plain))
    assert len(figure.axes) == 2 and figure.finding.values["found"] == 0


def test_a_grey_network_may_take_a_colour_picture_channel_by_channel():
    def each(network, picture):
        return network(picture.transpose(0, 1)).transpose(0, 1)

    noisy = np.random.default_rng(0).random((20, 30, 3), np.float32)
    at = case_of(nn.Conv2d(1, 1, 1).eval(), each, noisy, None, 5, 5, 1)
    assert at.mended().shape == noisy.shape
    draw_noise(at).draw_without_rendering()
