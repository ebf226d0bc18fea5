"""Many tables of 32 rows at once on the same grids, with up to 64 cells in a word.

The table is a tree of choices: the first picks by the west neighbour between rows, the next by
the south, and so on; each choice is three operations on words.
"""

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Border, Grid
from core.automata.packed_life import lanes, pack, unpack

WORDS = 2**16  # of the widest level of the tree, so that it stays in the cache
ALL = np.uint64(2**64 - 1)


def run_tables(tables: Grid, starts: Grid, steps: int, border: Border) -> Grid:
    """Return what every table makes of every start, (P, N, H, W).

    Args:
        tables: Entries, (P, 32), rows as in core.automata.tables for two states.
        starts: Grids of 0 and 1, (N, H, W).
        steps: Generations.
        border: What lies beyond the border.
    """
    count, height, width = starts.shape
    packed = np.stack([pack(start) for start in starts])  # (N, H, words)
    result = np.empty((len(tables), count, height, width), np.uint8)
    size = max(1, WORDS // (16 * packed.size))  # tables at a time
    for first in range(0, len(tables), size):
        batch = tables[first : first + size].astype(np.uint64) * ALL
        cells = np.broadcast_to(packed, (len(batch), *packed.shape))
        for _ in range(steps):
            cells = _step(batch, cells, lanes(width), border)
        flat = unpack(cells.reshape(-1, packed.shape[2]), width)
        result[first : first + size] = flat.reshape(-1, count, height, width)
    return result


def _step(
    tables: NDArray[np.uint64], cells: NDArray[np.uint64], count: int, border: Border
) -> NDArray[np.uint64]:
    north, east, south, west = _neighbours(cells, count, border)
    branches = tables.T[:, :, None, None, None]  # (rows, P, N, H, words), broadcast
    for plane in (west, south, east, north, cells):
        low, high = branches[0::2], branches[1::2]
        branches = low ^ ((low ^ high) & plane)
    return branches[0]


def _neighbours(
    cells: NDArray[np.uint64], count: int, border: Border
) -> tuple[NDArray[np.uint64], ...]:
    """Return the cells to the north, east, south and west of each, (P, N, H, words)."""
    cells = cells & np.uint64(2**count - 1)
    north, south = np.roll(cells, 1, axis=2), np.roll(cells, -1, axis=2)
    west, east = np.roll(cells, 1, axis=3), np.roll(cells, -1, axis=3)
    one, top = np.uint64(1), np.uint64(count - 1)
    first, last = cells[..., 0], cells[..., -1]
    west[..., 0] = (last << one) & np.uint64(2**count - 1)
    east[..., -1] = first >> one
    if border == "torus":
        west[..., 0] |= last >> top
        east[..., -1] |= (first & one) << top
        return north, east, south, west
    mirrored = border == "mirror"
    north[:, :, 0] = cells[:, :, 0] if mirrored else 0
    south[:, :, -1] = cells[:, :, -1] if mirrored else 0
    if mirrored:
        west[..., 0] |= first & one
        east[..., -1] |= last & (one << top)
    return north, east, south, west
