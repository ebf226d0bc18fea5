import torch

from core.denoising.colours import vary_colours


def drawn(seed, count=400):
    clean = torch.rand(count, 3, 4, 4, generator=torch.Generator().manual_seed(9)) * 0.4 + 0.3
    return clean, vary_colours(clean, torch.Generator().manual_seed(seed))


def test_about_half_of_the_patches_change_and_stay_pictures():
    clean, varied = drawn(1)
    changed = (varied != clean).flatten(1).any(1).float().mean()
    assert 0.4 < changed < 0.6
    assert varied.min() >= 0 and varied.max() <= 1


def test_greys_stay_grey_and_as_light():
    grey = torch.rand(50, 1, 4, 4).expand(50, 3, 4, 4)
    torch.testing.assert_close(vary_colours(grey, torch.Generator().manual_seed(2)), grey)


def test_the_sum_of_the_channels_stays_where_nothing_is_cut_off():
    clean, varied = drawn(3)
    inside = ((varied > 0) & (varied < 1)).flatten(1).all(1)
    assert inside.float().mean() > 0.5
    torch.testing.assert_close(varied[inside].sum(1), clean[inside].sum(1))


def test_the_same_seed_varies_alike_and_another_otherwise():
    assert drawn(4)[1].equal(drawn(4)[1])
    assert not drawn(4)[1].equal(drawn(5)[1])
