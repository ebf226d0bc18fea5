import torch

from core.nn.views import in_all_views


def identity(network, picture):
    return picture


def lean(network, picture):
    """Shift the picture, so that the direction matters."""
    return picture.roll(1, 3)


def test_what_changes_nothing_still_changes_nothing():
    picture = torch.rand(1, 2, 6, 9)
    assert torch.allclose(in_all_views(identity)(None, picture), picture)


def test_the_result_turns_and_mirrors_with_the_picture():
    picture = torch.rand(1, 1, 6, 6)
    run = in_all_views(lean)
    assert torch.allclose(run(None, picture.rot90(1, (2, 3))), run(None, picture).rot90(1, (2, 3)))
    assert torch.allclose(run(None, picture.flip(2)), run(None, picture).flip(2))
