"""What is looked for: the ink of a picture, whatever its size, place and colours."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.lsystems.drawing import MARGIN, draw
from core.lsystems.inference.directions import likely_angles
from core.lsystems.inference.sketch import Rules
from core.lsystems.notation import parse
from core.lsystems.rewrite import rewrite
from core.lsystems.turtle import Turtle
from core.sentence import InputError

Mask = NDArray[np.bool_]  # (side, side)

DETAIL = 256  # cells along a side of the mask that a final judgement is made on
PICTURE = 512  # pixels of a candidate's own picture
FINEST = 1024  # pixels along a side; a larger picture is thinned out first
SAMPLES = 4  # places looked at along each side of a cell
FAINTEST = 0.06  # how far ink must lie from the background
THICK = 2.5  # cells; thicker lines are thinned to their middle


@dataclass(frozen=True, eq=False)
class Target:
    """The ink of a picture, scaled and centred."""

    mask: Mask  # (DETAIL, DETAIL)
    angles: tuple[float, ...]  # degrees that the turtle may have turned by, the likeliest first

    def at(self, side: int) -> Mask:
        """Return the cells of a coarser square that hold ink; `side` divides DETAIL."""
        step = DETAIL // side
        return np.asarray(self.mask.reshape(side, step, side, step).any(axis=(1, 3)))


def from_picture(image: Image) -> Target:
    """Return the ink of a picture, (H, W, C), and what its lines tell of the angle.

    Raises:
        InputError: There is nothing drawn in it.
    """
    drawn, ink = _read(image)
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    cropped = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Target(_normalised(drawn), likely_angles(cropped))


def mask_of(rules: Rules, angle: float, order: int) -> Mask:
    """Return the ink of a system's own drawing, (DETAIL, DETAIL)."""
    return _normalised(_read(picture(rules, angle, order))[0])


def from_system(rules: Rules, angle: float, order: int) -> Target:
    """Return the ink of a system's own drawing."""
    return from_picture(picture(rules, angle, order))


def picture(rules: Rules, angle: float, order: int, size: int = PICTURE) -> Image:
    """Draw a system with the turtle and the pen of the page, (size, size, 3)."""
    return draw(Turtle(angle).draw(rewrite(parse(written(rules)), order)), size=size)


def written(rules: Rules) -> str:
    """Return rules as core.lsystems.notation reads them."""
    return "; ".join(f"{symbol} -> {word}" for symbol, word in rules)


def _read(image: Image) -> tuple[Mask, NDArray[np.float32]]:
    """Return what is drawn in a picture, and how dark each pixel is.

    The background is what most of the border shows; ink is what differs from it by more than
    Otsu's threshold. Lines that are thick for the size of the drawing are thinned.

    Source:
        N. Otsu, A Threshold Selection Method from Gray-Level Histograms, IEEE Trans. Syst. Man
        Cybern. 9 (1979) 62-66.
    """
    from skimage.filters import threshold_otsu
    from skimage.morphology import skeletonize

    step = -(-max(image.shape[:2]) // FINEST)
    image = image[: image.shape[0] // step * step, : image.shape[1] // step * step]
    border = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    ink = np.abs(image - np.median(border, axis=0)).max(axis=2)
    height, width = ink.shape
    ink = ink.reshape(height // step, step, width // step, step).max(axis=(1, 3))
    if ink.max() <= FAINTEST:
        raise InputError("There is nothing drawn in the picture to find rules for.")
    drawn = ink > max(float(threshold_otsu(ink)), FAINTEST)
    if _thickness(drawn) * DETAIL / max(_extent(drawn)) > THICK:
        drawn = skeletonize(drawn)
        ink = drawn.astype(np.float32)
    return drawn, ink


def _extent(drawn: Mask) -> tuple[int, int]:
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    return int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1


def _thickness(drawn: Mask) -> float:
    """Return how thick lines are, in pixels: twice the area over the length of the outline."""
    padded = np.pad(drawn, 1)
    outline = (padded[1:] != padded[:-1]).sum() + (padded[:, 1:] != padded[:, :-1]).sum()
    return 2 * float(drawn.sum()) / float(outline)


def _normalised(drawn: Mask) -> Mask:
    """Return ink scaled to fill the square but for its margin, and centred."""
    height, width = _extent(drawn)
    top, left = int(drawn.any(axis=1).argmax()), int(drawn.any(axis=0).argmax())
    count = DETAIL * SAMPLES
    scale = max(height, width) / (count * (1 - 2 * MARGIN))
    offsets = (np.arange(count) + 0.5 - count / 2) * scale
    rows = np.floor(offsets + top + height / 2).astype(int)
    columns = np.floor(offsets + left + width / 2).astype(int)
    edge = int(max(height, width))
    padded = np.pad(drawn, edge)
    found = padded[np.ix_(rows + edge, columns + edge)]
    return np.asarray(found.reshape(DETAIL, SAMPLES, DETAIL, SAMPLES).any(axis=(1, 3)))
