"""Neighbourhoods that a rule table tells apart, row by row.

Four are offered. von_neumann_2 and von_neumann_3 know every state of the centre and its four
neighbours: 32 and 243 rows. A full binary table of the eight neighbours has 512 rows, moore_2
has one for each class of patterns that turn or mirror into one another: 102. A full binary
5 × 5 table has 2^25 rows. wide_2 counts instead: the 24 neighbours fall into five orbits under
turning and mirroring (the nearest, the diagonal ones, those two steps straight away, those a
knight's move away, the corners; 4, 4, 4, 8 and 4 cells), and a row is the centre with the number
of live cells in each orbit: 2 · 5 · 5 · 5 · 9 · 5 = 11,250 rows. Everything symmetric that counts
is among them (Life-like rules, weighted majorities, rank filters); what is lost is how the live
cells of one orbit lie relative to those of another.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Border, Grid, neighbour_offsets, shifts
from core.sentence import Sentence

Rows = NDArray[np.int64]

CROSS = [(0, 0), (-1, 0), (0, 1), (1, 0), (0, -1)]  # centre, north, east, south, west
SQUARE = [(0, 0), *neighbour_offsets(1, "M")]
DISTANCES = (1, 2, 4, 5, 8)  # squared, of the five orbits of a 5 × 5 square


@dataclass(frozen=True)
class Space:
    """A way to tell neighbourhoods apart."""

    name: str
    title: Sentence
    states: int
    rows: int

    def index(self, grids: Grid, border: Border) -> Rows:
        """Return which row applies at each cell, (..., H, W)."""
        return _INDEX[self.name](grids, border)

    def orbits(self) -> list[Rows]:
        """Return the rows in groups that turn or mirror into one another."""
        return _cross_orbits(self.states) if self.rows == self.states**5 else _alone(self.rows)

    def keep(self) -> Grid:
        """Return the entries of the rule that changes nothing, (rows,)."""
        if self.name == "moore_2":
            return np.array([pattern >> 8 for pattern in _moore_classes()[1]], np.uint8)
        return (np.arange(self.rows) // (self.rows // self.states)).astype(np.uint8)

    def example(self, row: int) -> Grid:
        """Return a neighbourhood to which the row applies; what plays no part is 255."""
        if self.name == "moore_2":
            pattern = _moore_classes()[1][row]
            return _drawn(SQUARE, [pattern >> 8 - k & 1 for k in range(9)], 1)
        if self.name == "wide_2":
            return _wide_example(row)
        digits = [row // self.states ** (4 - k) % self.states for k in range(5)]
        return _drawn(CROSS, digits, 1)


SPACES = {
    space.name: space
    for space in (
        Space("von_neumann_2", Sentence("Centre and four neighbours, two states"), 2, 32),
        Space("von_neumann_3", Sentence("Centre and four neighbours, three states"), 3, 243),
        Space("moore_2", Sentence("3 × 3 up to symmetry, two states"), 2, 102),
        Space("wide_2", Sentence("5 × 5 by counts in five rings, two states"), 2, 11250),
    )
}


def _cross_index(states: int) -> Any:
    def index(grids: Grid, border: Border) -> Rows:
        total = np.zeros(grids.shape, np.uint8)
        for cells in shifts(grids, CROSS, border):
            total = total * np.uint8(states) + cells
        return total.astype(np.int64)

    return index


def _moore_index(grids: Grid, border: Border) -> Rows:
    total = np.zeros(grids.shape, np.int64)
    for cells in shifts(grids, SQUARE, border):
        total = 2 * total + cells
    return _moore_classes()[0][total]


def _wide_index(grids: Grid, border: Border) -> Rows:
    total = grids.astype(np.int64)
    for distance in DISTANCES:
        ring = _ring(distance)
        count = np.zeros(grids.shape, np.uint8)
        for cells in shifts(grids, ring, border):
            count += cells
        total = total * (len(ring) + 1) + count
    return total


_INDEX = {
    "von_neumann_2": _cross_index(2),
    "von_neumann_3": _cross_index(3),
    "moore_2": _moore_index,
    "wide_2": _wide_index,
}


def _ring(distance: int) -> list[tuple[int, int]]:
    return [(r, c) for r, c in neighbour_offsets(2, "M") if r * r + c * c == distance]


def _turns(cells: list[tuple[int, int]]) -> list[list[int]]:
    """Return for each of the eight symmetries which cell comes to stand at each place."""
    result = []
    for (a, b), c, d in product([(0, 1), (1, 0)], (1, -1), (1, -1)):
        moved = [(c * cell[a], d * cell[b]) for cell in cells]
        result.append([cells.index(cell) for cell in moved])
    return result


@cache
def _cross_orbits(states: int) -> list[Rows]:
    digits = np.stack(np.unravel_index(np.arange(states**5), (states,) * 5))
    weights = states ** np.arange(4, -1, -1)
    turned = np.stack([weights @ digits[turn] for turn in _turns(CROSS)])
    first = turned.min(axis=0)
    return [np.flatnonzero(first == row) for row in np.unique(first)]


@cache
def _moore_classes() -> tuple[Rows, list[int]]:
    """Return the class of each of 512 patterns, and the first pattern of each class."""
    patterns = np.arange(512)
    bits = np.stack([patterns >> 8 - k & 1 for k in range(9)])
    weights = 2 ** np.arange(8, -1, -1)
    first = np.stack([weights @ bits[turn] for turn in _turns(SQUARE)]).min(axis=0)
    names, classes = np.unique(first, return_inverse=True)
    return classes, names.tolist()


@cache
def _alone(rows: int) -> list[Rows]:
    return [np.array([row]) for row in range(rows)]


def _drawn(places: list[tuple[int, int]], states: list[int], radius: int) -> Grid:
    picture = np.full((2 * radius + 1, 2 * radius + 1), 255, np.uint8)
    for (row, column), state in zip(places, states, strict=True):
        picture[radius + row, radius + column] = state
    return picture


def _wide_example(row: int) -> Grid:
    picture = np.zeros((5, 5), np.uint8)
    for distance in reversed(DISTANCES):
        ring = _ring(distance)
        row, count = divmod(row, len(ring) + 1)
        for r, c in ring[:count]:
            picture[2 + r, 2 + c] = 1
    picture[2, 2] = row
    return picture
