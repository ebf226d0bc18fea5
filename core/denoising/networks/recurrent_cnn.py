"""A recurrent network of convolutions: the same few layers, again and again."""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional

SHUFFLE = 2  # a square of so many pixels a side becomes one place with as many channels more


class RecurrentCNN(nn.Module):
    """A picture mended a little more at every turn, each turn by the same weights.

    A residual unit is applied over and over, fed every time with the first features too, as
    in DRRN; every turn's state is made a picture by the same layer, and all of these pictures
    are trained on, as in DRCN. It works on the picture unshuffled to half its side, so that
    a turn carries what is known four pixels further into a hole. Values that are entirely black
    or white may be lost ones: they are put out, and the network is told where they were.

    Source:
        Y. Tai, J. Yang and X. Liu, Image Super-Resolution via Deep Recursive Residual Network,
        CVPR (2017) 2790-2798;
        J. Kim, J. K. Lee and K. M. Lee, Deeply-Recursive Convolutional Network for Image
        Super-Resolution, CVPR (2016) 1637-1645.
    """

    multiple = SHUFFLE  # sides of a picture it takes

    def __init__(self, channels: int = 3, *, width: int = 64, iterations: int = 6) -> None:
        """Make the network.

        Args:
            channels: Of the picture.
            width: Channels of the state.
            iterations: Turns unless told otherwise; they share their weights.
        """
        super().__init__()
        self.iterations = iterations
        self.head = nn.Conv2d(2 * channels * SHUFFLE**2, width, 3, padding=1)
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        self.tail = nn.Conv2d(width, channels * SHUFFLE**2, 3, padding=1)
        for layer in (self.head, self.first):  # lengths survive the way at first
            nn.init.orthogonal_(layer.weight)

    def forward(self, damaged: Tensor) -> Tensor:
        """Return the mended pictures; while it trains those of every turn, (turns, B, C, H, W).

        Args:
            damaged: Pictures, (B, C, H, W), H and W multiples of `multiple`.
        """
        turns = list(self.turns(damaged, self.iterations))
        return torch.stack(turns) if self.training else turns[-1]

    def turns(self, damaged: Tensor, iterations: int) -> Iterator[Tensor]:
        """Yield the mended pictures, (B, C, H, W), after each turn."""
        extreme = (damaged <= 0) | (damaged >= 1)
        known = damaged.masked_fill(extreme, 0)
        seen = torch.cat([known, extreme.to(known.dtype)], 1)  # (B, 2 C, H, W)
        start = self.head(functional.pixel_unshuffle(seen, SHUFFLE))  # (B, 64, H/2, W/2)
        state = start
        for _ in range(iterations):
            state = start + self.second(self.first(state.relu()).relu_())
            yield known + functional.pixel_shuffle(self.tail(state.relu()), SHUFFLE)
