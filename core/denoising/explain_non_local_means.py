"""Which neighbours non-local means averages at one pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.denoising.non_local_means import LEAST, patch_weight
from core.figures import panels, show_picture, show_values, window_around
from core.image import Image
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def neighbour_weights(
    image: Image, row: int, column: int, *, sigma: float, strength: float, reach: int, patch: int
) -> tuple[Image, NDArray[np.float32]]:
    """Return the searched window around a pixel and each neighbour's share, (side, side).

    Args:
        image: Noisy picture, (H, W, C).
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        sigma: Standard deviation of the noise, of 255.
        strength: How much patches may differ, in units of sigma.
        reach: Half the side of the searched square, in pixels.
        patch: Half the side of the patches, in pixels.
    """
    wide = window_around(image, row, column, reach + patch)
    side = 2 * patch + 1
    patches = sliding_window_view(wide, (side, side), axis=(0, 1))  # (side, side, C, patch, patch)
    squares = np.square(patches - patches[reach, reach]).mean(axis=(2, 3, 4))
    weights = patch_weight(squares, sigma / 255, strength)
    weights[reach, reach] = 0
    weights[reach, reach] = max(weights.max(), LEAST)
    return wide[patch:-patch, patch:-patch], weights / weights.sum()


def explain_non_local_means(
    image: Image, row: int, column: int, *, sigma: float, strength: float, reach: int, patch: int
) -> Figure:
    """Draw the searched window around a pixel beside the weight that each neighbour got.

    Args:
        image: Noisy picture, (H, W, C).
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        sigma: As for the filter.
        strength: As for the filter.
        reach: As for the filter.
        patch: As for the filter.
    """
    window, weights = neighbour_weights(
        image, row, column, sigma=sigma, strength=strength, reach=reach, patch=patch
    )
    effective = 1 / np.square(weights).sum()
    finding = Sentence(
        "Non-local means at row {row}, column {column}: averages as much as {count:.0f} of "
        "{total} pixels",
        {"row": row, "column": column, "count": effective, "total": weights.size},
    )
    figure, (left, right) = panels(2, finding)
    show_picture(left, "Searched neighbourhood", window)
    show_values(right, "What each neighbour counts", 100 * weights, "weight, %")
    return figure
