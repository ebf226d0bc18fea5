"""What a perceptual loss looks at: features of a network of our own, and statistics of texture.

The features are those of the first layers of our DnCNN, which learned on photographs to tell grain,
blocks and ringing from detail. The usual ones, of VGG, would want a download; and our U-Net is
what the distance between pictures is measured with, so that training on it would flatter
the result. The statistics are those of filtered patches: their values, sorted, should be as
those of the truth, wherever in a window they stand, so that texture is rewarded even where it
cannot be right pixel by pixel.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import torch
from torch import Tensor
from torch.nn import functional

FEATURES = "dncnn_grey"  # weights
LAYERS = 3  # of them, each looking one pixel further
DIRECTIONS = 64  # in which patches are looked at, drawn anew every time
PATCH = 7  # pixels a side of a patch
WINDOW = 8  # patches a side of a window within which places do not count
BLUR = 5  # pixels a side of the mean that is taken away first: texture is what is left
ROOM = 1e-3  # of intensity; keeps quotients calm where there is nothing


def feature_difference(estimate: Tensor, clean: Tensor) -> Tensor:
    """Return how far apart features are, as a share of how large they are.

    Args:
        estimate: Pictures, (B, 1, H, W).
        clean: What they should be.
    """
    with torch.no_grad():
        wanted = _features(clean)
    pairs = zip(_features(estimate), wanted, strict=True)
    shares = [
        (own - other).abs().mean((0, 2, 3)) / (other.abs().mean((0, 2, 3)) + ROOM)
        for own, other in pairs
    ]
    return torch.stack([share.mean() for share in shares]).mean()


def texture_difference(estimate: Tensor, clean: Tensor, scale: int) -> Tensor:
    r"""Return the sliced Wasserstein distance between the patches of both, window by window.

    Along a direction the distance of two distributions is that of their sorted values; the mean
    over random directions stands for that of the distributions themselves. Only patches at the
    same place in the squares that pixels become are compared with one another, a random place
    every time: else a pattern that repeats from square to square, the cheapest of all
    textures for a network that shuffles channels, would do.

    Formula:
        W = \frac1K \sum_k \frac{1}{N} \sum_n
        | \mathrm{sort}(d_k * \hat u)_n - \mathrm{sort}(d_k * u)_n |

    Args:
        estimate: Pictures, (B, 1, H, W).
        clean: What they should be.
        scale: Pixels a side of the squares.

    Source:
        E. Heitz, K. Vanhoey, T. Chambon and L. Belcour, A Sliced Wasserstein Loss for Neural
        Texture Synthesis, CVPR (2021) 9412-9420.
    """
    directions = torch.randn(DIRECTIONS, 1, PATCH, PATCH, device=clean.device)
    top, left = torch.randint(scale, (2,)).tolist()
    with torch.no_grad():
        wanted = _responses(clean[..., top:, left:], directions, scale)
        size = wanted.square().mean((0, 2, 3)).sqrt() + ROOM  # (K,)
    own = _sorted(_responses(estimate[..., top:, left:], directions, scale) / size[:, None, None])
    return (own - _sorted(wanted / size[:, None, None])).abs().mean()


def _responses(pictures: Tensor, directions: Tensor, step: int) -> Tensor:
    """Return what each direction gives of the patches without their brightness, (B, K, h, w)."""
    blurred = functional.avg_pool2d(pictures, BLUR, 1, BLUR // 2, count_include_pad=False)
    return functional.conv2d(pictures - blurred, directions, stride=step).float()


def _sorted(responses: Tensor) -> Tensor:
    """Return the values in each window in order, (B, K, windows down, across, values)."""
    windows = responses.unfold(2, WINDOW, WINDOW).unfold(3, WINDOW, WINDOW)
    return windows.flatten(4).sort(dim=4).values


def _features(pictures: Tensor) -> list[Tensor]:
    """Return what the first layers give, each (B, 64, H, W)."""
    network = _network(str(pictures.device))
    found, x = [], pictures
    for layer in [network.head, *network.body][:LAYERS]:
        x = functional.relu(layer(x))
        found.append(x)
    return [features.float() for features in found[1:]]


@cache
def _network(device: str) -> Any:
    from core.denoising.tasks import NAMED
    from core.nn.weights import open_network

    network = open_network(NAMED[FEATURES]).to(device)
    return cast(Any, network.to(memory_format=torch.channels_last))
