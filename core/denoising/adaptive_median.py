"""Noise removal by a median that looks further only where it must."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.image import Image
from core.method import Frame, Range
from core.tiles import in_tiles


def adaptive_median(image: Image, *, radius: Annotated[int, Range(1, 5)] = 3) -> Iterator[Frame]:
    r"""Replace only the pixels that are the lightest or darkest of their surroundings.

    Where the median itself is such an extreme, the window grows. Made for salt and pepper: at
    most a few of the sound pixels change, so far more detail survives than under a plain median.

    Formula:
        \hat u = \begin{cases} y & \min < y < \max \\
        \operatorname{median} & \text{otherwise} \end{cases}
        \quad \text{in the smallest window with } \min < \operatorname{median} < \max

    Args:
        image: Noisy picture, (H, W, C).
        radius: Half the side of the largest window, in pixels: 3 is 7 × 7.

    Yields:
        Denoised picture, same shape, channel by channel.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 5.3.
    """

    def filter_tile(tile: Image) -> Image:
        return np.stack([_filter(plane, radius) for plane in np.moveaxis(tile, -1, 0)], axis=-1)

    return in_tiles(filter_tile, image, overlap=radius)


def _filter(plane: NDArray[np.float32], largest: int) -> NDArray[np.float32]:
    """Decide as many pixels as each window can, from the smallest window to the largest."""
    result = plane.copy()
    rows, columns = np.indices(plane.shape).reshape(2, -1)  # of the undecided pixels
    for radius in range(1, largest + 1):
        side = 2 * radius + 1
        windows = sliding_window_view(np.pad(plane, radius, mode="symmetric"), (side, side))
        values = windows[rows, columns].reshape(rows.size, side**2)
        middle = np.partition(values, side**2 // 2, axis=1)[:, side**2 // 2]
        low, high, own = values.min(axis=1), values.max(axis=1), plane[rows, columns]
        extreme = (own <= low) | (high <= own)
        undecided = (middle <= low) | (high <= middle)
        result[rows, columns] = np.where(extreme | undecided, middle, own)
        rows, columns = rows[undecided], columns[undecided]
    return result
