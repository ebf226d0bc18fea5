"""A restorer and its critic: one mends pictures, the other tries to tell them from real ones."""

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional

from core.denoising.networks.autoencoder import Block

SHUFFLE = 2  # a square of so many pixels a side becomes one place with as many channels more


class Generator(nn.Module):
    """A U-Net: the picture seen at ever coarser resolutions, and each of them on the way back.

    In each skip the finer features are laid beside what comes from the coarser ones.
    """

    def __init__(
        self,
        channels: int = 3,
        *,
        widths: tuple[int, ...] = (48, 96, 160, 192),
        blocks: tuple[int, ...] = (1, 1, 1, 2),
    ) -> None:
        """Make the network.

        Args:
            channels: Of the picture.
            widths: Channels inside, from the finest resolution to the coarsest.
            blocks: Pairs of convolutions at each resolution, on the way down and on the way up.
        """
        super().__init__()
        self.multiple = SHUFFLE * 2 ** (len(widths) - 1)  # sides of a picture it takes
        sides = list(zip(widths[:-1], blocks[:-1], strict=True))
        self.head = nn.Conv2d(channels * SHUFFLE**2, widths[0], 3, padding=1)
        self.encoders = nn.ModuleList(_stack(width, count) for width, count in sides)
        self.downs = nn.ModuleList(
            nn.Conv2d(fine, coarse, 2, stride=2) for fine, coarse in pairwise(widths)
        )
        self.middle = _stack(widths[-1], blocks[-1])
        self.ups = nn.ModuleList(
            nn.ConvTranspose2d(coarse, fine, 2, stride=2) for fine, coarse in pairwise(widths)
        )
        self.joins = nn.ModuleList(nn.Conv2d(2 * width, width, 1) for width, _ in sides)
        self.decoders = nn.ModuleList(_stack(width, count) for width, count in sides)
        self.tail = nn.Conv2d(widths[0], channels * SHUFFLE**2, 3, padding=1)

    def forward(self, damaged: Tensor) -> Tensor:
        """Return the restored pictures.

        Args:
            damaged: Pictures, (B, C, H, W), H and W multiples of `multiple`.
        """
        x = self.head(functional.pixel_unshuffle(damaged, SHUFFLE))  # (B, 48, H/2, W/2)
        skips = []
        for encoder, down in zip(self.encoders, self.downs, strict=True):
            skips.append(encoder(x))  # (B, 48, H/2, W/2), (B, 96, H/4, W/4), (B, 160, H/8, W/8)
            x = down(skips[-1])
        x = self.middle(x)  # (B, 192, H/16, W/16)
        steps = zip(reversed(self.decoders), reversed(self.ups), reversed(self.joins), strict=True)
        for decoder, up, join in steps:
            x = decoder(join(torch.cat([up(x), skips.pop()], 1)))
        return damaged + functional.pixel_shuffle(self.tail(x), SHUFFLE)


class Critic(nn.Sequential):
    """A PatchGAN: judges every 34 × 34 pixels of a picture beside its damaged one."""

    def __init__(self, channels: int = 3, *, width: int = 32) -> None:
        """Make the network for pictures of so many channels."""
        super().__init__(
            nn.Conv2d(2 * channels, width, 4, stride=2, padding=1),  # (B, 32, H/2, W/2)
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 2 * width, 4, stride=2, padding=1),  # (B, 64, H/4, W/4)
            nn.LeakyReLU(0.2),
            nn.Conv2d(2 * width, 4 * width, 4, padding=1),  # (B, 128, H/4 - 1, W/4 - 1)
            nn.LeakyReLU(0.2),
            nn.Conv2d(4 * width, 1, 4, padding=1),  # (B, 1, H/4 - 2, W/4 - 2)
        )


class Adversarial(nn.Module):
    """Generator and critic in one, so that one backward pass teaches both.

    Source:
        P. Isola, J.-Y. Zhu, T. Zhou and A. A. Efros, Image-to-Image Translation with Conditional
        Adversarial Networks, CVPR (2017) 1125-1134.
    """

    def __init__(self, channels: int = 3) -> None:
        """Make both networks for pictures of so many channels."""
        super().__init__()
        self.generator, self.critic = Generator(channels), Critic(channels)
        self.multiple = self.generator.multiple

    def forward(
        self, damaged: Tensor, clean: Tensor | None = None
    ) -> Tensor | tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return the restored pictures; given the clean ones, also what the critic says.

        Args:
            damaged: Pictures, (B, C, H, W), H and W multiples of `multiple`.
            clean: Their originals, needed for training only.

        Returns:
            The restored pictures, and three maps of the critic, positive where it takes what it
            sees for an original: of the clean ones; of the restored ones, where only the
            critic learns from it; and the same where only the generator does.
        """
        restored = self.generator(damaged)
        if clean is None:
            return restored
        real = self.critic(torch.cat([damaged, clean], 1))
        for_critic = self.critic(torch.cat([damaged, restored.detach()], 1))
        frozen = {name: weight.detach() for name, weight in self.critic.named_parameters()}
        pair = torch.cat([damaged, restored], 1)
        return restored, real, for_critic, functional_call(self.critic, frozen, (pair,))


def _stack(width: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(Block(width) for _ in range(count)))
