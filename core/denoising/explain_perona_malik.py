"""Where Perona–Malik diffusion lets heat pass, around one pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.denoising.perona_malik import conductance, perona_malik
from core.figures import panels, show_picture, show_values, window_around
from core.image import Image
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RADIUS = 12  # pixels shown around the clicked one


def mean_conductance(image: Image, strength: float) -> NDArray[np.float32]:
    """Return for each pixel how freely heat passes to its neighbours, 0 to 1, (H, W).

    The mean over four sides; the rim of the picture lets nothing pass.
    """
    planes = np.moveaxis(image, -1, 0)
    height, width, _ = image.shape
    down, right = (
        np.zeros((height + 1, width), np.float32),
        np.zeros((height, width + 1), np.float32),
    )
    down[1:-1] = conductance(np.diff(planes, axis=1), strength)
    right[:, 1:-1] = conductance(np.diff(planes, axis=2), strength)
    return np.mean([down[1:], down[:-1], right[:, 1:], right[:, :-1]], axis=0)


def explain_perona_malik(
    image: Image, row: int, column: int, *, strength: float, iterations: int
) -> Figure:
    """Draw the conductance around a pixel at the first and at the last step.

    Args:
        image: Noisy picture, (H, W, C).
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        strength: As for the diffusion.
        iterations: As for the diffusion.
    """
    window = window_around(image, row, column, RADIUS)
    reach = RADIUS + iterations + 1  # what lies further away cannot be felt in the window
    top, left = max(row - reach, 0), max(column - reach, 0)
    near = image[top : row + reach + 1, left : column + reach + 1]
    *_, last = perona_malik(near, strength=strength, iterations=iterations)
    before, after = (
        window_around(mean_conductance(u, strength)[..., None], row - top, column - left, RADIUS)
        for u in (near, last.image)
    )
    centre = (RADIUS, RADIUS, 0)
    finding = Sentence(
        "Perona–Malik diffusion at row {row}, column {column}: conductance goes from "
        "{before:.2f} to {after:.2f}",
        {"row": row, "column": column, "before": before[centre], "after": after[centre]},
    )
    figure, (first, second, third) = panels(3, finding)
    show_picture(first, "Noisy picture", window)
    show_values(second, "First step", before[..., 0], "conductance", 1)
    show_values(third, "Last step", after[..., 0], "conductance", 1)
    return figure
