import torch

from core.superresolution.perception import feature_difference, texture_difference


def grain(seed=0):
    return torch.rand(2, 1, 48, 48, generator=torch.Generator().manual_seed(seed))


def test_a_picture_does_not_differ_from_itself():
    assert feature_difference(grain(), grain()) == 0
    assert texture_difference(grain(), grain(), 3) == 0


def test_a_blurred_picture_differs_more_the_more_it_is_blurred():
    blurred = [torch.nn.functional.avg_pool2d(grain(), n, 1, n // 2) for n in (1, 3, 5)]
    for values in (
        [feature_difference(other, grain()).item() for other in blurred],
        [texture_difference(other, grain(), 2).item() for other in blurred],
    ):
        assert values == sorted(values) and values[1] > 0.1


def test_the_same_grain_elsewhere_is_nearly_right_for_texture_alone():
    flat = torch.full_like(grain(), 0.5)
    assert texture_difference(grain(1), grain(), 2) < 0.5 * texture_difference(flat, grain(), 2)
    assert feature_difference(grain(1), grain()) > 0.7 * feature_difference(flat, grain())


def test_a_pattern_that_repeats_from_square_to_square_is_no_texture():
    repeated = grain(1)[..., :4, :4].repeat(1, 1, 12, 12)
    assert texture_difference(repeated, grain(), 4) > 2 * texture_difference(grain(1), grain(), 4)


def test_it_has_a_slope_everywhere_so_that_it_can_be_learned():
    picture = grain().requires_grad_()
    loss = feature_difference(picture, grain(1)) + texture_difference(picture, grain(1), 2)
    loss.backward()
    assert picture.grad.isfinite().all() and (picture.grad != 0).float().mean() > 0.9
