"""Pictures brought to one square size: cut in the middle, then shrunk or enlarged."""

import numpy as np
from numpy.typing import NDArray

SMALLEST, LARGEST = 16, 64  # pixels along a side of what networks here are trained on
LUMA = (0.299, 0.587, 0.114)  # of red, green and blue: ITU-R BT.601
AT_ONCE = 2_000_000  # values made at the same time, so that 60,000 pictures fit into memory


def middle_square(pictures: NDArray[np.generic]) -> NDArray[np.generic]:
    """Return the largest square around the middle of each, (…, H, W, C)."""
    height, width = pictures.shape[-3:-1]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return pictures[..., top : top + side, left : left + side, :]


def to_side(pictures: NDArray[np.generic], side: int) -> NDArray[np.float32]:
    """Shrink by the mean over what each new pixel covers, or enlarge linearly.

    Args:
        pictures: Square pictures, (N, S, S, C).
        side: Pixels along a side of the result.

    Returns:
        Pictures, (N, side, side, C), in the same range.
    """
    whole = np.asarray(pictures, np.float32)
    if whole.shape[1] == side:
        return whole
    matrix = _means(whole.shape[1], side).T
    across = whole.transpose(0, 3, 1, 2) @ matrix  # (N, C, S, side)
    both = across.swapaxes(2, 3) @ matrix  # (N, C, side across, side down)
    return both.transpose(0, 3, 2, 1).astype(np.float32, copy=False)


def to_channels(pictures: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """Make colour grey by its luma, or grey colour by repeating it; (…, C)."""
    if pictures.shape[-1] == channels:
        return pictures
    if channels == 1:
        return pictures @ np.asarray(LUMA, np.float32)[:, None]
    return np.repeat(pictures, channels, axis=-1)


def to_bytes(pictures: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Round values in [0, 255] to whole numbers."""
    return np.clip(pictures + np.float32(0.5), 0, 255).astype(np.uint8)


def fitted(pictures: NDArray[np.uint8], side: int, channels: int) -> NDArray[np.uint8]:
    """Return the pictures with another size and number of channels, (N, side, side, channels)."""
    square = middle_square(pictures)
    count = max(1, AT_ONCE // max(1, square[0].size)) if len(square) else 1
    result = np.empty((len(square), side, side, channels), np.uint8)
    for start in range(0, len(square), count):
        part = to_side(square[start : start + count], side)
        result[start : start + count] = to_bytes(to_channels(part, channels))
    return result


def _means(old: int, new: int) -> NDArray[np.float32]:
    """Return how much each old pixel counts in each new one, (new, old); rows sum to one."""
    if new > old:
        places = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
        weights = np.maximum(0, 1 - np.abs(places[:, None] - np.arange(old)))
    else:
        edges = np.arange(new + 1)[:, None] * old / new
        covered = np.clip(edges - np.arange(old), 0, 1)  # of each old pixel, left of each edge
        weights = np.diff(covered, axis=0)
    return (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
