"""Kernels of a camera that moved while its shutter was open."""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from core.fits import to_kernel
from core.image import Image
from core.kernels.drawing import fine_grid, side_of, summed
from core.masks.strokes import paint, read_strokes
from core.method import LINES, Range, Seed
from core.sentence import InputError

MOMENTS = 400  # at which the light of a shaken camera is noted


def motion(
    *,
    length: Annotated[float, Range(1, 61, 0.5)] = 9.0,
    angle: Annotated[float, Range(0, 180, 1)] = 30.0,
) -> Image:
    r"""Spread a point along a line, as a camera that moves evenly does.

    The line is one pixel thick.

    Formula:
        k(d) \propto [\,|d \cdot t| \le L/2\,]\, [\,|d \cdot n| \le \tfrac12\,]

    Args:
        length: Of the way, in pixels.
        angle: Of the way, in degrees from the right, counterclockwise.

    Returns:
        Kernel, (n, n, 1), n odd, summing to 1.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018), section
        5.6.
    """
    turn = np.deg2rad(angle)
    long, short = sorted([abs(np.cos(turn)), abs(np.sin(turn))], reverse=True)
    x, y = fine_grid(side_of(length / 2 * long + short / 2))
    along = x * np.cos(turn) - y * np.sin(turn)
    across = x * np.sin(turn) + y * np.cos(turn)
    inside = (np.abs(along) <= length / 2) & (np.abs(across) <= 0.5)
    return summed(inside.astype(np.float64))


def camera_shake(*, size: Annotated[int, Range(5, 65, 2)] = 21, seed: Seed = 0) -> Image:
    r"""Spread a point along the way of a hand that trembles.

    The way is a random walk whose speed changes slowly; it is brought to fill most of the square,
    its middle where its light is on average.

    Formula:
        k(d) \propto \int_0^1 \delta\big(d - x(t)\big)\, dt, \qquad \ddot x = -a\, \dot x + \xi

    Args:
        size: Side of the kernel, in pixels; an even one becomes the odd one above.
        seed: Draws the way.

    Returns:
        Kernel, (size, size, 1), summing to 1.

    Source:
        G. Boracchi and A. Foi, Modeling the Performance of Image Restoration From Motion Blur, IEEE
        Trans. Image Process. 21 (2012) 3502-3517.
    """
    rng, side = np.random.default_rng(seed), size | 1
    speed, place, way = rng.standard_normal(2), np.zeros(2), []
    for _ in range(MOMENTS):
        speed = 0.98 * speed + 0.3 * rng.standard_normal(2) - 0.002 * place
        place = place + speed
        way.append(place)
    points = np.array(way) - np.mean(way, axis=0)
    points *= (side / 2 - 1.5) / np.abs(points).max()
    return to_kernel(_splat(points + side // 2, side)[..., None].astype(np.float32))


def painted(
    *,
    strokes: Annotated[str, LINES] = "1:4,10 10,7 16,10",
    size: Annotated[int, Range(3, 65, 2)] = 21,
) -> Image:
    r"""Spread a point over strokes painted by hand.

    All that a stroke covers gets the same share of the light.

    Formula:
        k(d) \propto [\,\exists i : |d - \gamma_i| \le r_i\,]

    Args:
        strokes: Each as radius:x,y x,y …, in pixels, x to the right and y down from the middle of
            the upper left pixel; several are joined by semicolons.
        size: Side of the kernel, in pixels; an even one becomes the odd one above.

    Returns:
        Kernel, (size, size, 1), summing to 1.

    Raises:
        InputError: No stroke lies within the kernel.

    Source:
        A. R. Smith, Paint, Technical Memo 7, Computer Graphics Lab, New York Institute of
        Technology (1978).
    """
    side = size | 1
    marked = paint((side, side), read_strokes(strokes))
    if not marked.any():
        raise InputError("No stroke lies within the kernel of {size} pixels.", size=side)
    return to_kernel(marked[..., None].astype(np.float32))


def _splat(points: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """Return the light of points x, y shared among the four pixels around each, (side, side)."""
    result = np.zeros((side, side))
    low = np.floor(points).astype(int)
    part = points - low
    for down in (0, 1):
        for right in (0, 1):
            light = np.abs(1 - right - part[:, 0]) * np.abs(1 - down - part[:, 1])
            np.add.at(result, (low[:, 1] + down, low[:, 0] + right), light)
    return result
