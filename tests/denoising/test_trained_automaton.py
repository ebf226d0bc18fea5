import numpy as np
import pytest

from core.degradation.salt_and_pepper import salt_and_pepper
from core.denoising.adaptive_median import adaptive_median
from core.denoising.trained_automaton import trained_automaton
from core.image import sample
from core.method import final
from core.metrics import psnr


@pytest.mark.parametrize("density", [0.1, 0.3, 0.5])
def test_it_beats_the_adaptive_median_on_salt_and_pepper(density):
    clean = sample("camera")[:256, 128:384]
    noisy = salt_and_pepper(clean, density=density, seed=1)
    mended = final(trained_automaton(noisy))
    assert psnr(mended, clean) > psnr(final(adaptive_median(noisy)), clean)


def test_it_leaves_alone_what_is_neither_black_nor_white(noisy_colour):
    grey = np.clip(noisy_colour, 0.01, 0.99)
    np.testing.assert_array_equal(final(trained_automaton(grey)), grey)
