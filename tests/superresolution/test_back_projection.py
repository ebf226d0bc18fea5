import numpy as np
import pytest

from core.metrics import psnr
from core.resampling import enlarge, reduce
from core.superresolution.back_projection import back_projection
from core.superresolution.honesty import supported
from tests.denoising.last import last


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_every_turn_shrinks_back_better(scale, face):
    scores = [f.scores["consistency"] for f in back_projection(face[:60, :50], scale=scale)]
    assert scores == sorted(set(scores))
    assert scores[-1] > scores[0] + 15


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_in_the_end_it_is_the_bicubic_picture_that_shrinks_to_the_input(scale, man):
    small = man[:30, :40]
    result = last(back_projection(small, scale=scale, iterations=50))
    np.testing.assert_allclose(reduce(result, scale), small, atol=1e-5)
    np.testing.assert_allclose(result, supported(result, scale), atol=1e-5)


def test_it_is_nearer_to_the_truth_than_bicubic(man):
    small = reduce(man, 2)
    assert psnr(last(back_projection(small)), man) > psnr(enlarge(small, 2), man) + 0.5
