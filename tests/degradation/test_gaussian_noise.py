import numpy as np
import pytest

from core.degradation import gaussian_noise

GREY = np.full((200, 200, 3), 0.5, np.float32)


def test_mean_and_deviation_are_those_asked_for():
    noise = 255 * (gaussian_noise(GREY, sigma=25) - GREY)
    assert noise.mean() == pytest.approx(0, abs=0.3)
    assert noise.std() == pytest.approx(25, rel=0.01)


def test_it_is_neither_clipped_nor_rounded():
    noisy = gaussian_noise(GREY, sigma=100)
    assert noisy.min() < 0 and noisy.max() > 1
    assert np.unique(noisy).size > 100_000


def test_another_seed_gives_independent_noise():
    first, second = (gaussian_noise(GREY, seed=seed) - GREY for seed in (1, 2))
    assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < 0.02
