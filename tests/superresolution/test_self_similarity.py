import numpy as np
import pytest

from core.metrics import score_enlarged
from core.resampling import enlarge, reduce
from core.superresolution.honesty import consistency
from core.superresolution.self_similarity import self_similarity
from core.superresolution.zero_shot import examples, turn, turn_back
from tests.denoising.last import last


@pytest.fixture(scope="module")
def rings():
    """Circles that grow wider from the middle: the same shape at every size."""
    down, across = np.mgrid[-63.5:64, -63.5:64]
    distance = np.hypot(down, across)
    return (0.5 + 0.4 * np.sign(np.sin(12 * np.log(distance))))[..., None].astype(np.float32)


def test_it_learns_from_the_picture_what_bicubic_lacks(rings):
    small = reduce(rings, 2)
    result = last(self_similarity(small, steps=150))
    bicubic = score_enlarged(enlarge(small, 2), rings, 2)["psnr"]
    assert score_enlarged(result, rings, 2)["psnr"] > bicubic + 2
    assert consistency(result, small, 2) > 45


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_an_example_and_what_it_lacks_make_up_a_copy(scale, man):
    first = examples(man, scale)[0]
    again = enlarge(first.small[..., None], scale)[..., 0] + first.lacking
    side = 128 - 128 % scale
    np.testing.assert_allclose(again, man[:side, :side, 0], atol=1e-6)


@pytest.mark.parametrize("way", range(8))
def test_a_turned_view_is_turned_back(way, man):
    np.testing.assert_array_equal(turn_back(turn(man[:9, :13, 0], way), way), man[:9, :13, 0])
