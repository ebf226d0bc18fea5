"""What of an enlarged picture its small picture settles, and what was added by the method."""

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.metrics.error import psnr
from core.resampling import enlarge, reduce

LENGTH, MIDDLE = 15, 7  # of a line with one bright pixel; what that spreads to fits in


def consistency(result: Image, small: Image, scale: int) -> float:
    """Return how well the result, shrunk again, gives the small picture: PSNR in decibels.

    Needs no truth. Nothing is clipped or rounded; above 60 dB no 8-bit picture shows a
    difference.

    Args:
        result: Enlarged picture, (scale H, scale W, C).
        small: What it was made from, (H, W, C).
        scale: Of the enlargement.
    """
    return psnr(reduce(result, scale), small)


def supported(result: Image, scale: int) -> Image:
    r"""Return the part of an enlarged picture that shrinking it can see, same shape.

    It is the one bicubic enlargement, of whatever small picture z, that shrinks to the same
    picture as the result does: the projection of the result along all that shrinking wipes out.
    Shrinking A is, but for a factor, the transpose of enlarging B, so that AB is a symmetric
    filter; under mirrored borders the cosine transform divides by it.

    Formula:
        P u = B z, \quad A B z = A u

    Args:
        result: Enlarged picture u, (scale H, scale W, C).
        scale: Of the enlargement.
    """
    from scipy.fft import dctn, idctn

    waves = dctn(reduce(result, scale), axes=(0, 1))
    down, across = (_passed(count, scale) for count in waves.shape[:2])
    small = idctn(waves / (down[:, None, None] * across[:, None]), axes=(0, 1))
    return enlarge(small.astype(np.float32), scale)


def unsupported(result: Image, scale: int) -> NDArray[np.float32]:
    """Return how much detail stands at each place that the small picture does not support.

    That is the part of the result which shrinking wipes out altogether: whatever it were, the
    small picture would be the same, so it is the method's guess. Nothing at all for a bicubic
    enlargement.

    Args:
        result: Enlarged picture, (scale H, scale W, C).
        scale: Of the enlargement.

    Returns:
        Its root mean square over the channels, in units of intensity, (scale H, scale W).
    """
    added = result - supported(result, scale)
    return np.sqrt(np.square(added).mean(axis=2))


def _passed(count: int, scale: int) -> NDArray[np.float32]:
    """Return how much of each cosine wave is left after enlarging and shrinking, (count,)."""
    line = np.zeros((1, LENGTH, 1), np.float32)
    line[0, MIDDLE] = 1
    spread = reduce(enlarge(line, scale), scale)[0, MIDDLE:, 0]  # by distance; the filter is even
    phase = np.pi * np.arange(count)[:, None] * np.arange(1, len(spread)) / count
    return (spread[0] + 2 * np.cos(phase) @ spread[1:]).astype(np.float32)
