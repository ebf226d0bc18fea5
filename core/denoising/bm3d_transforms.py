"""The small fixed transforms of BM3D: of a block, along a group, and of the colours."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.image import Image

Matrix = NDArray[np.float32]


@cache
def cosine_basis(side: int) -> Matrix:
    """Return the orthonormal matrix (side², side²) from a block's pixels to its cosine spectrum."""
    from scipy.fft import dct

    line = dct(np.eye(side), axis=0, norm="ortho")
    return np.kron(line, line).astype(np.float32)


@cache
def wavelet_basis(side: int) -> Matrix:
    """Return the matrix (side², side²) from a block's pixels to its biorthogonal 1.5 spectrum.

    Its rows have length one, so that white noise keeps its standard deviation; the way back
    is the inverse, not the transpose.
    """
    import pywt

    smooth, details = np.eye(side), np.empty((0, side))
    while len(smooth) > 1:
        smooth, detail = pywt.dwt(smooth, "bior1.5", mode="periodization", axis=0)
        details = np.concatenate([detail, details])
    line = np.concatenate([smooth, details])
    line /= np.linalg.norm(line, axis=1, keepdims=True)
    return np.kron(line, line).astype(np.float32)


@cache
def group_basis(size: int) -> Matrix:
    """Return the orthonormal Haar matrix (size, size): one mean, then halves against halves.

    Where a size cannot be halved evenly, the parts are as equal as they can be.
    """
    rows: list[NDArray[Any]] = [np.ones(size)]
    parts = [(0, size)]
    for first, last in parts:  # the list grows while it is read
        middle = (first + last) // 2
        if middle > first:
            row = np.zeros(size)
            row[first:middle] = 1 / (middle - first)
            row[middle:last] = -1 / (last - middle)
            rows.append(row)
            parts += [(first, middle), (middle, last)]
    basis = np.stack(rows)
    return (basis / np.linalg.norm(basis, axis=1, keepdims=True)).astype(np.float32)


@cache
def aggregation_window(side: int) -> Matrix:
    """Return the Kaiser window (side, side): a block's middle is trusted more than its rim."""
    line = np.kaiser(side, 2.0)  # the paper's beta
    return np.outer(line, line).astype(np.float32)


@cache
def opponent_colours() -> Matrix:
    """Return the orthonormal matrix (3, 3) from RGB to luminance and two colour differences.

    Orthonormal, so that white noise keeps its standard deviation in every channel.
    """
    rows = np.array([[1, 1, 1], [1, 0, -1], [1, -2, 1]])
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def to_planes(image: Image) -> Image:
    """Return luminance and colour differences on the 0–255 scale, (C, H, W)."""
    scaled = image * np.float32(255)
    if image.shape[2] == 3:
        scaled = scaled @ opponent_colours().T
    return np.ascontiguousarray(scaled.transpose(2, 0, 1))


def from_planes(planes: Image) -> Image:
    """Undo `to_planes`."""
    scaled = np.ascontiguousarray(planes.transpose(1, 2, 0))
    if scaled.shape[2] == 3:
        scaled = scaled @ opponent_colours()
    return scaled / np.float32(255)
