"""A small drawn scene of which boxes, mask and key points are known, because it was drawn."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from core.image import Image
from demos.panels.augmenting.marks import write_mark

SIDE = 256
FINER = 4  # times; the colours are drawn larger and shrunk, so that edges are smooth
SKY, GROUND = "#a9c9e8", "#7fa65a"
Shape = tuple[str, str, tuple[float, ...]]  # what is drawn, its colour, its coordinates

THINGS: dict[str, tuple[Shape, ...]] = {  # by class, from the back to the front
    "house": (
        ("polygon", "#e8d9b8", (40, 112, 136, 112, 136, 192, 40, 192)),
        ("polygon", "#b5483a", (30, 114, 88, 62, 146, 114)),
        ("polygon", "#6b4a33", (76, 148, 100, 148, 100, 192, 76, 192)),
        ("polygon", "#5f86b5", (110, 128, 127, 128, 127, 145, 110, 145)),
    ),
    "tree": (
        ("polygon", "#6b4a33", (190, 150, 202, 150, 204, 206, 188, 206)),
        ("ellipse", "#3f7a45", (160, 72, 232, 158)),
    ),
    "ball": (
        ("ellipse", "#d9403a", (120, 196, 162, 238)),
        ("ellipse", "#f2f0e6", (131, 203, 142, 214)),
    ),
}
POINTS = {"roof": (88.0, 62.0), "door": (88.0, 192.0), "crown": (196.0, 72.0)}


@lru_cache(maxsize=1)
def scene() -> tuple[Image, NDArray[np.uint8], str]:
    """Return the picture, (256, 256, 3), its mask, (256, 256), and its boxes and points as text."""
    canvas = Pillow.new("RGB", (SIDE * FINER, SIDE * FINER), SKY)
    ImageDraw.Draw(canvas).rectangle((0, 184 * FINER, SIDE * FINER, SIDE * FINER), fill=GROUND)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    lines = []
    for number, (name, shapes) in enumerate(THINGS.items(), 1):
        cover = Pillow.new("L", canvas.size)
        for kind, colour, place in shapes:
            at = [FINER * value for value in place]
            getattr(ImageDraw.Draw(canvas), kind)(at, fill=colour)
            getattr(ImageDraw.Draw(cover), kind)(at, fill=255)
        covered = np.asarray(cover.reduce(FINER)) >= 128
        mask[covered] = number
        lines.append(write_mark(name, _box(covered)))
    lines += [write_mark(name, place) for name, place in POINTS.items()]
    levels = np.asarray(canvas.reduce(FINER), np.float32)
    return levels / np.float32(255), mask, "\n".join(lines)


def _box(covered: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is covered."""
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
