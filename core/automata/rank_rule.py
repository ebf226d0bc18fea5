"""A trained automaton against salt and pepper: which rank of its surroundings a cell takes.

Cells are in three states: black (0), white (1) and grey, all between, which counts as sound and
stays. For a black or white cell a row of the table is told by four numbers: how many of the
eight nearest cells, and how many of the sixteen around those, are in the same state as itself,
and how many in the opposite one; 45 · 153 = 6,885 rows. Its entry is a rank: of the nearest
cells, of all 24, or of either with the closer cells counted more than once; half ranks lie in
the middle between two. States are thus ranks in the neighbourhood, not thresholds of grey:
whether a value is an outlier cannot be seen in a single threshold. A white
cell is treated as a black one in the negative.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.automata.grid import neighbour_offsets
from core.image import Image
from core.method import Frame
from core.tiles import in_tiles

Values = NDArray[np.float32]  # (N, 24): what surrounds N cells

TILE = 256  # pixels along a side; all that its cells may take is listed at once
FILE = Path(__file__).with_name("rank_rule.json")
AROUND = neighbour_offsets(2, "M")
NEAR = [k for k, (row, column) in enumerate(AROUND) if max(abs(row), abs(column)) == 1]
FAR = [k for k in range(24) if k not in NEAR]
CROSS = [k for k in NEAR if 0 in AROUND[k]]
DIAGONAL = [k for k in NEAR if k not in CROSS]
LISTS = (  # ranked lists of the surroundings, cells repeated by their weight
    NEAR,
    list(range(24)),
    [*CROSS * 2, *DIAGONAL],
    [*CROSS * 3, *DIAGONAL * 2, *FAR],
)
CHOICES = sum(2 * len(places) - 1 for places in LISTS)


@dataclass(frozen=True)
class RankRule:
    """A trained table and how it was made."""

    entries: NDArray[np.uint8]  # (6885,): place in the ranked lists, one after the other
    made: dict[str, Any]

    @staticmethod
    def read(path: Path = FILE) -> "RankRule":
        """Read the table that comes along, or another."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        entries = np.frombuffer(bytes.fromhex(stored.pop("entries")), np.uint8)
        return RankRule(entries, stored)

    def write(self, path: Path = FILE) -> None:
        """Write the table: two hexadecimal digits an entry."""
        stored = {**self.made, "entries": self.entries.tobytes().hex()}
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def rank_filter(image: Image, *, steps: int, rule: RankRule | None = None) -> Iterator[Frame]:
    """Let every black or white cell take the rank that the table tells, channel by channel.

    Args:
        image: Noisy picture, (H, W, C).
        steps: Generations; more than one reach cells with no sound one near.
        rule: Table; the one that comes along where None.

    Yields:
        Denoised picture, same shape.
    """
    entries = (rule or shipped()).entries

    def filter_tile(tile: Image) -> Image:
        planes = [_filter(plane, entries, steps) for plane in np.moveaxis(tile, -1, 0)]
        return np.stack(planes, axis=-1)

    return in_tiles(filter_tile, image, overlap=2 * steps, side=TILE)


@cache
def shipped() -> RankRule:
    """Return the table that comes along."""
    return RankRule.read()


def surroundings(plane: Values) -> tuple[NDArray[np.bool_], Values]:
    """Return which cells are black or white, and what surrounds them with black ones' eyes.

    Returns:
        Mask, (H, W), and values (N, 24); beside a white cell they are those of the negative.
    """
    noisy = (plane <= 0) | (plane >= 1)
    windows = sliding_window_view(np.pad(plane, 2, mode="symmetric"), (5, 5))
    values = np.delete(windows[noisy].reshape(-1, 25), 12, axis=1)
    white = plane[noisy] >= 1
    values[white] = 1 - values[white]
    return noisy, values


def row_numbers(values: Values) -> NDArray[np.int64]:
    """Return the row of each cell by its surroundings, (N,)."""
    same, opposite = values <= 0, values >= 1
    near = _pairs(8)[same[:, NEAR].sum(axis=1), opposite[:, NEAR].sum(axis=1)]
    far = _pairs(16)[same[:, FAR].sum(axis=1), opposite[:, FAR].sum(axis=1)]
    return near * 153 + far


def ranked(values: Values) -> Values:
    """Return all that a cell may take, (N, CHOICES): the rising lists, then their half ranks."""
    lists = [np.sort(values[:, places], axis=1) for places in LISTS]
    halves = [(ordered[:, 1:] + ordered[:, :-1]) / 2 for ordered in lists]
    return np.concatenate([*lists, *halves], axis=1)


@cache
def _pairs(most: int) -> NDArray[np.int64]:
    """Number the pairs of counts whose sum is no larger than `most`."""
    numbers = np.full((most + 1, most + 1), -1)
    first, second = np.nonzero(np.add.outer(np.arange(most + 1), np.arange(most + 1)) <= most)
    numbers[first, second] = np.arange(first.size)
    return numbers


def row_counts() -> NDArray[np.int64]:
    """Return same and opposite among the near and the far for each row, (6885, 4)."""
    near, far = (np.argwhere(_pairs(most) >= 0) for most in (8, 16))
    return np.hstack([np.repeat(near, len(far), axis=0), np.tile(far, (len(near), 1))])


def _filter(plane: Values, entries: NDArray[np.uint8], steps: int) -> Values:
    for _ in range(steps):
        noisy, values = surroundings(plane)
        chosen = entries[row_numbers(values)]
        taken = ranked(values)[np.arange(len(chosen)), chosen]
        white = plane[noisy] >= 1
        plane = plane.copy()
        plane[noisy] = np.where(white, 1 - taken, taken)
    return plane
