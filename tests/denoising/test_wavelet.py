import numpy as np
import pytest

from core.denoising.wavelet import wavelet
from core.metrics import psnr
from tests.denoising.last import last


@pytest.mark.parametrize("family", ["haar", "sym4", "bior4.4"])
def test_without_noise_the_waves_add_up_to_the_picture(face, family):
    np.testing.assert_allclose(last(wavelet(face, sigma=0, family=family)), face, atol=1e-5)


def test_plain_noise_nearly_vanishes(rng):
    noise = rng.normal(0.5, 25 / 255, (256, 256, 1)).astype(np.float32)
    assert last(wavelet(noise, sigma=25)).std() < 0.1 * noise.std()


def test_a_single_grid_agrees_with_scikit_image(man, rng):
    from skimage.restoration import denoise_wavelet

    noisy = man + rng.normal(0, 0.1, man.shape).astype(np.float32)
    noisy = np.clip(noisy, 0.2, 0.8)  # scikit-image clips what leaves the range
    expected = denoise_wavelet(noisy[..., 0], 0.1, "sym4", wavelet_levels=4, rescale_sigma=False)
    result = last(wavelet(noisy, sigma=25.5, shifts=1))[..., 0]
    np.testing.assert_allclose(result, expected, atol=1e-4)


def test_averaging_over_shifts_comes_closer_to_the_truth(man, rng):
    noisy = man + rng.normal(0, 25 / 255, man.shape).astype(np.float32)
    one, eight = (psnr(last(wavelet(noisy, shifts=n)), man) for n in (1, 8))
    assert eight > one + 0.4
