from itertools import pairwise

import pytest
import torch

from core.denoising.networks.recurrent_cnn import RecurrentCNN
from tests.denoising.networks.learning import learn


@pytest.fixture
def small():
    torch.manual_seed(0)
    return RecurrentCNN(width=8, iterations=4)


def count(network):
    return sum(weight.numel() for weight in network.parameters())


def test_it_takes_any_picture_of_its_multiple(small):
    assert small.multiple == 2
    assert small.eval()(torch.rand(2, 3, 26, 14)).shape == (2, 3, 26, 14)


def test_more_turns_need_no_more_weights():
    assert count(RecurrentCNN(iterations=1)) == count(RecurrentCNN(iterations=12))


def test_every_turn_gives_a_picture_and_the_last_is_the_result(small):
    pictures = torch.rand(1, 3, 8, 8)
    trained = small.train()(pictures)
    assert trained.shape == (4, 1, 3, 8, 8)
    torch.testing.assert_close(small.eval()(pictures), trained[-1])
    assert not torch.allclose(trained[0], trained[-1])


def test_turns_already_taken_do_not_change_with_those_to_come(small):
    pictures = torch.rand(1, 3, 8, 8)
    few, many = (list(small.turns(pictures, number)) for number in (2, 5))
    assert len(few) == 2 and len(many) == 5
    torch.testing.assert_close(few, many[:2], rtol=0, atol=0)


def test_each_turn_carries_what_is_known_four_pixels_further(small):
    pictures = torch.rand(1, 3, 64, 64, requires_grad=True)
    reaches = []
    for mended in small.turns(pictures, 3):
        slope = torch.autograd.grad(mended[0, :, 32, 32].sum(), pictures, retain_graph=True)[0]
        reaches.append(32 - slope.abs().sum((0, 1, 3)).nonzero().min().item())
    assert [later - sooner for sooner, later in pairwise(reaches)] == [4, 4]


def test_it_learns(small):
    torch.manual_seed(1)
    clean = torch.rand(4, 3, 16, 16)
    holed = clean * (torch.rand(4, 1, 16, 16) > 0.3)
    first, last = learn(small, lambda: (small(holed) - clean).abs().mean())
    assert last < 0.8 * first
