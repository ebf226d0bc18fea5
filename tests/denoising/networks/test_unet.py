import pytest
import torch

from core.denoising.networks.unet import UNet


@pytest.fixture
def small():
    torch.manual_seed(0)
    return UNet(3, widths=(4, 8, 16), blocks=(1, 1, 1)).eval()


def test_it_takes_any_picture_of_its_multiple(small):
    assert small.multiple == 8
    assert small(torch.rand(2, 3, 24, 40), torch.full((2, 1, 1, 1), 0.1)).shape == (2, 3, 24, 40)


def test_twice_the_picture_and_the_noise_give_twice_the_result(small):
    noisy, sigma = torch.rand(1, 3, 16, 16), torch.full((1, 1, 1, 1), 0.1)
    torch.testing.assert_close(small(2 * noisy, 2 * sigma), 2 * small(noisy, sigma))


def test_the_level_may_differ_from_place_to_place(small):
    noisy = torch.rand(1, 3, 16, 16)
    even = small(noisy, torch.full((1, 1, 16, 16), 0.1))
    torch.testing.assert_close(even, small(noisy, torch.full((1, 1, 1, 1), 0.1)))
    uneven = small(noisy, torch.linspace(0, 0.3, 16).expand(1, 1, 16, 16))
    assert not torch.allclose(uneven, even)


def test_it_learns_to_remove_noise():
    torch.manual_seed(1)
    network = UNet(1, widths=(8, 8, 8), blocks=(1, 1, 1))
    clean, sigma = torch.full((8, 1, 16, 16), 0.5), torch.full((8, 1, 1, 1), 0.2)
    optimiser = torch.optim.Adam(network.parameters(), 3e-3)
    for _ in range(150):
        noisy = clean + sigma * torch.randn(clean.shape)
        loss = (network(noisy, sigma) - clean).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert loss < 0.2**2 / 4
