import numpy as np
import pytest

from core.degradation import holes
from core.degradation.holes import draw_holes

GREY = np.full((60, 90, 3), 0.5, np.float32)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5])
@pytest.mark.parametrize("size", [2, 10, 64])
def test_the_share_is_met_to_the_pixel(share, size):
    missing = (holes(GREY, share=share, size=size) == 0).all(axis=2)
    assert missing.sum() == round(share * missing.size)


def test_what_is_missing_is_black_in_every_channel_and_the_rest_untouched(face):
    holed = holes(0.1 + 0.8 * face, share=0.2, seed=3)
    missing = (holed == 0).any(axis=2)
    assert (holed[missing] == 0).all()
    np.testing.assert_array_equal(holed[~missing], (0.1 + 0.8 * face)[~missing])


def test_the_seed_draws_the_holes():
    same, other = (holes(GREY, seed=seed) for seed in (0, 1))
    np.testing.assert_array_equal(holes(GREY, seed=0), same)
    assert (same != other).any()


def test_larger_holes_are_fewer_and_deeper():
    def depth(size):
        missing = draw_holes((200, 200), 0.2, size, np.random.default_rng(0))
        core = missing[1:-1, 1:-1] & missing[:-2, 1:-1] & missing[2:, 1:-1]
        return (core & missing[1:-1, :-2] & missing[1:-1, 2:]).mean()

    depths = [depth(size) for size in (2, 8, 32)]
    assert depths == sorted(depths) and depths[-1] > 2 * depths[0]


def test_every_pixel_may_be_hit():
    often = sum(draw_holes((9, 13), 0.3, 3, np.random.default_rng(n)) for n in range(300))
    assert often.min() > 0


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 40, 3), (40, 1, 1)])
def test_thin_pictures_get_their_share_too(shape):
    holed = holes(np.ones(shape, np.float32), share=0.5, size=64)
    assert (holed == 0).sum() == round(0.5 * shape[0] * shape[1]) * shape[2]
