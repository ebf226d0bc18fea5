"""A residual network that finds the detail which a shrunken picture has lost."""

from torch import Tensor, nn
from torch.nn import functional

from core.superresolution.networks.enlarging import Enlarging, bicubic
from core.superresolution.scale import SCALES

SLOPE = 0.05  # of the rectifiers, below zero
ATTENTION = 16  # channels in which attention is worked out
GRID = 6  # pixels between the places where attention is worked out


class Attention(nn.Module):
    """Tells each feature, at each place, how much it matters, from a wide look around.

    Enhanced spatial attention: worked out on a grid six times as coarse, so that it is cheap.
    """

    def __init__(self, width: int) -> None:
        """Make the attention to `width` channels."""
        super().__init__()
        self.enter = nn.Conv2d(width, ATTENTION, 1)
        self.shrink = nn.Conv2d(ATTENTION, ATTENTION, 3, stride=2, padding=1)
        self.look = nn.Conv2d(ATTENTION, ATTENTION, 3, padding=1)
        self.past = nn.Conv2d(ATTENTION, ATTENTION, 1)
        self.leave = nn.Conv2d(ATTENTION, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Return x of shape (B, width, h, w), each value times a number in (0, 1)."""
        narrow = self.enter(x)  # (B, 16, h, w)
        coarse = functional.max_pool2d(self.shrink(narrow), 7, stride=3, padding=3)
        coarse = self.look(coarse)  # (B, 16, h/6, w/6)
        wide = functional.interpolate(coarse, size=x.shape[2:], mode="bilinear")
        return x * self.leave(wide + self.past(narrow)).sigmoid()


class Block(nn.Module):
    """Three convolutions that learn what to add to their input, and attention to the sum."""

    def __init__(self, width: int) -> None:
        """Make a block for `width` channels in and out."""
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        self.third = nn.Conv2d(width, width, 3, padding=1)
        self.mix = nn.Conv2d(width, width, 1)
        self.attention = Attention(width)

    def forward(self, x: Tensor) -> Tensor:
        """Return x of shape (B, width, h, w), refined."""
        detail = x
        for layer in (self.first, self.second, self.third):
            detail = functional.leaky_relu_(layer(detail), SLOPE)
        return self.attention(self.mix(x + detail))


class Residual(Enlarging):
    """Local residual features at the small picture's resolution, and a head for each scale.

    The body is RLFN's: blocks of three convolutions and spatial attention, all before the picture
    is enlarged. The heads hold a channel for each pixel that a small one becomes, and
    shuffle them into place, as in ESPCN; what they give is added to the bicubic picture, so
    that the network learns detail alone. One body serves all scales, as in VDSR and MDSR.

    Source:
        F. Kong, M. Li, S. Liu, D. Liu, J. He, Y. Bai, F. Chen and L. Fu, Residual Local Feature
        Network for Efficient Super-Resolution, CVPR Workshops (2022) 765-775;
        B. Lim, S. Son, H. Kim, S. Nah and K. M. Lee, Enhanced Deep Residual Networks for Single
        Image Super-Resolution, CVPR Workshops (2017) 1132-1140.
    """

    multiple = GRID  # so that attention sees the same in every tile

    def __init__(self, width: int = 48, *, blocks: int = 6) -> None:
        """Make the network.

        Args:
            width: Channels inside.
            blocks: How many follow each other.
        """
        super().__init__()
        self.enter = nn.Conv2d(1, width, 3, padding=1)
        self.blocks = nn.Sequential(*(Block(width) for _ in range(blocks)))
        self.leave = nn.Conv2d(width, width, 3, padding=1)
        self.heads = nn.ModuleDict(
            {str(scale): nn.Conv2d(width, scale**2, 3, padding=1) for scale in SCALES}
        )
        for weight in self.heads.parameters():  # the bicubic picture is where learning begins
            nn.init.zeros_(weight)

    def enlarge(self, low: Tensor, scale: int) -> Tensor:
        """Return pictures (B, 1, scale h, scale w) of small ones, (B, 1, h, w)."""
        x = self.enter(low)  # (B, 48, h, w), and so to the end
        x = x + self.leave(self.blocks(x))
        detail = functional.pixel_shuffle(self.heads[str(scale)](x), scale)
        return bicubic(low, scale) + detail
