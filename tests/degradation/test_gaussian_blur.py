import numpy as np
import pytest

from core.degradation import gaussian_blur


@pytest.mark.parametrize("spread", [0.3, 1.5, 5])
def test_the_mean_of_every_channel_stays(face, spread):
    blurred = gaussian_blur(face, spread=spread)
    np.testing.assert_allclose(blurred.mean((0, 1)), face.mean((0, 1)), atol=1e-5)


def test_two_blurs_are_one_whose_square_is_the_sum_of_theirs(face):
    twice = gaussian_blur(gaussian_blur(face, spread=1.5), spread=2.0)
    np.testing.assert_allclose(twice, gaussian_blur(face, spread=2.5), atol=5e-5)


@pytest.mark.parametrize("frequency", [1, 5, 20])
def test_a_wave_that_its_mirror_image_goes_on_fades_as_the_bell_says(frequency):
    # The Fourier transform of a bell of standard deviation r is exp(-w^2 r^2 / 2).
    speed = np.pi * frequency / 64
    wave = np.cos(speed * (np.arange(64) + 0.5)).astype(np.float32)
    image = np.broadcast_to(wave[:, None, None], (64, 8, 1)).copy()
    expected = np.exp(-(speed**2) * 2.0**2 / 2) * image
    np.testing.assert_allclose(gaussian_blur(image, spread=2.0), expected, atol=5e-5)


def test_channels_do_not_mix():
    red = np.zeros((9, 9, 3), np.float32)
    red[4, 4, 0] = 1
    blurred = gaussian_blur(red)
    assert blurred[..., 0].min() > 0 and not blurred[..., 1:].any()
