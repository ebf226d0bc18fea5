"""What the learned methods share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from core.image import Image
from core.method import Frame

if TYPE_CHECKING:
    from torch import Tensor, nn


def apply(network: nn.Module, picture: Tensor) -> Tensor:
    """Return what a network that takes nothing but pictures makes of one."""
    return network(picture)


def in_colour(mend: Callable[[Image], Iterator[Frame]], image: Image) -> Iterator[Frame]:
    """Let what mends colour pictures mend a grey one too: as one of three equal channels.

    Args:
        mend: Takes a picture (H, W, 3) and yields others of that shape.
        image: Picture, (H, W, C).

    Yields:
        The mended pictures, (H, W, C).
    """
    if image.shape[2] == 3:
        yield from mend(image)
        return
    for frame in mend(image.repeat(3, axis=2)):
        yield replace(frame, image=frame.image.mean(axis=2, keepdims=True))
