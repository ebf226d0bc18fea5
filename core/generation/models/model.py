"""What all models that make pictures have in common: what they make, and how they are run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import torch
from torch import Generator, Tensor, nn

SIDES = (16, 64)  # pixels along the smallest and the largest picture
MULTIPLE = 4  # of which a side must be, so that it can be halved twice
NOTHING = -1  # the label of a picture of no named class


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a model makes."""

    side: int = 28  # pixels along either side, a multiple of 4 in [16, 64]
    channels: int = 1  # 1 for grey, 3 for colour
    classes: int = 0  # that it can be asked for; 0 where it knows none

    @property
    def picture(self) -> tuple[int, int, int]:
        """(C, H, W)."""
        return self.channels, self.side, self.side


@dataclass(frozen=True, kw_only=True)
class Part:
    """Parameters with an optimiser of their own."""

    parameters: list[nn.Parameter]
    betas: tuple[float, float]
    share: float = 1.0  # of the rate of learning
    turns: int = 1  # in each step


class Model(nn.Module, ABC):
    """A network that learns to make pictures like those it is shown; intensities in [-1, 1]."""

    latent: int  # numbers that stand for a picture
    halves: ClassVar[bool] = True  # whether half precision does it no harm in training

    def __init__(self, shape: Shape) -> None:
        """Note what is to be made."""
        super().__init__()
        self.shape = shape

    @abstractmethod
    def parts(self) -> list[Part]:
        """Return what learns, apart where it learns in turns."""

    @abstractmethod
    def losses(
        self, pictures: Tensor, labels: Tensor, generator: Generator, turn: int
    ) -> tuple[Tensor, dict[str, Tensor]]:
        """Return what the part of this turn makes small, and the numbers worth watching.

        Args:
            pictures: (B, C, H, W) in [-1, 1].
            labels: Classes, (B,); NOTHING where there is none.
            generator: On the CPU; draws all that is random.
            turn: Which of the parts learns.
        """

    @abstractmethod
    def noise(self, count: int, generator: Generator) -> Tensor:
        """Draw what samples start from, on the CPU: (B, latent) or (B, C, H, W)."""

    @abstractmethod
    def sample(self, noise: Tensor, labels: Tensor) -> Tensor:
        """Return pictures (B, C, H, W) in [-1, 1].

        Args:
            noise: From noise().
            labels: Classes, (B,); NOTHING for any.
        """

    def averaged(self) -> nn.Module:
        """Return the part whose running mean makes the samples."""
        return self


def one_hot(labels: Tensor, classes: int) -> Tensor:
    """Return a row of zeros for each label with a one at its class; NOTHING has none."""
    return torch.nn.functional.one_hot(labels + 1, classes + 1)[:, 1:].float()


def halvings(side: int) -> int:
    """Return how often a side can be halved down to 4..15 pixels.

    28 -> 7, 32 -> 4, 64 -> 4, 20 -> 5, 60 -> 15.
    """
    count = 0
    while side % 2 == 0 and side >= 8:
        side //= 2
        count += 1
    return count
