"""SRCNN: three convolutions that sharpen what bicubic interpolation has enlarged."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.superresolution.networks.enlarging import Enlarging, bicubic

REACH = 8  # pixels that the layers look beyond the one they work on: 4, 2 and 2


class SRCNN(Enlarging):
    """Patches are described, the descriptions mapped to sharper ones, and these put together.

    The layers have 9, 5 and 5 pixels a side, 57 thousand weights. One network serves all
    scales, where the paper trains one for each; and what the layers give is added to the
    bicubic picture, as VDSR does it, since that is learned in minutes rather than days.

    Source:
        C. Dong, C. C. Loy, K. He and X. Tang, Image Super-Resolution Using Deep Convolutional
        Networks, IEEE Trans. Pattern Anal. Mach. Intell. 38 (2016) 295-307.
    """

    def __init__(self, widths: tuple[int, int] = (64, 32)) -> None:
        """Make the network.

        Args:
            widths: Channels after the first and after the second convolution.
        """
        super().__init__()
        first, second = widths
        self.describe = nn.Conv2d(1, first, 9)
        self.map = nn.Conv2d(first, second, 5)
        self.rebuild = nn.Conv2d(second, 1, 5)
        waves = _waves(9)[: first // 2]
        with torch.no_grad():
            self.describe.weight.copy_(torch.cat([waves, -waves])[:, None])
        for weight in self.rebuild.parameters():  # the bicubic picture is where learning begins
            nn.init.zeros_(weight)

    def enlarge(self, low: Tensor, scale: int) -> Tensor:
        """Return pictures (B, 1, scale h, scale w) of small ones, (B, 1, h, w)."""
        return self.refine(bicubic(low, scale))

    def refine(self, blurred: Tensor) -> Tensor:
        """Return sharper pictures, (B, 1, H, W), of enlarged ones of that shape."""
        beyond = functional.pad(blurred, [REACH] * 4, "replicate")  # lines go on, not to black
        x = self.describe(beyond).relu()  # (B, 64, H + 8, W + 8)
        x = self.map(x).relu()  # (B, 32, H + 4, W + 4)
        return blurred + self.rebuild(x)


def _waves(side: int) -> Tensor:
    """Return cosine waves, (count, side, side), the longest first, each twice as strong as longer.

    An enlarged picture holds about half as much of a wave as of one that is longer by a step.
    Amplified like this all are equally strong, and learning does not spend its time on them.
    """
    turns = torch.arange(side) * math.pi / side  # (side,)
    lines = torch.cos(turns[:, None] * (torch.arange(side) + 0.5))  # (waves, pixels)
    lines = lines / lines.norm(dim=1, keepdim=True)
    steps = torch.arange(side)[:, None] + torch.arange(side)
    waves = torch.einsum("ai,bj->abij", lines, lines) * 2.0 ** steps[:, :, None, None]
    order = steps.flatten().argsort(stable=True)[1:]  # without the mean
    return waves.flatten(0, 1)[order]
