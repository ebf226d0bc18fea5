import pytest
import torch

from core.denoising.networks.unet import UNet
from core.nn.growing import grow, take_over

SMALL = {"widths": (4, 6, 8), "blocks": (1, 1, 1)}


@pytest.mark.parametrize(
    "larger",
    [
        {"widths": (7, 6, 8), "blocks": (1, 1, 1)},
        {"widths": (4, 9, 12), "blocks": (1, 1, 1)},
        {"widths": (4, 6, 8), "blocks": (3, 1, 2)},
        {"widths": (8, 12, 16), "blocks": (2, 3, 4)},
    ],
    ids=str,
)
def test_a_grown_network_computes_what_the_small_one_did(larger):
    torch.manual_seed(0)
    small, large = UNet(3, **SMALL), UNet(3, **larger)
    grow(large, small.state_dict())
    picture, level = torch.rand(2, 3, 16, 16), torch.full((2, 1, 1, 1), 0.1)
    with torch.inference_mode():
        torch.testing.assert_close(large(picture, level), small(picture, level))


def test_what_is_new_can_learn():
    torch.manual_seed(0)
    small, large = UNet(1, **SMALL), UNet(1, widths=(8, 12, 16), blocks=(2, 2, 2))
    grow(large, small.state_dict())
    picture, level = torch.rand(2, 1, 16, 16), torch.full((2, 1, 1, 1), 0.1)
    large(picture, level).square().mean().backward()
    assert all(p.grad is not None for p in large.parameters())
    new = large.encoders[0][1].second.weight
    assert new.grad.abs().max() > 0


def test_a_network_says_its_size_by_its_weights():
    small = UNet(3, **SMALL)
    twin = UNet(3).shaped_for(small.state_dict())
    take_over(twin, small.state_dict())
    level = torch.full((1, 1, 1, 1), 0.1)
    picture = torch.rand(1, 3, 16, 16)
    assert twin(picture, level).equal(small(picture, level))
