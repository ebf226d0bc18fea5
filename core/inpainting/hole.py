"""Holes: what a mask says is missing, and what every method owes the rest."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, distance_transform_edt, label

from core.image import Image
from core.sentence import InputError

Hole = NDArray[np.bool_]  # (H, W), True where something is missing
Planes = NDArray[np.float64]  # (C, H, W)
HALF = 0.5
DEEP = 8  # pixels; what lies deeper in a hole is far from all that is known
EIGHT = np.ones((3, 3), bool)  # a pixel and its eight neighbours


def hole_of(mask: Image) -> Hole:
    """Return where the mask, (H, W, 1), says that something is missing: from one half on.

    Raises:
        InputError: Nothing would be left to fill it from.
    """
    hole = mask[..., 0] >= HALF
    if hole.all():
        raise InputError("The mask covers the whole picture; some pixel must be known.")
    return hole


def planes_of(image: Image) -> Planes:
    """Return the picture as planes of double precision, (C, H, W)."""
    return np.ascontiguousarray(np.moveaxis(image, -1, 0), np.float64)


def filled(image: Image, hole: Hole, planes: Planes) -> Image:
    """Return the picture with the hole taken from the planes, each other pixel bit for bit."""
    result = image.copy()
    result[hole] = planes[:, hole].T
    return result


def is_shallow(hole: Hole) -> bool:
    """Return whether all of the hole lies near known pixels."""
    return bool(distance_transform_edt(hole).max() <= DEEP)


def parts_deeper_than(hole: Hole, radius: float) -> list[Hole]:
    """Return the parts of the hole in which a disc of more than this radius fits, in pixels."""
    depth = distance_transform_edt(hole)
    parts, _ = label(hole, EIGHT)
    deep = np.unique(parts[depth > radius])
    return [parts == number for number in deep]


def rim_of(hole: Hole) -> Hole:
    """Return the known pixels that touch the hole, also by a corner."""
    return binary_dilation(hole, EIGHT) & ~hole
