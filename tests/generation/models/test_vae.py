import pytest
import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

from core.generation.models.model import Shape
from core.generation.models.vae import SPREAD, VAE, divergences

SMALL = Shape(side=16, channels=1)


def test_the_divergence_is_that_of_two_normal_distributions():
    mean, variance = torch.tensor([[0.0, 1.5, -2.0]]), torch.tensor([[0.0, -1.0, 0.7]])
    expected = kl_divergence(Normal(mean, (variance / 2).exp()), Normal(0.0, 1.0))
    torch.testing.assert_close(divergences(mean, variance), expected)


def test_beta_weighs_the_divergence_alone():
    losses = {}
    for beta in (1.0, 5.0):
        torch.manual_seed(0)
        model = VAE(SMALL, beta=beta, latent=2, width=8).eval()
        model.moments.bias.data.fill_(1.0)
        picture, labels = torch.zeros(2, 1, 16, 16), torch.full((2,), -1)
        losses[beta], told = model.losses(picture, labels, torch.Generator().manual_seed(0), 0)
    difference = (losses[5.0] - losses[1.0]).item()
    assert difference == pytest.approx(4 * told["divergence"].item(), rel=1e-3)
    assert told["ELBO"].item() == pytest.approx(-losses[1.0].item(), rel=1e-5)


def test_reconstruction_terms_are_negative_log_likelihoods():
    decoded, picture = torch.randn(3, 1, 16, 16), (torch.rand(3, 1, 16, 16) > 0.5).float() * 2 - 1
    truth = (picture + 1) / 2
    bernoulli = VAE(SMALL, width=8).distortion(decoded, picture)
    torch.testing.assert_close(
        bernoulli, -Bernoulli(logits=decoded).log_prob(truth).sum((1, 2, 3)), rtol=1e-4, atol=1e-3
    )
    gaussian = VAE(SMALL, likelihood="gaussian", width=8).distortion(decoded, picture)
    density = Normal(decoded.sigmoid(), SPREAD)
    best = density.log_prob(decoded.sigmoid())  # the constant that is left out
    torch.testing.assert_close(gaussian, (best - density.log_prob(truth)).sum((1, 2, 3)))
