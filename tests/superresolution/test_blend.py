import numpy as np

from core.metrics import luma
from core.superresolution.blend import blend

OPPONENT = np.array([[1, -1, 0], [0, 1, -1]], np.float32)  # two differences of colours


def test_no_strength_is_bicubic_bit_for_bit(face, rng):
    own = rng.normal(0.5, 0.4, face.shape).astype(np.float32)
    np.testing.assert_array_equal(blend(face, own, 0), face)
    np.testing.assert_array_equal(blend(face, own[..., :1], 0), face)


def test_full_strength_is_the_methods_own(face):
    np.testing.assert_allclose(blend(face, 1 - face, 1), 1 - face, atol=1e-6)


def test_half_strength_lies_halfway(man):
    np.testing.assert_allclose(blend(man, 1 - man, 0.5), 0.5, atol=1e-6)


def test_brightness_alone_leaves_the_colour_differences(face):
    brighter = blend(face, luma(face) ** 2, 1)
    np.testing.assert_allclose(luma(brighter), luma(face) ** 2, atol=1e-6)
    np.testing.assert_allclose(brighter @ OPPONENT.T, face @ OPPONENT.T, atol=1e-6)
