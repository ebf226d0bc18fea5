import numpy as np
import pytest

from core.metrics import psnr
from core.resampling import enlarge, reduce
from core.superresolution.honesty import consistency, supported, unsupported

every_scale = pytest.mark.parametrize("scale", [2, 3, 4])


def matrix(count, scale):
    """Shrinking a line of scale * count pixels, (count, scale * count)."""
    lines = np.eye(scale * count, dtype=np.float32)[:, None, :, None]
    return np.stack([reduce(np.repeat(line, scale, 0), scale)[0, :, 0] for line in lines], axis=1)


@every_scale
@pytest.mark.parametrize("shape", [(6, 9), (2, 3)])
def test_what_is_supported_is_the_pseudo_inverse_of_shrinking(shape, scale, rng):
    result = rng.random((scale * shape[0], scale * shape[1], 1), np.float32)
    down, across = (matrix(count, scale).astype(np.float64) for count in shape)
    small = down @ result[..., 0] @ across.T
    expected = np.linalg.pinv(down) @ small @ np.linalg.pinv(across).T
    np.testing.assert_allclose(supported(result, scale)[..., 0], expected, atol=2e-5)


@every_scale
def test_what_is_supported_shrinks_to_the_same(scale, face):
    result = face[: 128 - 128 % scale, : 128 - 128 % scale]
    again = reduce(supported(result, scale), scale)
    np.testing.assert_allclose(again, reduce(result, scale), atol=1e-5)


@every_scale
def test_a_bicubic_enlargement_holds_nothing_unsupported(scale, face):
    assert unsupported(enlarge(face[:40, :33], scale), scale).max() < 1e-5


@every_scale
def test_added_detail_that_shrinking_wipes_out_is_found_where_it_is(scale):
    enlarged = enlarge(np.full((20, 20, 1), 0.5, np.float32), scale)
    middle = np.s_[10 * scale : 11 * scale, 10 * scale : 11 * scale]
    board = np.indices((scale, scale)).sum(axis=0)[..., None] % 2
    enlarged[middle] += (board - board.mean()).astype(np.float32)
    found = unsupported(enlarged, scale)
    assert found[middle].mean() > 20 * found[: 5 * scale].mean()


def test_a_consistent_picture_is_known_from_an_inconsistent_one(man):
    small = reduce(man, 2)
    assert consistency(man, small, 2) == np.inf
    assert consistency(enlarge(small, 2), small, 2) == pytest.approx(
        psnr(reduce(enlarge(small, 2), 2), small)
    )
