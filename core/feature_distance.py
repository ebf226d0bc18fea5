"""How far apart two pictures look to a network of our own: a distance in features."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from core.image import Image
from core.metrics.score import luma

if TYPE_CHECKING:
    from torch import Tensor

Window = tuple[slice, slice]  # rows and columns
WEIGHTS = "unet_grey"  # learned to tell photographs from noise
OVERLOOKED = 10.0  # sigma of 255: the faint grain that the network is told not to heed
SIDE, CONTEXT = 512, 64  # pixels of a tile, and around it: what lies further hardly matters
ROOM = 1e-6  # keeps the quotient calm where a place has no features


def feature_distance(image: Image, truth: Image) -> float:
    r"""Return how differently our grey U-Net's encoder sees two pictures; 0 for the same one.

    At each of the three resolutions every place has a vector of features. Both vectors are
    brought to length one, so that contrast and brightness hardly count, and their squared
    difference is averaged over the places, then over the resolutions. It tells lost or
    misplaced detail from faint grain, which PSNR does not; it follows the recipe of LPIPS, but is
    not LPIPS: other features, and no weights fitted to what people judged.

    Formula:
        d(u, x) = \frac13 \sum_l \frac{1}{N_l} \sum_p
        \left| \frac{f_l(u)_p}{|f_l(u)_p|} - \frac{f_l(x)_p}{|f_l(x)_p|} \right|^2

    Args:
        image: Picture to judge, (H, W, C); its brightness alone counts.
        truth: What it should look like, same height and width.

    Raises:
        InputError: The weights of the network are missing or altered.

    Source:
        R. Zhang, P. Isola, A. A. Efros, E. Shechtman and O. Wang, The Unreasonable
        Effectiveness of Deep Features as a Perceptual Metric, CVPR (2018) 586-595.
    """
    import torch

    totals: dict[int, float] = {}  # by the side of a place, in pixels
    counts: dict[int, int] = {}
    with torch.inference_mode():
        for window, inner in _tiles(*image.shape[:2]):
            pairs = zip(_features(image[window]), _features(truth[window]), strict=True)
            for (cell, a), (_, b) in pairs:
                rows, columns = (slice(s.start // cell, -(-s.stop // cell)) for s in inner)
                apart = (a - b)[..., rows, columns].square().sum(1)
                totals[cell] = totals.get(cell, 0) + apart.sum().item()
                counts[cell] = counts.get(cell, 0) + apart.numel()
    return float(np.mean([totals[cell] / counts[cell] for cell in totals]))


def _tiles(height: int, width: int) -> Iterator[tuple[Window, Window]]:
    """Yield each tile with its context, and where in that the tile itself lies."""
    for top, left in product(range(0, height, SIDE), range(0, width, SIDE)):
        above, before = min(CONTEXT, top), min(CONTEXT, left)
        bottom, right = min(top + SIDE, height), min(left + SIDE, width)
        around = np.s_[top - above : bottom + CONTEXT, left - before : right + CONTEXT]
        yield around, np.s_[above : above + bottom - top, before : before + right - left]


def _features(image: Image) -> Iterator[tuple[int, Tensor]]:
    """Yield the features at each resolution, (1, C, h, w), of length one at every place.

    Before them stands how many pixels along a side a place covers.
    """
    import torch
    from torch.nn import functional

    from core.denoising.networks.unet import SHUFFLE
    from core.nn.convert import to_tensor

    network = _network()
    height, width, _ = image.shape
    beyond = (0, -height % network.multiple), (0, -width % network.multiple), (0, 0)
    clipped = np.clip(luma(image), 0, 1)
    picture = to_tensor(np.pad(clipped, beyond, "symmetric"), torch.device("cpu"))
    level = torch.full_like(picture, OVERLOOKED / 255)
    x = network.head(functional.pixel_unshuffle(torch.cat([picture, level], 1), SHUFFLE))
    stages: list[tuple[Callable[[Tensor], Tensor], Callable[[Tensor], Tensor]]]
    stages = [*zip(network.encoders, network.downs, strict=True), (network.middle, lambda y: y)]
    for stage, (encode, go_down) in enumerate(stages):
        x = encode(x)
        yield SHUFFLE * 2**stage, x / (x.norm(dim=1, keepdim=True) + ROOM)
        x = go_down(x)


@cache
def _network() -> Any:
    """Return the network in float32 on the CPU, so that figures are the same everywhere."""
    from core.denoising.tasks import NAMED
    from core.nn.weights import open_network

    return cast(Any, open_network(NAMED[WEIGHTS]))
