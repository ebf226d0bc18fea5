import math

import numpy as np
import pytest

from core.resampling import crop_to_multiple, enlarge, reduce, resize
from core.sentence import InputError
from core.settings import settings

REACH = {"bilinear": 1, "bicubic": 2, "lanczos": 3}
every_kernel = pytest.mark.parametrize("kernel", REACH)


def kernel_value(kernel, distance):
    t = abs(distance)
    if kernel == "bilinear":
        return max(0.0, 1 - t)
    if kernel == "lanczos":
        return float(np.sinc(t) * np.sinc(t / 3)) if t < 3 else 0.0
    if t <= 1:  # Keys' cubic convolution with a = -1/2
        return 1.5 * t**3 - 2.5 * t**2 + 1
    return -0.5 * t**3 + 2.5 * t**2 - 4 * t + 2 if t < 2 else 0.0


def contributions(old, new, kernel):
    """The weights of MATLAB's imresize, written from its description, (new, old)."""
    scale = new / old
    widening = max(1, 1 / scale)
    table = np.zeros((new, old))
    for place in range(new):
        centre = (place + 0.5) / scale - 0.5
        reach = REACH[kernel] * widening
        taken = range(math.floor(centre - reach), math.ceil(centre + reach) + 1)
        weights = [kernel_value(kernel, (index - centre) / widening) for index in taken]
        for index, weight in zip(taken, weights, strict=True):
            folded = index % (2 * old)  # the picture, its mirror image, the picture, ...
            table[place, min(folded, 2 * old - 1 - folded)] += weight / sum(weights)
    return table


@every_kernel
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((12, 9), (24, 18)),
        ((9, 12), (36, 48)),
        ((24, 36), (8, 12)),
        ((5, 7), (13, 3)),
        ((1, 2), (4, 8)),
    ],
)
def test_it_weighs_as_matlab_does_up_to_the_border(kernel, old, new, rng):
    image = rng.random((*old, 3), np.float32)
    down, across = (contributions(a, b, kernel) for a, b in zip(old, new, strict=True))
    expected = np.einsum("ij,jkc,lk->ilc", down, image, across)
    np.testing.assert_allclose(resize(image, new, kernel), expected, atol=3e-7)


@every_kernel
@pytest.mark.parametrize("shape", [(20, 20), (3, 7), (40, 9)])
def test_flat_stays_flat_beyond_white_too(kernel, shape):
    flat = np.full((10, 12, 3), 1.7, np.float32)
    np.testing.assert_allclose(resize(flat, shape, kernel), np.float32(1.7), rtol=1e-6)


def test_the_same_size_is_the_same_picture(face):
    np.testing.assert_array_equal(resize(face, face.shape[:2]), face)


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_nearest_repeats_pixels(scale, ramp):
    repeated = ramp.repeat(scale, 0).repeat(scale, 1)
    np.testing.assert_array_equal(enlarge(ramp, scale, "nearest"), repeated)


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_bicubic_reproduces_a_parabola_away_from_the_border(scale):
    small, large = ((np.arange(n) + 0.5) * 12 / n for n in (12, 12 * scale))
    enlarged = enlarge(np.tile(small**2 / 144, (4, 1))[..., None].astype(np.float32), scale)
    inner = np.s_[0, 3 * scale : -3 * scale, 0]
    expected = np.tile(large**2 / 144, (4, 1))[..., None]
    np.testing.assert_allclose(enlarged[inner], expected[inner], atol=1e-6)


def test_shrinking_cuts_off_what_is_over_below_and_to_the_right(ramp):
    np.testing.assert_array_equal(crop_to_multiple(ramp, 7), ramp[:21, :21])
    np.testing.assert_array_equal(reduce(ramp[:23, :22], 4), reduce(ramp[:20, :20], 4))


def test_what_cannot_be_shrunk_is_refused():
    with pytest.raises(InputError, match="2 × 9 pixels cannot be shrunk to one part in 3"):
        reduce(np.zeros((9, 2, 1), np.float32), 3)


def test_a_result_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(settings, "max_side", 100)
    assert enlarge(np.zeros((50, 3, 1), np.float32), 2).shape == (100, 6, 1)
    with pytest.raises(InputError, match="would have 9 × 102 pixels; at most 100 × 100"):
        enlarge(np.zeros((34, 3, 1), np.float32), 3)
