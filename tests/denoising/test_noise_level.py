import numpy as np
import pytest

from core.degradation import gaussian_noise, jpeg
from core.denoising.noise_level import estimate_sigma
from core.image import sample
from core.sentence import InputError


@pytest.mark.parametrize("sigma", [1, 25, 80])
def test_plain_noise_is_told_to_two_percent(sigma):
    flat = np.full((256, 256, 3), 0.5, np.float32)
    assert estimate_sigma(gaussian_noise(flat, sigma=sigma)) == pytest.approx(sigma, rel=0.02)


@pytest.mark.parametrize("name", ["astronaut", "camera", "coffee", "cat"])
@pytest.mark.parametrize("sigma", [15, 25, 50])
def test_the_noise_of_a_photograph_is_told_to_one_and_a_half_grey_levels(name, sigma):
    noisy = gaussian_noise(sample(name), sigma=sigma, seed=2)
    assert estimate_sigma(noisy) == pytest.approx(sigma, abs=1.5)


@pytest.mark.parametrize("name", ["astronaut", "coffee"])
@pytest.mark.parametrize("sigma", [20, 40])
def test_jpegs_halved_colours_do_not_hide_the_noise(name, sigma):
    photo = jpeg(gaussian_noise(sample(name), sigma=sigma, seed=2), quality=92)
    assert estimate_sigma(photo) == pytest.approx(sigma, rel=0.15)


def test_grey_noise_in_three_channels_counts_once():
    noisy = gaussian_noise(sample("camera"), sigma=25, seed=2)
    assert estimate_sigma(np.repeat(noisy, 3, axis=2)) == pytest.approx(25, abs=1.5)


def test_a_flat_picture_has_no_noise():
    assert estimate_sigma(np.full((32, 32, 1), 0.3, np.float32)) == pytest.approx(0, abs=1e-3)


def test_a_picture_too_small_to_tell_is_refused():
    with pytest.raises(InputError, match="from 16 × 16 pixels on, got 500 × 1"):
        estimate_sigma(np.zeros((1, 500, 3), np.float32))
