"""The pictures learned from that lie nearest to a sample: is it a memory or an invention?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROWS = 4000  # pictures that are compared at a time


def nearest(
    pictures: NDArray[np.float32], known: NDArray[np.uint8], count: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return which known pictures are nearest to each picture, the nearest first.

    Args:
        pictures: (N, H, W, C), black 0, white 1.
        known: (M, H, W, C), black 0, white 255.
        count: How many neighbours, at most M.

    Returns:
        Their places (N, count), and their distances (N, count): the root of the mean square
        difference of intensities on the scale to 255.
    """
    asked = 255 * pictures.reshape(len(pictures), -1).astype(np.float32)
    places, squares = np.empty((len(asked), 0), np.int64), np.empty((len(asked), 0), np.float32)
    for start in range(0, len(known), ROWS):
        rows = known[start : start + ROWS].reshape(-1, asked.shape[1]).astype(np.float32)
        found = (
            np.square(rows).sum(1) - 2 * asked @ rows.T
        )  # the asked one's own length is left out
        squares = np.concatenate([squares, found], 1)
        here = np.arange(start, start + len(rows))
        places = np.concatenate([places, np.broadcast_to(here, found.shape)], 1)
        best = np.argpartition(squares, min(count, squares.shape[1]) - 1, axis=1)[:, :count]
        squares = np.take_along_axis(squares, best, 1)
        places = np.take_along_axis(places, best, 1)
    distances = _distances(asked, known, places)
    order = np.argsort(distances, axis=1, kind="stable")
    return np.take_along_axis(places, order, 1), np.take_along_axis(distances, order, 1)


def _distances(
    asked: NDArray[np.float32], known: NDArray[np.uint8], places: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Return exact distances; the squares above lose small ones to rounding."""
    rows = [known[chosen].reshape(len(chosen), -1).astype(np.float32) for chosen in places]
    pairs = zip(rows, asked, strict=True)
    return np.array([np.sqrt(np.square(row - one).mean(1)) for row, one in pairs], np.float32)
