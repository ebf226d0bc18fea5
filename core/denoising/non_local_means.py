"""Noise removal by non-local means: look for the same patch elsewhere.

Written here, though scikit-image has it, because its fast form approximates the exponential
and compares patches off their centre; this one is exact, so that it can be explained.
"""

from collections.abc import Iterator
from itertools import product
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.method import RARE, Frame, Range, Sigma
from core.tiles import in_tiles

LEAST = 1e-30  # what a pixel that resembles no other counts itself


def non_local_means(
    image: Image,
    *,
    sigma: Sigma = 25,
    strength: Annotated[float, Range(0.1, 2, 0.05)] = 0.6,
    reach: Annotated[int, Range(1, 15)] = 7,
    patch: Annotated[int, Range(1, 5), RARE] = 2,
) -> Iterator[Frame]:
    r"""Average the pixels whose whole surroundings look alike, wherever they lie.

    Pictures repeat themselves: bricks, stripes, long edges. Patches tell what belongs together
    more surely than single noisy pixels do.

    Formula:
        \hat u(p) = \frac{\sum_q w_{pq}\, y(q)}{\sum_q w_{pq}}, \quad
        w_{pq} = \exp\Big( -\frac{\max(d_{pq}^2 - 2\sigma^2,\, 0)}{(s \sigma)^2} \Big)

    Args:
        image: Noisy picture, (H, W, C).
        sigma: Standard deviation of the noise, of 255.
        strength: How much patches may differ and still count, in units of sigma.
        reach: Half the side of the square that is searched, in pixels.
        patch: Half the side of the patches, in pixels: 2 is 5 × 5.

    Yields:
        Denoised picture, same shape; a colour picture's channels share their weights.

    Source:
        A. Buades, B. Coll and J.-M. Morel, Non-Local Means Denoising, Image Processing On Line
        1 (2011) 208-212.
    """

    def average(tile: Image) -> Image:
        return _average(tile, sigma / 255, strength, reach, patch)

    return in_tiles(average, image, overlap=reach + patch)


def _average(image: Image, sigma: float, strength: float, reach: int, patch: int) -> Image:
    """Take each pair of pixels once: its weight serves both."""
    from scipy.ndimage import uniform_filter

    height, width, _ = image.shape
    margin = reach + patch
    sides = (margin, margin)
    planes = np.moveaxis(np.pad(image, (sides, sides, (0, 0)), mode="symmetric"), -1, 0).copy()
    total, weights = np.zeros_like(planes), np.zeros_like(planes[0])
    most = np.full_like(weights, LEAST)
    for first, second in pairs(reach, planes.shape[1:]):
        here, there = planes[:, *first], planes[:, *second]
        squares = uniform_filter(np.square(here - there).mean(axis=0), 2 * patch + 1)
        weight = patch_weight(squares, sigma, strength)
        total[:, *first] += weight * there
        total[:, *second] += weight * here
        weights[first] += weight
        weights[second] += weight
        for side in (first, second):
            np.maximum(most[side], weight, out=most[side])
    total += most * planes  # a pixel counts itself as it counts the one most like it
    weights += most
    inner = total[:, margin : margin + height, margin : margin + width]
    return np.moveaxis(inner / weights[margin : margin + height, margin : margin + width], 0, -1)


def pairs(
    reach: int, shape: tuple[int, ...]
) -> Iterator[tuple[tuple[slice, slice], tuple[slice, slice]]]:
    """Yield for half of the shifts what of an array overlaps with what; mirrored is the rest."""
    height, width = shape
    for down, right in product(range(reach + 1), range(-reach, reach + 1)):
        if (down, right) <= (0, 0):
            continue
        left, right = max(-right, 0), max(right, 0)
        first = (slice(0, height - down), slice(left, width - right))
        second = (slice(down, height), slice(right, width - left))
        yield first, second


def patch_weight(
    squares: NDArray[np.float32], sigma: float, strength: float
) -> NDArray[np.float32]:
    """Turn mean squared differences of patches into weights from 0 to 1."""
    excess = np.maximum(squares - np.float32(2 * sigma**2), 0)
    return np.exp(-excess / np.float32(max((strength * sigma) ** 2, 1e-12)))
