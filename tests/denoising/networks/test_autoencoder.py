import pytest
import torch

from core.denoising.networks.autoencoder import Autoencoder, divergence
from tests.denoising.networks.learning import learn


def small(width=5, **options):
    torch.manual_seed(0)
    return Autoencoder(width, widths=(8, 12, 16), blocks=(1, 1, 1), **options)


@pytest.mark.parametrize("variational", [False, True])
def test_it_takes_any_picture_of_its_multiple(variational):
    network = small(variational=variational).eval()
    assert network.multiple == 8
    assert network(torch.rand(2, 3, 24, 40)).shape == (2, 3, 24, 40)


@pytest.mark.parametrize("width", [1, 7])
def test_all_it_keeps_of_eight_by_eight_pixels_is_so_many_numbers(width):
    network, pictures = small(width).eval(), torch.rand(2, 3, 24, 40)
    code = network.encode(pictures)
    assert code.shape == (2, width, 3, 5)
    torch.testing.assert_close(network.decode(code), network(pictures))


def test_pictures_of_the_same_code_come_out_alike():
    network, pictures = small().eval(), torch.rand(2, 3, 16, 16)
    torch.nn.init.zeros_(network.mean.weight)  # now every picture has the same
    first, second = network(pictures)
    torch.testing.assert_close(first, second)


def test_a_change_of_the_code_at_one_place_is_seen_around_it_only():
    network, code = small().eval(), torch.randn(1, 5, 16, 16)
    changed = code.clone()
    changed[0, :, 8, 8] += 1
    differs = (network.decode(code) != network.decode(changed)).any(1)[0]
    rows, columns = differs.nonzero().T
    assert differs[64:72, 64:72].any()
    for felt in (rows, columns):
        assert felt.min() > 64 - 40 and felt.max() < 72 + 40


def test_a_code_distributed_like_plain_noise_costs_nothing_and_any_other_does():
    zero = torch.zeros(1, 3, 4, 4)
    assert divergence(zero, zero) == 0
    # KL(N(m, s^2), N(0, 1)) = (m^2 + s^2 - 1) / 2 - ln s; m = 2, s = e here
    expected = (4 + torch.e**2 - 1) / 2 - 1
    assert divergence(zero + 2, zero + 2).item() == pytest.approx(expected)


def test_the_code_of_a_variational_one_is_drawn_while_it_trains_only():
    network, pictures = small(variational=True), torch.rand(1, 3, 16, 16)
    (first, _), (second, _) = network(pictures), network(pictures)
    assert not torch.allclose(first, second)
    network.eval()
    torch.testing.assert_close(network(pictures), network.decode(network.encode(pictures)))


def test_it_learns():
    network, clean = small(), torch.rand(4, 3, 16, 16)
    masked = clean * (torch.rand(clean.shape) > 0.3)
    first, last = learn(network, lambda: (network(masked) - clean).abs().mean())
    assert last < 0.8 * first
