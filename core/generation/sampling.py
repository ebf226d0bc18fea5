"""Between models and pictures: noise by a seed, and many small pictures on one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.method import RARE, Range

if TYPE_CHECKING:
    from torch import Tensor

    from core.generation.models.model import Model

GAP = 2  # pixels between pictures
PAPER = 1.0  # what is seen between them
ENOUGH_COLUMNS, MOST_COLUMNS = 10, 16
Count = Annotated[int, Range(1, 100)]
Spread = Annotated[float, Range(0, 2, 0.05), RARE]


def first_noise(model: Model, count: int, seed: int) -> Tensor:
    """Draw what samples start from; a sample stays the same however many are asked for.

    Args:
        model: Whose noise.
        count: How many rows.
        seed: Of the first; the others have the next ones.
    """
    import torch

    rows = [
        model.noise(1, torch.Generator().manual_seed((seed + place) % 2**31))
        for place in range(count)
    ]
    return torch.cat(rows)


def as_pictures(batch: Tensor) -> NDArray[np.float32]:
    """Return pictures (B, C, H, W) in [-1, 1] as (B, H, W, C) in [0, 1]."""
    unit = (batch.detach().float().cpu() + 1) / 2
    return np.ascontiguousarray(unit.clamp(0, 1).movedim(1, 3).numpy())


def as_batch(pictures: NDArray[np.floating]) -> Tensor:
    """Return pictures (B, H, W, C) in [0, 1] as (B, C, H, W) in [-1, 1]."""
    import torch

    return torch.from_numpy(np.asarray(pictures, np.float32)).movedim(3, 1) * 2 - 1


def columns_of(classes: int) -> int:
    """Return how many pictures stand in a row: each column of one class, and rows of some length.

    Args:
        classes: That take turns; 0 if none do.

    Returns:
        A multiple of the classes; 0, which asks for a square, where too many or too few take turns.
    """
    if not 1 < classes <= MOST_COLUMNS:
        return 0
    return classes * max(1, ENOUGH_COLUMNS // classes)


def sheet(pictures: NDArray[np.floating] | Sequence[Image], columns: int = 0) -> Image:
    """Lay small pictures of one size on a sheet, row by row.

    Args:
        pictures: (N, H, W, C) in [0, 1].
        columns: In a row; as many as make the sheet about square unless told.
    """
    tiles = np.asarray(pictures, np.float32)
    count, height, width, channels = tiles.shape
    columns = columns or min(count, int(np.ceil(np.sqrt(count))))
    rows = -(-count // columns)
    shape = rows * (height + GAP) - GAP, columns * (width + GAP) - GAP, channels
    whole = np.full(shape, PAPER, np.float32)
    for place, tile in enumerate(tiles):
        top, left = (place // columns) * (height + GAP), (place % columns) * (width + GAP)
        whole[top : top + height, left : left + width] = tile
    return whole
