import pytest
import torch
from torch import nn

from core.generation.models.gan import GAN, SLOPE_WEIGHT
from core.generation.models.model import Shape

SMALL = Shape(side=16, channels=1, classes=3)


class Sure(nn.Module):
    """A discriminator that is sure of itself: so many nats for whatever is brighter."""

    def forward(self, pictures, labels):
        return 20 * pictures.mean((1, 2, 3)) - 15


def slope_of_generator(loss):
    gan = GAN(SMALL, loss=loss, width=8)
    gan.discriminator = Sure()
    value, _ = gan.losses(
        torch.zeros(4, 1, 16, 16), torch.tensor([0, 1, 2, -1]), torch.Generator(), 1
    )
    value.backward()
    return float(gan.generator.first.weight.grad.norm())


def test_the_minimax_loss_fades_where_the_discriminator_is_sure():
    assert slope_of_generator("minimax") < 1e-3 * slope_of_generator("non-saturating")


@pytest.mark.parametrize(("loss", "expected"), [("wasserstein", SLOPE_WEIGHT), ("r1", 0.5)])
def test_penalties_are_those_of_a_slope_that_is_known(loss, expected):
    class Slope(nn.Module):  # its gradient is 1/16 in each of 256 pixels: of length 1; twice that
        def forward(self, pictures, labels):
            length = 2 if loss == "wasserstein" else 1
            return length * pictures.sum((1, 2, 3)) / 16

    gan = GAN(SMALL, loss=loss, width=8)
    gan.discriminator = Slope()
    clean, labels = torch.rand(4, 1, 16, 16), torch.zeros(4, dtype=torch.long)
    whole, _ = gan.losses(clean, labels, torch.Generator().manual_seed(1), 0)
    noise = gan.noise(4, torch.Generator().manual_seed(1))
    real, fake = gan.discriminator(clean, None), gan.discriminator(gan.sample(noise, labels), None)
    bare = (
        fake.mean() - real.mean()
        if loss == "wasserstein"
        else nn.functional.softplus(-real).mean() + nn.functional.softplus(fake).mean()
    )
    assert (whole - bare).item() == pytest.approx(expected, rel=1e-4)


def test_penalised_discriminators_judge_each_picture_by_itself():
    names = [type(m).__name__ for m in GAN(SMALL, loss="r1", width=8).discriminator.modules()]
    assert "BatchNorm2d" not in names
    assert "BatchNorm2d" in [type(m).__name__ for m in GAN(SMALL, width=8).discriminator.modules()]
