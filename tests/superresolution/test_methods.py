"""What every method of the field promises."""

import numpy as np
import pytest

from core.resampling import enlarge
from core.superresolution import METHODS

every_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
blending = [m for m in METHODS if "strength" in {p.name for p in m.parameters}]
# so that the one which learns anew each time is quick about it
QUICK = {"self_similarity": {"steps": 50}}


@every_method
@pytest.mark.parametrize("scale", [3, 4])
def test_the_result_is_scale_times_as_large_in_grey_and_in_colour(method, scale, face):
    for channels in (1, 3):
        result = method(face[:9, :14, :channels], scale=scale, **QUICK.get(method.id, {}))
        assert result.shape == (9 * scale, 14 * scale, channels)


@pytest.mark.parametrize("method", blending, ids=lambda method: method.id)
def test_no_strength_is_bicubic_bit_for_bit(method, face):
    result = method(face[:17, :21], scale=3, strength=0, **QUICK.get(method.id, {}))
    np.testing.assert_array_equal(result, enlarge(face[:17, :21], 3))


@every_method
def test_it_is_nearer_to_the_truth_than_a_mean_grey(method, man):
    result = method(man[::2, ::2][:40, :40], **QUICK.get(method.id, {}))
    truth = man[:80, :80]
    assert np.abs(result - truth).mean() < np.abs(truth - truth.mean()).mean() / 2
