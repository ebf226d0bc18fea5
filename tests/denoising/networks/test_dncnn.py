import pytest
import torch

from core.denoising.networks.dncnn import DnCNN
from tests.denoising.networks.learning import learn


@pytest.fixture
def small():
    torch.manual_seed(0)
    return DnCNN(3, depth=4, width=8)


@pytest.mark.parametrize("shape", [(2, 3, 13, 7), (1, 3, 1, 1), (1, 3, 2, 31)], ids=str)
def test_it_takes_pictures_of_any_size(small, shape):
    assert small.multiple == 1
    assert small.eval()(torch.rand(shape)).shape == shape


@pytest.mark.parametrize("depth", [3, 5, 8])
def test_a_pixel_depends_on_a_square_of_twice_the_depth_and_one(depth):
    torch.manual_seed(0)
    picture = torch.rand(1, 1, 40, 40, requires_grad=True)
    network = DnCNN(1, depth=depth, width=8).eval()
    for weights in network.parameters():
        weights.data.uniform_(0, 0.1)  # so that no rectifier closes
    network(picture)[0, 0, 20, 20].backward()
    rows, columns = picture.grad[0, 0].nonzero().T
    for felt in (rows, columns):
        assert (felt.min(), felt.max()) == (20 - depth, 20 + depth)


def test_folding_leaves_the_function_and_no_normalisation(small):
    with torch.no_grad():
        for _ in range(20):  # so that the running statistics are not those of the start
            small(3 * torch.rand(4, 3, 16, 16) - 1)
    folded, picture = small.eval().folded(), torch.rand(2, 3, 9, 11)
    assert not any(isinstance(layer, torch.nn.BatchNorm2d) for layer in folded.modules())
    torch.testing.assert_close(folded(picture), small(picture))
    unlike = DnCNN(3, depth=4, width=8).eval()
    assert not torch.allclose(folded(picture), unlike(picture))


def test_folding_is_done_once_and_copies(small):
    folded = small.eval().folded()
    assert folded.folded() is folded
    before = small.tail.weight.clone()
    torch.nn.init.zeros_(folded.tail.weight)
    torch.testing.assert_close(small.tail.weight, before)


def test_it_subtracts_what_it_finds(small):
    torch.nn.init.zeros_(small.tail.weight)
    torch.nn.init.constant_(small.tail.bias, 0.25)
    picture = torch.rand(1, 3, 8, 8)
    torch.testing.assert_close(small.eval()(picture), picture - 0.25)


def test_it_learns(small):
    torch.manual_seed(1)
    clean = torch.rand(4, 3, 16, 16)
    noisy = clean + 0.2 * torch.randn(clean.shape)
    first, last = learn(small, lambda: (small(noisy) - clean).abs().mean())
    assert last < 0.8 * first
