"""An autoencoder that corrects errors: all it knows of a picture passes through few numbers."""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

SHUFFLE = 2  # a square of so many pixels a side becomes one place with as many channels more


class Block(nn.Module):
    """Two convolutions that learn what to add to their input."""

    def __init__(self, width: int) -> None:
        """Make a block for `width` channels in and out."""
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """Return x of shape (B, width, h, w), refined."""
        return x + self.second(self.first(x).relu_())


class Autoencoder(nn.Module):
    """A picture squeezed through a bottleneck and unfolded again; nothing goes around it.

    One place of the coarsest grid stands for 8 × 8 pixels, and `width` numbers are kept for it.
    Trained on corrupted pictures whose originals it must give back, it keeps what is common
    in pictures and has no room for the errors.

    Source:
        P. Vincent, H. Larochelle, I. Lajoie, Y. Bengio and P.-A. Manzagol, Stacked Denoising
        Autoencoders, J. Mach. Learn. Res. 11 (2010) 3371-3408; the variational form after
        D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes, ICLR (2014).
    """

    def __init__(
        self,
        width: int,
        *,
        channels: int = 3,
        widths: tuple[int, ...] = (48, 96, 192),
        blocks: tuple[int, ...] = (1, 1, 2),
        variational: bool = False,
    ) -> None:
        """Make the network.

        Args:
            width: Numbers kept for each place of the coarsest grid.
            channels: Of the picture.
            widths: Channels inside, from the finest grid to the coarsest.
            blocks: Pairs of convolutions on each grid, on the way down and again on the way up.
            variational: Whether the code is drawn around its mean while training.
        """
        super().__init__()
        self.multiple = SHUFFLE * 2 ** (len(widths) - 1)  # sides of a picture it takes
        pixels = channels * SHUFFLE**2
        down: list[nn.Module] = [nn.Conv2d(pixels, widths[0], 3, padding=1)]
        up: list[nn.Module] = [nn.Conv2d(widths[0], pixels, 3, padding=1)]
        for count, (fine, coarse) in zip(blocks, pairwise(widths), strict=False):
            down += [*_blocks(fine, count), nn.Conv2d(fine, coarse, 2, stride=2)]
            up += [*_blocks(fine, count), nn.ConvTranspose2d(coarse, fine, 2, stride=2)]
        down += _blocks(widths[-1], blocks[-1])
        up += _blocks(widths[-1], blocks[-1])
        self.encoder = nn.Sequential(*down)
        self.mean = nn.Conv2d(widths[-1], width, 1)
        self.log_variance = nn.Conv2d(widths[-1], width, 1) if variational else None
        self.unfold = nn.Conv2d(width, widths[-1], 1)
        self.decoder = nn.Sequential(*reversed(up))
        for layer in (*down, self.mean, self.unfold, *up):  # lengths survive the way at first
            if isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
                nn.init.orthogonal_(layer.weight)

    def forward(self, damaged: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Return the mended pictures; while a variational one trains, the divergence too.

        Args:
            damaged: Pictures, (B, C, H, W), H and W multiples of `multiple`.
        """
        if self.log_variance is None or not self.training:
            return self.decode(self.encode(damaged))
        features = self.encoder(functional.pixel_unshuffle(damaged, SHUFFLE))
        mean, log_variance = self.mean(features).float(), self.log_variance(features).float()
        code = mean + torch.randn_like(mean) * (log_variance / 2).exp()
        return self.decode(code), divergence(mean, log_variance)

    def encode(self, pictures: Tensor) -> Tensor:
        """Return the codes, (B, width, H/8, W/8), of pictures, (B, C, H, W)."""
        x = functional.pixel_unshuffle(pictures, SHUFFLE)  # (B, 12, H/2, W/2)
        return self.mean(self.encoder(x))

    def decode(self, code: Tensor) -> Tensor:
        """Return the pictures, (B, C, H, W), of codes, (B, width, H/8, W/8)."""
        x = self.decoder(self.unfold(code))  # (B, 192, H/8, W/8) to (B, 12, H/2, W/2)
        return functional.pixel_shuffle(x, SHUFFLE)


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Return the mean Kullback-Leibler divergence of a number of the code from N(0, 1), in nats."""
    return (mean.square() + log_variance.exp() - log_variance - 1).mean() / 2


def _blocks(width: int, count: int) -> list[nn.Module]:
    return [Block(width) for _ in range(count)]
