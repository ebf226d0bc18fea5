"""A recurrent network: the same few layers mend the picture a little more at every turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, cast

import numpy as np

from core.denoising.learned import in_colour
from core.denoising.tasks import NAMED
from core.image import Image
from core.method import Frame, Range, Weights
from core.nn.convert import to_image, to_tensor
from core.nn.explain import explain_network
from core.nn.inference import Run, mend
from core.nn.weights import load

if TYPE_CHECKING:
    from torch import Tensor, nn

    from core.denoising.networks.recurrent_cnn import RecurrentCNN

TASK = NAMED["recurrent_cnn"]
WATCHED = 512  # pixels along the longer side; larger pictures are worked tile by tile


def recurrent_cnn(
    image: Image, *, iterations: Annotated[int, Range(1, 12)] = 6, weights: Weights = ""
) -> Iterator[Frame]:
    r"""Mend the picture a little more at every turn, each time by the same trained layers.

    Few weights do much, and at every turn what is known goes four pixels further into what is
    missing. Good at values lost to black or white: salt and pepper, and holes and scratches, which
    it fills from their rims. Bad at noise on all pixels, since it has learned to trust those that
    look sound, and at holes wider than its turns reach. It was trained with six turns.

    Formula:
        h_{t+1} = h_0 + B \rho(A \rho(h_t)), \qquad \hat u_t = y + C \rho(h_t)

    Args:
        image: Picture with lost values or black holes, (H, W, C).
        iterations: Turns; each one's picture is shown.
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The picture after each turn, or a large one after each finished tile, same shape.

    Source:
        Y. Tai, J. Yang and X. Liu, Image Super-Resolution via Deep Recursive Residual Network,
        CVPR (2017) 2790-2798;
        J. Kim, J. K. Lee and K. M. Lee, Deeply-Recursive Convolutional Network for Image
        Super-Resolution, CVPR (2016) 1637-1645.
    """

    def mend_in_turns(picture: Image) -> Iterator[Frame]:
        from torch import OutOfMemoryError

        if max(picture.shape[:2]) <= WATCHED:
            try:
                yield from _watch(picture, iterations, weights)
                return
            except OutOfMemoryError:
                pass  # what follows knows how to do with less
        yield from mend(TASK, picture, _last_of(iterations), weights=weights)

    return in_colour(mend_in_turns, image)


def _last_of(iterations: int) -> Run:
    """Return what takes so many turns and keeps the last one's picture."""

    def run(network: nn.Module, picture: Tensor) -> Tensor:
        *_, mended = cast("RecurrentCNN", network).turns(picture, iterations)
        return mended

    return run


def _watch(image: Image, iterations: int, weights: str) -> Iterator[Frame]:
    """Yield the picture, (H, W, 3), after each turn."""
    import torch

    network = cast("RecurrentCNN", load(TASK, weights))
    height, width, _ = image.shape
    beyond = (0, -height % network.multiple), (0, -width % network.multiple), (0, 0)
    device = next(network.parameters()).device
    turns = network.turns(to_tensor(np.pad(image, beyond, "reflect"), device), iterations)
    for count in range(1, iterations + 1):
        with torch.inference_mode():
            mended = to_image(next(turns))[:height, :width]
        yield Frame(mended, count / iterations)


explain_recurrent_cnn = explain_network(
    lambda image, settings: (TASK, _last_of(settings["iterations"]))
)
