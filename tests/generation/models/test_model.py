import pytest
import torch

from core.generation.models.flow import Flow
from core.generation.models.gan import GAN
from core.generation.models.model import Shape, halvings, one_hot
from core.generation.models.vae import VAE

BUILD = {
    "gan": lambda shape: GAN(shape, width=8),
    "vae": lambda shape: VAE(shape, latent=4, width=8),
    "flow": lambda shape: Flow(shape, widths=(8, 16, 16)),
}


@pytest.mark.parametrize("side", [16, 20, 28, 36, 44, 48, 60, 64])
@pytest.mark.parametrize("name", BUILD)
def test_every_side_can_be_made_in_grey_and_colour(name, side):
    for channels, classes in ((1, 3), (3, 0)):
        model = BUILD[name](Shape(side=side, channels=channels, classes=classes)).eval()
        with torch.inference_mode():
            noise = model.noise(2, torch.Generator().manual_seed(0))
            made = model.sample(noise, torch.tensor([0, -1]))
        assert made.shape == (2, channels, side, side)
        assert made.abs().max() <= 1


def test_a_picture_of_no_class_asks_for_nothing():
    assert one_hot(torch.tensor([1, -1]), 3).tolist() == [[0, 1, 0], [0, 0, 0]]


def test_sides_are_halved_down_to_a_few_pixels():
    assert [side >> halvings(side) for side in (16, 28, 32, 48, 60, 64)] == [4, 7, 4, 6, 15, 4]
