"""A U-Net that is told how strong the noise is: the architecture of the learned denoiser."""

from collections.abc import Mapping
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

SHUFFLE = 2  # a square of so many pixels a side becomes one place with as many channels more


class ResidualBlock(nn.Module):
    """Two convolutions that learn what to add to their input."""

    def __init__(self, width: int) -> None:
        """Make a block for `width` channels in and out."""
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.second = nn.Conv2d(width, width, 3, padding=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Return x of shape (B, width, h, w), refined."""
        return x + self.second(functional.relu(self.first(x)))


class UNet(nn.Module):
    """Noise to be removed from a picture, seen at several resolutions.

    Like FFDNet it works on the picture unshuffled to half its side, which makes it four times as
    fast, and takes the noise level as one more channel. Like DRUNet it is a U-Net of
    residual blocks without any bias, so that a picture and a noise level twice as large
    give a result twice as large.

    Source:
        K. Zhang, W. Zuo and L. Zhang, FFDNet: Toward a Fast and Flexible Solution for CNN-Based
        Image Denoising, IEEE Trans. Image Process. 27 (2018) 4608-4622.
        K. Zhang, Y. Li, W. Zuo, L. Zhang, L. Van Gool and R. Timofte, Plug-and-Play Image
        Restoration with Deep Denoiser Prior, IEEE Trans. Pattern Anal. Mach. Intell. 44 (2022)
        6360-6376.
    """

    def __init__(
        self,
        channels: int,
        widths: tuple[int, ...] = (64, 96, 192),
        blocks: tuple[int, ...] = (4, 2, 4),
    ) -> None:
        """Make the network.

        Args:
            channels: Of the picture, 1 or 3.
            widths: Channels inside, from the finest resolution to the coarsest.
            blocks: Residual blocks at each resolution, on the way down and again on the way up.
        """
        super().__init__()
        self.channels = channels
        self.multiple = SHUFFLE * 2 ** (len(widths) - 1)  # sides of a picture it takes
        self.head = nn.Conv2d((channels + 1) * SHUFFLE**2, widths[0], 3, padding=1, bias=False)
        sides = list(zip(widths[:-1], blocks[:-1], strict=True))
        self.encoders = nn.ModuleList(_stack(width, count) for width, count in sides)
        self.downs = nn.ModuleList(
            nn.Conv2d(fine, coarse, 2, stride=2, bias=False) for fine, coarse in pairwise(widths)
        )
        self.middle = _stack(widths[-1], blocks[-1])
        self.ups = nn.ModuleList(
            nn.ConvTranspose2d(coarse, fine, 2, stride=2, bias=False)
            for fine, coarse in pairwise(widths)
        )
        self.decoders = nn.ModuleList(_stack(width, count) for width, count in sides)
        self.tail = nn.Conv2d(widths[0], channels * SHUFFLE**2, 3, padding=1, bias=False)

    def forward(self, noisy: Tensor, sigma: Tensor) -> Tensor:
        """Return the denoised pictures.

        Args:
            noisy: Pictures, (B, C, H, W), H and W multiples of `multiple`.
            sigma: Standard deviation of the noise in the same units, (B, 1, 1, 1) or (B, 1, H, W).
        """
        level = sigma.to(noisy.dtype).expand(-1, 1, *noisy.shape[2:])
        x = functional.pixel_unshuffle(torch.cat([noisy, level], 1), SHUFFLE)
        x = self.head(x)  # (B, 64, H/2, W/2)
        skips = []
        for encoder, down in zip(self.encoders, self.downs, strict=True):
            skips.append(encoder(x))  # (B, 64, H/2, W/2), then (B, 96, H/4, W/4)
            x = down(skips[-1])
        x = self.middle(x)  # (B, 192, H/8, W/8)
        for decoder, up in zip(reversed(self.decoders), reversed(self.ups), strict=True):
            x = decoder(up(x) + skips.pop())
        return noisy - functional.pixel_shuffle(self.tail(x), SHUFFLE)

    def shaped_for(self, weights: Mapping[str, Tensor]) -> "UNet":
        """Return an untrained network of the size of these weights."""
        downs = sorted(key for key in weights if key.startswith("downs."))
        stacks = [*(f"encoders.{level}." for level in range(len(downs))), "middle."]
        ends = [key for key in weights if key.endswith("second.weight")]
        blocks = tuple(sum(key.startswith(stack) for key in ends) for stack in stacks)
        widths = (weights["head.weight"].shape[0], *(weights[key].shape[0] for key in downs))
        return UNet(self.channels, widths, blocks)


def _stack(width: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(ResidualBlock(width) for _ in range(count)))
