"""Block matching: for every reference block of BM3D the blocks nearby that are most like it.

|a − b|² = |a|² + |b|² − 2 a·b, so the distances of a whole tile of reference blocks to all
the blocks around it are one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from core.image import Image

if TYPE_CHECKING:
    from torch import Tensor

BLOCK = 8  # pixels along a block's side
STEP = 3  # pixels from one reference block to the next
TILE = 4  # reference blocks along the side of a tile
HOP = TILE * STEP  # pixels from one tile to the next
FAR = 1e12  # added to distances of blocks that reach beyond the picture


@dataclass(frozen=True)
class Layout:
    """Where the reference blocks of a picture stand, and the margin that their searches need.

    Places are counted by a block's upper left pixel in the padded picture; a reference block
    stands `reach` pixels from the upper left corner of what it searches.
    """

    height: int
    width: int
    reach: int  # pixels searched to every side

    @property
    def window(self) -> int:
        """Places along the side of what one reference block searches."""
        return 2 * self.reach + 1

    @property
    def region(self) -> int:
        """Places along the side of what the blocks of one tile search together."""
        return self.window + HOP - STEP

    @property
    def references(self) -> tuple[int, int]:
        """Rows and columns of reference blocks; together they cover the picture."""
        rows, columns = (1 + max(0, ceil((n - BLOCK) / STEP)) for n in (self.height, self.width))
        return rows, columns

    @property
    def tiles(self) -> tuple[int, int]:
        """Rows and columns of tiles."""
        rows, columns = (ceil(n / TILE) for n in self.references)
        return rows, columns

    @property
    def places(self) -> tuple[int, int]:
        """Rows and columns of blocks in the padded picture."""
        rows, columns = (n * HOP - STEP + self.window for n in self.tiles)
        return rows, columns

    def pad(self, planes: Image) -> Image:
        """Mirror the picture (C, H, W) at its rims, by what searches and the last tiles need."""
        rows, columns = (n + BLOCK - 1 for n in self.places)
        down = (self.reach, rows - self.reach - self.height)
        right = (self.reach, columns - self.reach - self.width)
        return np.pad(planes, ((0, 0), down, right), mode="symmetric")

    def crop(self, planes: Image) -> Image:
        """Undo `pad`."""
        edge = self.reach
        return planes[:, edge : edge + self.height, edge : edge + self.width]

    def beyond(self, first_row: int, last_row: int) -> Image:
        """Return FAR for blocks of these rows that leave the picture, 0 for others."""
        rows, columns = (np.arange(n) - self.reach for n in self.places)
        inside_rows = (rows >= 0) & (rows <= (self.references[0] - 1) * STEP)
        inside_columns = (columns >= 0) & (columns <= (self.references[1] - 1) * STEP)
        inside = inside_rows[first_row:last_row, None] & inside_columns
        return np.where(inside, 0, FAR).astype(np.float32)


def blocks_of(plane: Tensor) -> Tensor:
    """Return the block at every place of the plane (H, W) as a row of pixels, (H', W', 64)."""
    windows = plane.unfold(0, BLOCK, 1).unfold(1, BLOCK, 1)
    return windows.reshape(*windows.shape[:2], BLOCK * BLOCK)


def squared_norms(blocks: Tensor) -> Tensor:
    """Return the squared length of every block, (H', W')."""
    import torch

    return torch.linalg.vector_norm(blocks, dim=-1).square_()


def distances(blocks: Tensor, norms: Tensor, tiles: range, layout: Layout) -> Tensor:
    """Return how unlike the blocks around each reference block are to it.

    Args:
        blocks: All blocks in a row of tiles and the margin it searches, (region, W', 64).
        norms: Their squared lengths, larger for those that must not be taken, (region, W').
        tiles: Which tiles of the row.
        layout: Where they stand.

    Returns:
        Squared differences less the reference block's own squared length, which changes no
        order: (TILE, tiles · TILE, window, window).
    """
    import torch

    count, region, reach = len(tiles), layout.region, layout.reach
    left, area = tiles.start * HOP, region * region
    searched = slice(left, left + (count - 1) * HOP + region)
    candidates = blocks[:region, searched].unfold(1, region, HOP)  # (region, tiles, 64, region)
    candidates = candidates.permute(1, 0, 3, 2).reshape(count, area, -1)
    lengths = norms[:region, searched].unfold(1, region, HOP).transpose(0, 1)
    references = blocks[
        reach : reach + HOP : STEP, left + reach : left + reach + count * HOP : STEP
    ]
    references = references.unflatten(1, (count, TILE)).transpose(0, 1)
    scores = torch.baddbmm(
        lengths.reshape(count, 1, area),
        references.reshape(count, TILE * TILE, -1),
        candidates.mT,
        alpha=-2,
    )
    # Of its tile's region each reference block keeps its own window, which starts as many
    # steps further down and right as the block stands in the tile.
    size = (TILE, count, TILE, layout.window, layout.window)
    down, right = TILE * area + STEP * region, area + STEP
    windows = scores.as_strided(size, (down, TILE * TILE * area, right, region, 1))
    return windows.reshape(TILE, count * TILE, layout.window, layout.window)


def similar_blocks(
    blocks: Tensor, norms: Tensor, rows: int, tiles: range, layout: Layout, group: int
) -> Tensor:
    """Return for each reference block the places most like it, itself first, (references, group).

    Args:
        blocks: As for `distances`.
        norms: As for `distances`.
        rows: How many rows of reference blocks this row of tiles has, at most TILE.
        tiles: Which tiles of the row.
        layout: Where they stand.
        group: How many places to find.

    Returns:
        Places, counted row by row within `blocks`.
    """
    import torch

    columns = min(tiles.stop * TILE, layout.references[1]) - tiles.start * TILE
    unlike = distances(blocks, norms, tiles, layout)[:rows, :columns].flatten(2).flatten(0, 1)
    unlike[:, unlike.shape[1] // 2] = -torch.inf  # the reference block itself
    nearest = unlike.topk(group, largest=False).indices
    width = blocks.shape[1]
    down = torch.arange(rows, device=blocks.device)[:, None] * STEP * width
    right = torch.arange(columns, device=blocks.device) * STEP + tiles.start * HOP
    corner = (down + right).reshape(-1, 1)
    return corner + nearest // layout.window * width + nearest % layout.window
