"""How rough a drawing is: its box-counting dimension."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.sentence import InputError

INK = 0.15  # how far a colour must lie from the background's to count as drawn
COARSEST = 8  # boxes along the side, of the largest size counted


@dataclass(frozen=True)
class BoxCount:
    """How many boxes of each size hold ink."""

    sizes: tuple[int, ...]  # pixels
    counts: tuple[int, ...]

    @property
    def dimension(self) -> float:
        """The slope of log count against log 1 / size, by least squares."""
        slope = np.polyfit(np.log(self.sizes), np.log(self.counts), 1)[0]
        return -float(slope)


def count_boxes(image: Image, finest: float = 2) -> BoxCount:
    """Count the boxes of side 2, 4, 8, … that hold ink, in a picture of (H, W, C).

    Lines count with their width, which makes a thin curve seem rougher: draw it as thin as
    can be seen.

    Args:
        image: Drawing on a plain ground.
        finest: Pixels; what is smaller is left out, such as boxes that see straight lines only.
            The three largest sizes stay in any case.

    Raises:
        InputError: The picture is empty, or too small for three sizes of boxes.
    """
    ink = _ink(image)
    if not ink.any():
        raise InputError("There is nothing drawn in the picture to measure.")
    sizes = [2**k for k in range(1, 12) if 2**k * COARSEST <= min(ink.shape)]
    if len(sizes) < 3:
        raise InputError("The picture is too small to measure a dimension.")
    sizes = [size for size in sizes if size >= finest or size >= sizes[-3]]
    counts = [_count(ink, size) for size in sizes]
    return BoxCount(tuple(sizes), tuple(counts))


def _ink(image: Image) -> NDArray[np.bool_]:
    """Return which pixels differ from what most of the border shows."""
    border = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    return np.abs(image - np.median(border, axis=0)).max(axis=2) > INK


def _count(ink: NDArray[np.bool_], size: int) -> int:
    height, width = ink.shape
    padded = np.pad(ink, ((0, -height % size), (0, -width % size)))
    boxes = padded.reshape(padded.shape[0] // size, size, padded.shape[1] // size, size)
    return int(boxes.any(axis=(1, 3)).sum())
