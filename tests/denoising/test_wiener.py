import numpy as np
import pytest
from scipy.signal import wiener as reference

from core.denoising.wiener import wiener
from tests.denoising.last import last


def test_it_agrees_with_scipy_away_from_the_border(noisy_colour):
    result = last(wiener(noisy_colour, sigma=80, radius=2))
    expected = reference(noisy_colour[..., 1].astype(np.float64), 5, (80 / 255) ** 2)
    np.testing.assert_allclose(result[2:-2, 2:-2, 1], expected[2:-2, 2:-2], atol=1e-5)


def test_without_noise_nothing_changes(man):
    np.testing.assert_allclose(last(wiener(man, sigma=0)), man, atol=1e-5)


def test_what_is_mere_noise_becomes_the_local_mean(rng):
    noise = rng.normal(0.5, 0.05, (60, 60, 1)).astype(np.float32)
    assert last(wiener(noise, sigma=50, radius=2)).std() == pytest.approx(0.05 / 5, rel=0.1)
