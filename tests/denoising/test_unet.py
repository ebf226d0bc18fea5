import numpy as np
import pytest

from core.denoising.bm3d import bm3d
from core.denoising.unet import unet
from core.metrics import psnr
from tests.denoising.last import last


def noise(shape, sigma=25):
    return np.random.default_rng(0).normal(0, sigma / 255, shape).astype(np.float32)


@pytest.mark.parametrize("piece", ["man", "face"])
def test_a_photograph_comes_out_better_than_from_bm3d(piece, request):
    clean = request.getfixturevalue(piece)
    noisy = clean + noise(clean.shape)
    learned, classical = last(unet(noisy, sigma=25)), last(bm3d(noisy, sigma=25))
    assert psnr(learned, clean) > psnr(classical, clean)


def test_twice_the_picture_and_twice_the_noise_give_twice_the_result(man):
    # The network has no biases; doubling is exact in every number format.
    noisy = man + noise(man.shape)
    np.testing.assert_array_equal(last(unet(2 * noisy, sigma=50)), 2 * last(unet(noisy, sigma=25)))


def test_the_more_noise_it_is_told_of_the_more_it_removes(man):
    noisy = man + noise(man.shape)
    removed = [np.abs(last(unet(noisy, sigma=s)) - noisy).mean() for s in (5, 15, 25, 50)]
    assert removed == sorted(removed)
