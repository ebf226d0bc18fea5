"""The spectra tell waves that a small picture can hold from finer ones."""

import numpy as np
import pytest

from core.superresolution.spectrum import beyond, draw_spectra, power


def wave(frequency, side=96):
    """Return a picture of vertical stripes; frequency in waves per pixel."""
    line = 0.5 + 0.4 * np.cos(2 * np.pi * frequency * np.arange(side))
    return np.tile(line.astype(np.float32), (side, 1))[..., None]


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_a_wave_lies_inside_the_square_up_to_half_a_wave_per_small_pixel(scale):
    finest = 0.5 / scale
    for frequency, share in ((0.7 * finest, 0), (min(1.4 * finest, 0.45), 1)):
        powers = power(wave(frequency))
        assert beyond(powers, scale) / powers.sum() == pytest.approx(share, abs=1e-3)


def test_of_white_noise_the_share_outside_is_that_of_the_area():
    noise = np.random.default_rng(3).normal(0.5, 0.1, (240, 240, 1)).astype(np.float32)
    powers = power(noise)
    assert beyond(powers, 4) / powers.sum() == pytest.approx(1 - 1 / 16, abs=0.01)


def test_the_finding_names_both_shares():
    small, result = wave(0.1, 24), wave(0.05, 48)
    figure = draw_spectra(small, result, result, 2)
    assert "the result 100%" in str(figure.finding)
    assert len(figure.axes) == 3
    assert "times the power" in str(draw_spectra(small, result, None, 2).finding)
