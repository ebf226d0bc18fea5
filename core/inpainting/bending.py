"""Laplacians in and beside a hole, as a matrix: how known and missing pixels bend a picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.ndimage import binary_dilation, generate_binary_structure

from core.inpainting.hole import DEEP, Hole, Planes, parts_deeper_than, rim_of
from core.sentence import Sentence

FOUR = generate_binary_structure(2, 1)  # a pixel and its four neighbours
NEIGHBOURS = ((1, 0), (-1, 0), (0, 1), (0, -1))
HELD = Sentence(
    "In holes deeper than {depth} pixels the result is held to the range of the rim.",
    {"depth": DEEP},
)
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Bending:
    """The Laplacian of every pixel in or beside a hole; the border has no neighbour beyond it."""

    rows: Places  # of these pixels, (N,)
    columns: Places
    inner: sparse.csr_array  # what a missing pixel adds to each, (N, missing)
    outer: tuple[Places, NDArray[np.float64], Places]  # the known ones: row of N, value, place

    def given(self, planes: Planes) -> NDArray[np.float64]:
        """Return what the known pixels of each plane add up to, (C, N)."""
        row, value, place = self.outer
        flat = planes.reshape(len(planes), -1)
        return np.stack([np.bincount(row, value * p[place], len(self.rows)) for p in flat])


def bending(hole: Hole) -> Bending:
    """Return the Laplacians that the hole has a part in."""
    height, width = hole.shape
    rows, columns = np.nonzero(binary_dilation(hole, FOUR))
    here, count = rows * width + columns, np.arange(len(rows))
    row_of, place_of, values = [], [], []
    for down, right in NEIGHBOURS:
        row, column = rows + down, columns + right
        inside = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        for place, value in ((row * width + column, 1.0), (here, -1.0)):
            row_of.append(count[inside])
            place_of.append(place[inside])
            values.append(np.full(int(inside.sum()), value))
    row_at, places, entry = (np.concatenate(p) for p in (row_of, place_of, values))
    unknown, number = hole.ravel()[places], np.cumsum(hole.ravel()) - 1
    entries = (entry[unknown], (row_at[unknown], number[places[unknown]]))
    inner = sparse.csr_array(entries, shape=(len(rows), int(hole.sum())))
    return Bending(rows, columns, inner, (row_at[~unknown], entry[~unknown], places[~unknown]))


def hold_to_the_rim(planes: Planes, hole: Hole) -> bool:
    """Clip deep parts of the hole, in place, to the range of their rims; tell if it mattered."""
    held = False
    for part in parts_deeper_than(hole, DEEP):
        rim = planes[:, rim_of(part) & ~hole]
        inside = np.clip(planes[:, part], rim.min(1, keepdims=True), rim.max(1, keepdims=True))
        held |= not np.array_equal(inside, planes[:, part])
        planes[:, part] = inside
    return held
