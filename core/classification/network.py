"""A small convolutional network that tells what a little picture shows."""

from typing import cast

import torch
from torch import Tensor, nn

MIDDLE, SPREAD = 0.5, 0.25  # of what comes in, roughly: the network sees values around 0


class Classifier(nn.Module):
    """Three stages of convolutions, the mean over all places, and one linear layer.

    Each stage sees the picture at half the side of the one before and has twice its channels.
    What goes into the last layer are the picture's features: pictures that mean the same lie near
    one another there. Any side from 16 to 64 will do, as the mean over the places has no size.

    Source:
        The residual connection is that of K. He, X. Zhang, S. Ren and J. Sun, Deep Residual
        Learning for Image Recognition, CVPR (2016) 770-778.
    """

    def __init__(self, channels: int = 1, classes: int = 10, width: int = 24) -> None:
        """Make the network.

        Args:
            channels: Of a picture: 1 grey, 3 colour.
            classes: Kinds of pictures to tell apart.
            width: Channels after the first convolution; there are 4 times as many features.
        """
        super().__init__()
        self.channels, self.classes, self.width = channels, classes, width
        self.dimensions = 4 * width
        self.stages = nn.Sequential(
            Convolution(channels, width),  # (B, width, H, W)
            nn.MaxPool2d(2),
            Convolution(width, 2 * width),  # (B, 2 width, H/2, W/2)
            Residual(2 * width),
            nn.MaxPool2d(2),
            Convolution(2 * width, 4 * width),  # (B, 4 width, H/4, W/4)
            Residual(4 * width),
        )
        self.last = nn.Linear(self.dimensions, classes)

    def features(self, pictures: Tensor) -> Tensor:
        """Return what the last layer decides by, (B, dimensions).

        Args:
            pictures: (B, C, H, W) in [0, 1].
        """
        seen = self.stages((pictures - MIDDLE) / SPREAD)
        return cast(Tensor, seen.mean((2, 3)))

    def forward(self, pictures: Tensor) -> Tensor:
        """Return the logits, (B, classes), of pictures (B, C, H, W) in [0, 1]."""
        return cast(Tensor, self.last(self.features(pictures)))


class Convolution(nn.Module):
    """A convolution of 3 × 3 pixels, batch normalisation, and what is below 0 cut off."""

    def __init__(self, inward: int, outward: int) -> None:
        """Take the channels that go in and that come out."""
        super().__init__()
        self.convolution = nn.Conv2d(inward, outward, 3, padding=1, bias=False)
        self.normalisation = nn.BatchNorm2d(outward)

    def forward(self, x: Tensor) -> Tensor:
        """Return (B, outward, H, W) of (B, inward, H, W)."""
        return torch.relu(self.normalisation(self.convolution(x)))


class Residual(Convolution):
    """A convolution whose result is added to what went in."""

    def __init__(self, channels: int) -> None:
        """Take the channels, which stay."""
        super().__init__(channels, channels)

    def forward(self, x: Tensor) -> Tensor:
        """Return (B, channels, H, W), the same shape."""
        return x + super().forward(x)
