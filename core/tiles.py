"""Filtering a large picture tile by tile, so that it shows progress and can be stopped."""

from collections.abc import Callable, Iterator
from itertools import product
from math import ceil

from core.image import Image
from core.method import Frame


def in_tiles(
    function: Callable[[Image], Image],
    image: Image,
    *,
    overlap: int,
    side: int = 512,
    onto: Image | None = None,
) -> Iterator[Frame]:
    """Apply a local filter tile by tile; the seams do not show.

    Args:
        function: Filter whose pixels depend on the input up to `overlap` pixels away.
        image: Picture, (H, W, C).
        overlap: Context around a tile, in pixels.
        side: Side of a tile, in pixels; a picture no larger goes through in one.
        onto: For a filter that enlarges: what its result takes the place of, as many times as
            high and as wide as the picture, (scale H, scale W, C).

    Yields:
        The picture so far: what is not yet filtered is as it came, or as `onto` has it.
    """
    height, width, _ = image.shape
    rows, columns = ceil(height / side), ceil(width / side)
    result = image.copy() if onto is None else onto.copy()
    scale = len(result) // height
    for count, (row, column) in enumerate(product(range(rows), range(columns)), 1):
        top, left = row * side, column * side
        above, before = max(top - overlap, 0), max(left - overlap, 0)  # where context begins
        tile = image[above : top + side + overlap, before : left + side + overlap]
        filtered = function(tile)[scale * (top - above) :, scale * (left - before) :]
        place = result[scale * top :, scale * left :][: scale * side, : scale * side]
        place[...] = filtered[: scale * side, : scale * side]
        yield Frame(result.copy(), count / (rows * columns))
