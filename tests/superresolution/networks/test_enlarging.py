import numpy as np
import pytest
import torch

from core.nn.convert import to_image, to_tensor
from core.resampling import enlarge, reduce
from core.superresolution.networks.enlarging import bicubic, shrunk
from core.superresolution.networks.espcn import ESPCN
from core.superresolution.networks.residual import Residual
from core.superresolution.networks.srcnn import SRCNN
from tests.denoising.networks.learning import learn

CPU = torch.device("cpu")
every_scale = pytest.mark.parametrize("scale", [2, 3, 4])
every_network = pytest.mark.parametrize("kind", [SRCNN, ESPCN, Residual])


def stirred(network):
    """Let a network that has learned nothing add something nevertheless."""
    torch.manual_seed(0)
    for weights in network.parameters():
        if not weights.any():
            torch.nn.init.normal_(weights, std=0.05)
    return network


@every_scale
def test_shrinking_is_the_fields_but_for_the_border_and_8_bits(rng, scale):
    image = rng.random((48, 60, 1), np.float32)
    inner = np.s_[3:-3, 3:-3]
    expected = np.clip(reduce(image, scale), 0, 1)[inner]
    small = to_image(shrunk(to_tensor(image, CPU), scale))[inner]
    np.testing.assert_allclose(small, expected, atol=0.501 / 255)
    np.testing.assert_allclose(small, np.rint(small * 255) / 255, atol=1e-6)


@every_scale
def test_enlarging_is_the_fields_but_for_the_border(rng, scale):
    image = rng.random((17, 12, 1), np.float32)
    inner = np.s_[2 * scale : -2 * scale, 2 * scale : -2 * scale]
    enlarged = to_image(bicubic(to_tensor(image, CPU), scale))
    np.testing.assert_allclose(enlarged[inner], enlarge(image, scale)[inner], atol=3e-5)


@every_network
@every_scale
@pytest.mark.parametrize("shape", [(2, 1, 13, 7), (1, 1, 1, 1), (1, 1, 2, 31)], ids=str)
def test_pictures_of_any_size_become_so_many_times_as_large(kind, scale, shape):
    low = torch.rand(shape)
    with torch.no_grad():
        high = kind().eval().enlarge(low, scale)
    assert high.shape == (*shape[:2], scale * shape[2], scale * shape[3])


@every_network
def test_before_it_learns_it_is_bicubic(kind):
    low = torch.rand(1, 1, 12, 9)
    torch.testing.assert_close(kind().enlarge(low, 3), bicubic(low, 3))


@every_network
def test_a_batch_of_each_scale_gives_what_each_gives_alone(kind):
    network = stirred(kind()).eval()
    lows = [torch.rand(2, 1, 24 // scale, 24 // scale) for scale in (2, 3, 4)]
    with torch.no_grad():
        together = network(*lows)
        alone = [network.enlarge(low, scale) for low, scale in zip(lows, (2, 3, 4), strict=True)]
    torch.testing.assert_close(together, torch.cat(alone))


@every_network
def test_it_learns(kind, man):
    network, high = stirred(kind()), to_tensor(man[:48, :48], CPU)
    low = shrunk(high, 2)

    def loss():
        return (network.enlarge(low, 2) - high).abs().mean()

    first, last = learn(network, loss, 15, 1e-3)
    assert last < 0.8 * first


def test_the_shuffle_lays_channels_side_by_side():
    network = ESPCN()
    torch.nn.init.zeros_(network.layers["3"][-1].weight)
    network.layers["3"][-1].bias.data = torch.arange(9.0)
    low = torch.rand(1, 1, 4, 5)
    with torch.no_grad():
        detail = network.enlarge(low, 3) - bicubic(low, 3)
    expected = torch.arange(9.0).reshape(3, 3).repeat(4, 5)
    torch.testing.assert_close(detail[0, 0], expected, atol=1e-5, rtol=0)


def test_srcnn_looks_eight_pixels_far():
    network, picture = SRCNN(), torch.rand(1, 1, 40, 40, requires_grad=True)
    for weights in network.parameters():
        weights.data.uniform_(0, 0.1)  # so that no rectifier closes
    network.refine(picture)[0, 0, 20, 20].backward()
    for felt in picture.grad[0, 0].nonzero().T:
        assert (felt.min(), felt.max()) == (12, 28)
