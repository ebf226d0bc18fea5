"""The variational autoencoder, and with a factor on its second term the beta-VAE.

Source:
    D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes, ICLR 2014, arXiv:1312.6114.
    I. Higgins et al., beta-VAE: Learning Basic Visual Concepts with a Constrained Variational
    Framework, ICLR 2017.
"""

from __future__ import annotations

from typing import Literal

import torch
from torch import Generator, Tensor, nn
from torch.nn import functional

from core.generation.models.gan import Downwards, Upwards
from core.generation.models.model import Model, Part, Shape, one_hot

Likelihood = Literal["bernoulli", "gaussian"]
LATENT = 16
BETAS = (0.9, 0.99)
SPREAD = 0.1  # standard deviation of the Gaussian likelihood, of intensities in [0, 1]


class VAE(Model):
    """An encoder to a normal distribution for each picture, and a decoder back."""

    def __init__(
        self,
        shape: Shape,
        *,
        beta: float = 1.0,
        likelihood: Likelihood = "bernoulli",
        latent: int = LATENT,
        width: int = 64,
    ) -> None:
        """Prepare encoder and decoder."""
        super().__init__(shape)
        self.beta, self.likelihood, self.latent = beta, likelihood, latent
        self.body = Downwards(shape, width, normed=True)
        self.moments = nn.Linear(self.body.features + shape.classes, 2 * latent)
        self.decoder = Upwards(shape, latent, width)

    def parts(self) -> list[Part]:
        """Return all parameters."""
        return [Part(parameters=list(self.parameters()), betas=BETAS)]

    def encode(self, pictures: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and logarithm of the variance of each code, (B, latent) each."""
        features = self.body(pictures)
        if self.shape.classes:
            features = torch.cat([features, one_hot(labels, self.shape.classes)], 1)
        mean, variance = self.moments(features).float().chunk(2, 1)
        return mean, variance.clamp(-12, 12)

    def losses(
        self, pictures: Tensor, labels: Tensor, generator: Generator, turn: int
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the negative evidence lower bound, in nats a picture."""
        mean, variance = self.encode(pictures, labels)
        draw = self.noise(len(pictures), generator).to(mean.device)
        decoded = self.decoder(mean + draw * (variance / 2).exp(), labels)
        lost = self.distortion(decoded, pictures).mean()
        each = divergences(mean, variance)
        rate = each.sum(1).mean()
        told = {"reconstruction": lost, "divergence": rate, "ELBO": -lost - rate}
        told["active dimensions"] = (each.mean(0) > 0.05).sum()
        return lost + self.beta * rate, told

    def distortion(self, decoded: Tensor, pictures: Tensor) -> Tensor:
        """Return -log p(picture | code) of each picture, in nats, (B,).

        Bernoulli reads an intensity in [0, 1] as the chance of white and is no density of greys;
        Gaussian has a fixed spread, and leaves out the constant that does not depend on either.

        Args:
            decoded: What the decoder says, without bounds.
            pictures: In [-1, 1].
        """
        truth = (pictures.float() + 1) / 2
        if self.likelihood == "bernoulli":
            lost = functional.binary_cross_entropy_with_logits(
                decoded.float(), truth, reduction="none"
            )
        else:
            lost = (decoded.float().sigmoid() - truth).square() / (2 * SPREAD**2)
        return lost.sum((1, 2, 3))

    def noise(self, count: int, generator: Generator) -> Tensor:
        """Draw (B, latent) from the normal distribution, which is the codes' prior."""
        return torch.randn(count, self.latent, generator=generator)

    def sample(self, noise: Tensor, labels: Tensor) -> Tensor:
        """Return the mean picture of each code in [-1, 1], (B, C, H, W)."""
        return self.decoder(noise, labels).float().sigmoid() * 2 - 1


def divergences(mean: Tensor, variance: Tensor) -> Tensor:
    """Return the divergence of each code's normal distribution from the standard one, in nats.

    Args:
        mean: (B, latent).
        variance: Its logarithm, (B, latent).

    Returns:
        (B, latent): Kingma and Welling, appendix B.
    """
    return (mean.square() + variance.exp() - 1 - variance) / 2
