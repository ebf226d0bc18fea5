"""ESPCN: all work is done on the small picture, and the last layer's channels become pixels."""

from typing import cast

from torch import Tensor, nn
from torch.nn import functional

from core.superresolution.networks.enlarging import Enlarging, bicubic
from core.superresolution.scale import SCALES

REACH = 6  # pixels that the layers look beyond the one they work on


class ESPCN(Enlarging):
    """Five convolutions for each scale, and the sub-pixel shuffle.

    Each scale has layers of its own, as in the paper. The paper has three, here are two more of
    32 channels in the middle; what they give is added to the bicubic picture, which the
    paper does not do: detail alone is learned faster.

    Source:
        W. Shi, J. Caballero, F. Huszár, J. Totz, A. P. Aitken, R. Bishop, D. Rueckert and
        Z. Wang, Real-Time Single Image and Video Super-Resolution Using an Efficient
        Sub-Pixel Convolutional Neural Network, CVPR (2016) 1874-1883.
    """

    def __init__(self, widths: tuple[int, int] = (64, 32)) -> None:
        """Make the network.

        Args:
            widths: Channels after the first convolution, and after each of the next three.
        """
        super().__init__()
        self.layers = nn.ModuleDict({str(scale): _layers(*widths, scale) for scale in SCALES})

    def enlarge(self, low: Tensor, scale: int) -> Tensor:
        """Return pictures (B, 1, scale h, scale w) of small ones, (B, 1, h, w)."""
        return bicubic(low, scale) + functional.pixel_shuffle(self.parts(low, scale), scale)

    def parts(self, low: Tensor, scale: int) -> Tensor:
        """Return the detail before the shuffle, (B, scale², h, w): a channel for each place."""
        beyond = functional.pad(low, [REACH] * 4, "replicate")  # lines go on, not to black
        return cast(Tensor, self.layers[str(scale)](beyond))


def _layers(first: int, second: int, scale: int) -> nn.Sequential:
    layers = nn.Sequential(
        nn.Conv2d(1, first, 5),  # (B, 64, h + 8, w + 8)
        nn.ReLU(),
        nn.Conv2d(first, second, 3),  # (B, 32, h + 6, w + 6)
        nn.ReLU(),
        nn.Conv2d(second, second, 3),
        nn.ReLU(),
        nn.Conv2d(second, second, 3),
        nn.ReLU(),
        nn.Conv2d(second, scale**2, 3),  # (B, scale², h, w)
    )
    last = cast(nn.Conv2d, layers[-1])
    nn.init.zeros_(last.weight)  # the bicubic picture is where learning begins
    assert last.bias is not None
    nn.init.zeros_(last.bias)
    return layers
