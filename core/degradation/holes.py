"""Holes: pieces of a picture that are missing."""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.method import Range, Seed

LENGTH = 4  # of a scratch, in sizes
THICKNESS = 0.25  # of a scratch, in sizes


def holes(
    image: Image,
    *,
    share: Annotated[float, Range(0.02, 0.5, 0.01)] = 0.1,
    size: Annotated[int, Range(2, 64)] = 10,
    seed: Seed = 0,
) -> Image:
    r"""Cut out rectangles and scratches; what is missing is black in every channel.

    Holes fall anywhere and may overlap, until the share is reached. Nothing but the black
    tells where they are. The other values stay as they are.

    Formula:
        y = (1 - m)\, x, \quad m \in \{0, 1\}, \quad \operatorname{mean}(m) = \rho

    Args:
        image: Clean picture, (H, W, C).
        share: Part of the area that is missing, to the pixel.
        size: Side of a rectangle on average, in pixels; scratches are four times as long
            and a quarter as wide.
        seed: Draws the holes.

    Returns:
        Picture with holes, same shape.

    Source:
        M. Bertalmio, G. Sapiro, V. Caselles and C. Ballester, Image Inpainting, SIGGRAPH (2000)
        417-424.
    """
    missing = draw_holes(image.shape[:2], share, size, np.random.default_rng(seed))
    return np.where(missing[..., None], np.float32(0), image)


def draw_holes(
    shape: tuple[int, ...], share: float, size: float, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Return where a picture of height and width `shape` is missing, (H, W)."""
    missing = np.zeros(shape, bool)
    wanted = round(share * missing.size)
    while wanted > 0:
        draw = _rectangle if rng.random() < 0.5 else _scratch
        piece, hole = draw(shape, size, rng)
        fresh = hole & ~missing[piece]
        fresh &= fresh.cumsum().reshape(fresh.shape) <= wanted  # the last one is cut off
        missing[piece] |= fresh
        wanted -= int(fresh.sum())
    return missing


Piece = tuple[slice, slice]  # rows and columns


def _rectangle(
    shape: tuple[int, ...], size: float, rng: np.random.Generator
) -> tuple[Piece, NDArray[np.bool_]]:
    centre, sides = rng.random(2) * shape, rng.uniform(0.5, 1.5, 2) * size
    piece = _around(shape, centre - sides / 2, centre + sides / 2)
    return piece, np.ones([side.stop - side.start for side in piece], bool)


def _scratch(
    shape: tuple[int, ...], size: float, rng: np.random.Generator
) -> tuple[Piece, NDArray[np.bool_]]:
    """Return the pixels near a line, and the rows and columns around it."""
    angle = rng.random() * np.pi
    along = np.array([np.sin(angle), np.cos(angle)])
    half, radius = LENGTH * size / 2, max(THICKNESS * size / 2, 0.5)
    centre = rng.random(2) * shape
    reach = np.abs(along) * half + radius
    piece = _around(shape, centre - reach, centre + reach)
    rows, columns = np.ogrid[piece]
    down, right = rows + 0.5 - centre[0], columns + 0.5 - centre[1]
    place = np.clip(down * along[0] + right * along[1], -half, half)  # nearest of the line
    distance = np.hypot(down - place * along[0], right - place * along[1])
    return piece, distance <= radius


def _around(shape: tuple[int, ...], low: NDArray[np.float64], high: NDArray[np.float64]) -> Piece:
    """Return the pixels between two corners, at least one each way, within the picture."""
    first = [min(max(round(a), 0), side - 1) for a, side in zip(low, shape, strict=True)]
    last = [min(max(round(b), a + 1), side) for a, b, side in zip(first, high, shape, strict=True)]
    return slice(first[0], last[0]), slice(first[1], last[1])
