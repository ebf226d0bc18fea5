"""The generative adversarial network of Radford et al., DCGAN, with a choice of losses.

Source:
    A. Radford, L. Metz and S. Chintala, Unsupervised Representation Learning with Deep
    Convolutional Generative Adversarial Networks, ICLR 2016, arXiv:1511.06434.
    I. Goodfellow et al., Generative Adversarial Nets, NeurIPS 2014, arXiv:1406.2661.
    I. Gulrajani et al., Improved Training of Wasserstein GANs, NeurIPS 2017, arXiv:1704.00028.
    L. Mescheder, A. Geiger and S. Nowozin, Which Training Methods for GANs do actually
    Converge?, ICML 2018, arXiv:1801.04406.
    T. Miyato and M. Koyama, cGANs with Projection Discriminator, ICLR 2018, arXiv:1802.05637.
"""

from __future__ import annotations

from typing import Literal

import torch
from torch import Generator, Tensor, nn
from torch.nn import functional

from core.generation.models.model import Model, Part, Shape, halvings, one_hot

Loss = Literal["minimax", "non-saturating", "wasserstein", "r1"]
LATENT = 64
BETAS = (0.5, 0.999)  # Radford et al., section 4
LEAK = 0.2
SLOPE_WEIGHT = 10.0  # lambda of Gulrajani et al.
R1_WEIGHT = 1.0  # gamma of Mescheder et al., halved in the loss
CRITIC_TURNS = 2  # steps of the critic for one of the generator, where it is Wasserstein's


class Upwards(nn.Module):
    """Numbers and a class to a picture, by fractionally strided convolutions."""

    def __init__(self, shape: Shape, latent: int, width: int) -> None:
        """Prepare a network whose narrowest layer has `width` channels."""
        super().__init__()
        self.classes, steps = shape.classes, halvings(shape.side)
        self.base, deepest = shape.side >> steps, width << (steps - 1)
        self.first = nn.Linear(latent + shape.classes, deepest * self.base**2)
        self.start = nn.Sequential(nn.BatchNorm2d(deepest), nn.ReLU())
        layers: list[nn.Module] = []
        for _ in range(steps - 1):
            layers += [nn.ConvTranspose2d(deepest, deepest // 2, 4, 2, 1, bias=False)]
            layers += [nn.BatchNorm2d(deepest // 2), nn.ReLU()]
            deepest //= 2
        self.layers = nn.Sequential(*layers, nn.ConvTranspose2d(deepest, shape.channels, 4, 2, 1))

    def forward(self, numbers: Tensor, labels: Tensor) -> Tensor:
        """Return pictures without bounds, (B, C, H, W)."""
        said = torch.cat([numbers, one_hot(labels, self.classes)], 1) if self.classes else numbers
        grid = self.first(said).unflatten(1, (-1, self.base, self.base))
        return self.layers(self.start(grid.contiguous(memory_format=torch.channels_last)))


class Downwards(nn.Module):
    """A picture to features, by strided convolutions."""

    def __init__(self, shape: Shape, width: int, *, normed: bool) -> None:
        """Prepare a network whose first layer has `width` channels."""
        super().__init__()
        steps = halvings(shape.side)
        layers: list[nn.Module] = [nn.Conv2d(shape.channels, width, 4, 2, 1), nn.LeakyReLU(LEAK)]
        for _ in range(steps - 1):
            layers += [nn.Conv2d(width, 2 * width, 4, 2, 1, bias=not normed)]
            layers += [nn.BatchNorm2d(2 * width)] if normed else []
            layers += [nn.LeakyReLU(LEAK)]
            width *= 2
        self.layers = nn.Sequential(*layers, nn.Flatten())
        self.features = width * (shape.side >> steps) ** 2

    def forward(self, pictures: Tensor) -> Tensor:
        """Return features, (B, features)."""
        return self.layers(pictures)


class Discriminator(nn.Module):
    """A picture and its class to a score: the larger, the more it looks real."""

    def __init__(self, shape: Shape, width: int, *, normed: bool) -> None:
        """Prepare the network, with batch normalisation or without."""
        super().__init__()
        self.body = Downwards(shape, width, normed=normed)
        self.score = nn.Linear(self.body.features, 1)
        self.meaning = nn.Embedding(max(1, shape.classes), self.body.features)
        nn.init.zeros_(self.meaning.weight)

    def forward(self, pictures: Tensor, labels: Tensor) -> Tensor:
        """Return scores before the sigmoid, (B,)."""
        features = self.body(pictures)
        known = (labels >= 0).float()
        fits = (self.meaning(labels.clamp(min=0)) * features).sum(1) * known
        return self.score(features).squeeze(1).float() + fits.float()


class GAN(Model):
    """A generator and a discriminator that learn in turns."""

    def __init__(
        self, shape: Shape, *, loss: Loss = "non-saturating", latent: int = LATENT, width: int = 64
    ) -> None:
        """Prepare both networks."""
        super().__init__(shape)
        self.loss, self.latent = loss, latent
        self.generator = Upwards(shape, latent, width)
        # batch normalisation ties pictures together, which penalties on slopes forbid
        self.discriminator = Discriminator(
            shape, width, normed=loss in ("minimax", "non-saturating")
        )
        self.apply(_start)

    def parts(self) -> list[Part]:
        """Return discriminator and generator, which learn in this order."""
        is_critic = self.loss == "wasserstein"
        betas = (0.0, 0.9) if is_critic else BETAS
        return [
            Part(
                parameters=list(self.discriminator.parameters()),
                betas=betas,
                turns=CRITIC_TURNS if is_critic else 1,
            ),
            Part(parameters=list(self.generator.parameters()), betas=betas),
        ]

    def losses(
        self, pictures: Tensor, labels: Tensor, generator: Generator, turn: int
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the loss of the discriminator (turn 0) or of the generator (turn 1)."""
        noise = self.noise(len(pictures), generator).to(pictures.device)
        if turn == 1:
            fake = self.discriminator(self.sample(noise, labels), labels)
            loss = self._fooling(fake)
            return loss, {"generator loss": loss, "D(fake) after": fake.sigmoid().mean()}
        with torch.no_grad():
            made = self.sample(noise, labels)
        if self.loss == "r1":
            pictures = pictures.detach().requires_grad_()
        real, fake = self.discriminator(pictures, labels), self.discriminator(made, labels)
        loss = self._telling(real, fake)
        if self.loss == "wasserstein":
            share = torch.rand(len(made), 1, 1, 1, generator=generator).to(made.device)
            between = torch.lerp(made, pictures, share).requires_grad_()
            slope = _slopes(self.discriminator(between, labels), between)
            loss = loss + SLOPE_WEIGHT * (slope.sqrt() - 1).square().mean()
        if self.loss == "r1":
            loss = loss + R1_WEIGHT / 2 * _slopes(real, pictures).mean()
        seen = {"D(real)": real.sigmoid().mean(), "D(fake)": fake.sigmoid().mean()}
        if self.loss == "wasserstein":
            seen = {"critic(real)": real.mean(), "critic(fake)": fake.mean()}
        return loss, {"discriminator loss": loss, **seen}

    def _telling(self, real: Tensor, fake: Tensor) -> Tensor:
        if self.loss == "wasserstein":
            return fake.mean() - real.mean()
        return functional.softplus(-real).mean() + functional.softplus(fake).mean()

    def _fooling(self, fake: Tensor) -> Tensor:
        if self.loss == "wasserstein":
            return -fake.mean()
        if self.loss == "minimax":  # log(1 - D), whose slope fades where D is sure
            return -functional.softplus(fake).mean()
        return functional.softplus(-fake).mean()

    def noise(self, count: int, generator: Generator) -> Tensor:
        """Draw (B, latent) from the normal distribution."""
        return torch.randn(count, self.latent, generator=generator)

    def sample(self, noise: Tensor, labels: Tensor) -> Tensor:
        """Return pictures in [-1, 1], (B, C, H, W)."""
        return self.generator(noise, labels).float().tanh()

    def averaged(self) -> nn.Module:
        """Return the generator."""
        return self.generator


def _slopes(scores: Tensor, pictures: Tensor) -> Tensor:
    """Return the squared length of the scores' gradient at each picture, (B,)."""
    (slope,) = torch.autograd.grad(scores.sum(), pictures, create_graph=True)
    return slope.float().square().sum((1, 2, 3))


def _start(layer: nn.Module) -> None:
    """Draw first weights as Radford et al. do, section 4."""
    if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
        nn.init.normal_(layer.weight, 0, 0.02)
    if isinstance(layer, nn.BatchNorm2d):
        nn.init.normal_(layer.weight, 1, 0.02)
