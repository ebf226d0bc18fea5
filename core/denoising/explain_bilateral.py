"""What the bilateral filter averages at one pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.denoising.bilateral import window_radius
from core.figures import panels, show_picture, show_values, window_around
from core.image import Image
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def bilateral_kernels(
    image: Image, row: int, column: int, *, strength: float, distance: float
) -> tuple[Image, NDArray[np.float64], NDArray[np.float64]]:
    """Return the window around a pixel and its spatial and range kernel, all (side, side).

    Args:
        image: Noisy picture, (H, W, C).
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        strength: Standard deviation of the range kernel, in units of intensity.
        distance: Standard deviation of the spatial kernel, in pixels.
    """
    radius = window_radius(distance)
    window = window_around(image, row, column, radius)
    steps = np.square(np.arange(-radius, radius + 1))
    spatial = np.exp(-(steps[:, None] + steps) / (2 * distance**2))
    difference = np.square(window - image[row, column]).mean(axis=-1, dtype=np.float64)
    return window, spatial, np.exp(-difference / (2 * strength**2))


def explain_bilateral(
    image: Image, row: int, column: int, *, strength: float, distance: float
) -> Figure:
    """Draw the window around a pixel, what counts as near, what as alike, and both together.

    Args:
        image: Noisy picture, (H, W, C).
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        strength: As for the filter.
        distance: As for the filter.
    """
    window, spatial, tonal = bilateral_kernels(
        image, row, column, strength=strength, distance=distance
    )
    product = spatial * tonal
    share = product.sum() / spatial.sum()
    finding = Sentence(
        "Bilateral filter at row {row}, column {column}: likeness leaves {share:.0%} of the "
        "blur's weight",
        {"row": row, "column": column, "share": share},
    )
    figure, (first, second, third, fourth) = panels(4, finding)
    show_picture(first, "Neighbourhood", window)
    show_values(second, "Near", spatial, "spatial kernel", 1)
    show_values(third, "Alike", tonal, "range kernel", 1)
    show_values(fourth, "Near and alike", 100 * product / product.sum(), "weight, %")
    return figure
