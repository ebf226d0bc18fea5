import numpy as np
import pytest

from core.denoising.explain_non_local_means import explain_non_local_means, neighbour_weights
from core.denoising.non_local_means import non_local_means
from core.metrics import psnr
from core.sentence import InputError
from tests.denoising.last import last

CHOSEN = {"sigma": 90, "strength": 0.7, "reach": 4, "patch": 2}


@pytest.mark.parametrize("pixel", [(0, 0), (36, 40), (0, 20), (17, 5)])
def test_a_pixel_is_the_mean_weighted_as_shown(noisy_colour, pixel):
    window, weights = neighbour_weights(noisy_colour, *pixel, **CHOSEN)
    expected = (weights[..., None] * window).sum(axis=(0, 1))
    np.testing.assert_allclose(
        last(non_local_means(noisy_colour, **CHOSEN))[pixel], expected, atol=1e-5
    )


def test_a_pattern_that_repeats_is_averaged_over_its_repetitions(rng):
    pattern = np.tile(rng.random((4, 4, 1)), (12, 12, 1)).astype(np.float32)
    noisy = pattern + rng.normal(0, 0.04, pattern.shape).astype(np.float32)
    result = last(non_local_means(noisy, sigma=0.04 * 255, reach=8))
    # Inside, a pixel finds itself 5 × 5 times, so at best the noise falls fivefold.
    assert np.std((result - pattern)[12:-12, 12:-12]) < 0.04 / 3.5


def test_grey_as_colour_gives_the_same(man):
    colour = last(non_local_means(np.repeat(man, 3, axis=2)))
    np.testing.assert_allclose(colour[..., :1], last(non_local_means(man)), atol=1e-5)


def test_it_is_as_good_as_scikit_images(man, rng):
    from skimage.restoration import denoise_nl_means

    noisy = man + rng.normal(0, 25 / 255, man.shape).astype(np.float32)
    theirs = denoise_nl_means(noisy[..., 0], 5, 7, 0.7 * 25 / 255, sigma=25 / 255)
    ours = last(non_local_means(noisy))
    assert psnr(ours, man) > psnr(theirs[..., None], man) - 0.1


def test_a_pixel_outside_is_refused(man):
    with pytest.raises(InputError, match="row 128, column 0 lies outside"):
        explain_non_local_means(man, 128, 0, **CHOSEN)


def test_the_figure_shows_the_weights_in_percent(noisy_colour):
    figure = explain_non_local_means(noisy_colour, 3, 4, **CHOSEN)
    (drawn,) = figure.axes[1].images
    assert drawn.get_array().sum() == pytest.approx(100, rel=1e-5)
    assert "row 3, column 4" in figure.get_suptitle()
