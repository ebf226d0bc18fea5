"""Flow matching: a network that says which way noise must go to become a picture.

Source:
    Y. Lipman et al., Flow Matching for Generative Modeling, ICLR 2023, arXiv:2210.02747.
    J. Ho and T. Salimans, Classifier-Free Diffusion Guidance, 2022, arXiv:2207.12598.
    P. Esser et al., Scaling Rectified Flow Transformers for High-Resolution Image Synthesis,
    ICML 2024, arXiv:2403.03206 (moments drawn from the logistic normal distribution).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import cast

import torch
from torch import Generator, Tensor, nn
from torch.nn import functional

from core.generation.models.model import NOTHING, Model, Part, Shape, one_hot

BETAS = (0.9, 0.99)
UNNAMED = 0.1  # share of pictures whose class is hidden, which guidance needs
STEPS = 12  # of a sampler, where nothing else is said
FREQUENCIES = 32  # that tell a moment
GROUPS = 8


class Block(nn.Module):
    """Two convolutions beside a way around them; what is asked for scales and shifts between."""

    def __init__(self, into: int, out: int, asked: int) -> None:
        """Prepare for `into` channels in and `out` channels out."""
        super().__init__()
        self.first_norm, self.second_norm = nn.GroupNorm(GROUPS, into), nn.GroupNorm(GROUPS, out)
        self.first = nn.Conv2d(into, out, 3, padding=1)
        self.second = nn.Conv2d(out, out, 3, padding=1)
        self.film = nn.Linear(asked, 2 * out)
        self.around = nn.Identity() if into == out else nn.Conv2d(into, out, 1)
        nn.init.zeros_(self.second.weight)

    def forward(self, x: Tensor, asked: Tensor) -> Tensor:
        """Return (B, out, H, W)."""
        scale, shift = self.film(asked)[:, :, None, None].chunk(2, 1)
        inner = self.first(functional.silu(self.first_norm(x)))
        inner = self.second_norm(inner) * (1 + scale) + shift
        return self.around(x) + self.second(functional.silu(inner))


class Levels(nn.ModuleList):
    """The blocks of each level."""

    def __iter__(self) -> Iterator[nn.ModuleList]:
        """Yield those of the finest level first."""
        return cast("Iterator[nn.ModuleList]", super().__iter__())


class UNet(nn.Module):
    """A picture, a moment and what is asked for, to a velocity for each pixel.

    The finest level works on squares of 2 x 2 pixels, which is four times as fast.
    """

    def __init__(self, shape: Shape, widths: Sequence[int], depth: int, sketched: int = 0) -> None:
        """Prepare a network with `depth` blocks on each level of so many channels.

        Args:
            shape: Of the pictures.
            widths: Channels of each level, the finest first.
            depth: Blocks of each level, twice as many on the coarsest.
            sketched: Channels of a sketch of what is asked for, if it is not asked for by class.
        """
        super().__init__()
        inner, pixels = 4 * widths[0], 4 * shape.channels
        self.moment = nn.Sequential(
            nn.Linear(2 * FREQUENCIES, inner), nn.SiLU(), nn.Linear(inner, inner)
        )
        by_class = shape.classes and not sketched
        self.ask = nn.Linear(shape.classes, inner, bias=False) if by_class else None
        self.enter = nn.Conv2d(pixels + sketched, widths[0], 3, padding=1)
        *upper, deepest = widths
        self.down, self.up = Levels(), Levels()
        self.shrink, self.grow = nn.ModuleList(), nn.ModuleList()
        for width, below in zip(upper, widths[1:], strict=True):
            self.down.append(nn.ModuleList(Block(width, width, inner) for _ in range(depth)))
            self.up.append(nn.ModuleList(Block(2 * width, width, inner) for _ in range(depth)))
            self.shrink.append(nn.Conv2d(width, below, 3, 2, 1))
            self.grow.append(nn.Conv2d(below, width, 3, padding=1))
        self.middle = nn.ModuleList(Block(deepest, deepest, inner) for _ in range(2 * depth))
        last = nn.Conv2d(widths[0], pixels, 3, padding=1)
        nn.init.zeros_(last.weight)
        self.leave = nn.Sequential(nn.GroupNorm(GROUPS, widths[0]), nn.SiLU(), last)

    def forward(self, x: Tensor, moment: Tensor, asked: Tensor | None) -> Tensor:
        """Return velocities (B, C, H, W).

        Args:
            x: Between noise and picture, (B, C, H, W).
            moment: 0 at noise, 1 at the picture, (B,).
            asked: What is to be made, (B, classes), or a sketch, (B, sketched, H / 4, W / 4);
                zeros for anything.
        """
        told = self.moment(_waves(moment))
        if self.ask is not None and asked is not None:
            told = told + self.ask(asked)
        told = functional.silu(told)
        x, kept = functional.pixel_unshuffle(x, 2), []
        if self.ask is None and asked is not None:
            x = torch.cat([x, functional.interpolate(asked, scale_factor=2.0)], 1)
        x = self.enter(x)
        for blocks, shrink in zip(self.down, self.shrink, strict=True):
            for block in blocks:
                x = block(x, told)
                kept.append(x)
            x = shrink(x)
        for block in self.middle:
            x = block(x, told)
        for blocks, grow in zip([*self.up][::-1], [*self.grow][::-1], strict=True):
            x = grow(functional.interpolate(x, size=kept[-1].shape[2:], mode="nearest"))
            for block in blocks:
                x = block(torch.cat([x, kept.pop()], 1), told)
        return functional.pixel_shuffle(self.leave(x), 2)


class Flow(Model):
    """A velocity field from noise to pictures along straight lines."""

    def __init__(
        self, shape: Shape, *, widths: Sequence[int] = (48, 96), depth: int = 1, sketched: int = 0
    ) -> None:
        """Prepare the network.

        Args:
            shape: Of the pictures.
            widths: Channels of each level, the finest first.
            depth: Blocks of each level, twice as many on the coarsest.
            sketched: Channels of a sketch that says what is to be made, where no class does.
        """
        super().__init__(shape)
        self.latent = shape.channels * shape.side**2
        self.network = UNet(shape, widths, depth, sketched)

    def parts(self) -> list[Part]:
        """Return all parameters."""
        return [Part(parameters=list(self.parameters()), betas=BETAS)]

    def losses(
        self, pictures: Tensor, labels: Tensor, generator: Generator, turn: int
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Return the mean squared error of velocities at random moments."""
        hidden = torch.rand(len(labels), generator=generator) < UNNAMED
        asked = self.asked(labels.masked_fill(hidden.to(labels.device), NOTHING))
        loss = self.mismatch(pictures, asked, generator)
        return loss, {"velocity error": loss}

    def mismatch(self, pictures: Tensor, asked: Tensor | None, generator: Generator) -> Tensor:
        """Return the error on the straight way from a random noise to each picture."""
        noise = self.noise(len(pictures), generator).to(pictures.device)
        moment = torch.randn(len(pictures), generator=generator).sigmoid().to(pictures.device)
        x = torch.lerp(noise, pictures, moment[:, None, None, None])
        velocity = self.network(x, moment, asked).float()
        return (velocity - (pictures - noise)).square().mean()

    def asked(self, labels: Tensor) -> Tensor | None:
        """Return what labels ask for, (B, classes), where there are classes."""
        return one_hot(labels, self.shape.classes) if self.shape.classes else None

    def noise(self, count: int, generator: Generator) -> Tensor:
        """Draw (B, C, H, W) from the normal distribution."""
        return torch.randn(count, *self.shape.picture, generator=generator)

    def sample(self, noise: Tensor, labels: Tensor) -> Tensor:
        """Return pictures in [-1, 1] after STEPS steps without guidance."""
        *_, last = self.frames(noise, self.asked(labels))
        return last

    def frames(
        self, noise: Tensor, asked: Tensor | None, *, steps: int = STEPS, guidance: float = 1.0
    ) -> Iterator[Tensor]:
        """Yield the pictures as they come out of the noise, (B, C, H, W), by Heun's method.

        Args:
            noise: From noise().
            asked: What is to be made, as the network is told.
            steps: Of equal length; each asks the network twice, the last once.
            guidance: 1 follows what is asked for; more exaggerates it, 0 ignores it.
        """
        x = noise
        for step in range(steps):
            here = self.velocity(x, step / steps, asked, guidance)
            ahead = x + here / steps
            if step + 1 < steps:
                there = self.velocity(ahead, (step + 1) / steps, asked, guidance)
                ahead = x + (here + there) / (2 * steps)
            x = ahead
            yield x.clamp(-1, 1) if step + 1 == steps else x

    def velocity(self, x: Tensor, moment: float, asked: Tensor | None, guidance: float) -> Tensor:
        """Return which way every pixel goes at a moment, (B, C, H, W)."""
        moments = torch.full((len(x),), moment, device=x.device)
        if asked is None or guidance == 1:
            return self.network(x, moments, asked).float()
        both = torch.cat([asked, torch.zeros_like(asked)])
        told, free = self.network(x.repeat(2, 1, 1, 1), moments.repeat(2), both).float().chunk(2)
        return torch.lerp(free, told, guidance)


def _waves(moment: Tensor) -> Tensor:
    """Return sines and cosines that tell a moment in [0, 1], (B, 2 FREQUENCIES)."""
    steps = torch.arange(FREQUENCIES, device=moment.device) / FREQUENCIES
    angles = 1000 * moment[:, None] * torch.exp(-log(10_000) * steps)
    return torch.cat([angles.sin(), angles.cos()], 1)
