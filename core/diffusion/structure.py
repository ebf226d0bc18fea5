"""The structure tensor: in which direction a picture changes, and how clearly."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from core.image import Image

Plane = NDArray[np.float64]  # (H, W)
Tensors = NDArray[np.float64]  # (3, H, W): row-row, row-column, column-column


@dataclass(frozen=True)
class Directions:
    """The eigenvectors of symmetric tensors and what belongs to them, each (H, W)."""

    large: Plane  # eigenvalue across the structure
    small: Plane  # eigenvalue along it
    row: Plane  # unit vector across, its part down …
    column: Plane  # … and its part to the right


def structure_tensor(image: Image, *, derivative: float, integration: float) -> Tensors:
    """Return the outer product of the gradient with itself, averaged over a neighbourhood.

    Args:
        image: Picture, (H, W, C); the channels' tensors are averaged.
        derivative: Standard deviation of the Gaussian whose derivatives are taken, in pixels;
            structures finer than that are noise.
        integration: Standard deviation of the Gaussian that averages, in pixels; 0 does not.

    Returns:
        Tensors, (3, H, W).

    Source:
        W. Förstner and E. Gülch, A Fast Operator for Detection and Precise Location of Distinct
        Points, ISPRS Intercommission Workshop, Interlaken (1987) 281-305; the scales: J. Weickert,
        Anisotropic Diffusion in Image Processing, Teubner, Stuttgart 1998.
    """
    tensors = np.zeros((3, *image.shape[:2]))
    for plane in np.moveaxis(image.astype(np.float64), -1, 0):
        down = gaussian_filter(plane, derivative, order=(1, 0), mode="reflect")
        right = gaussian_filter(plane, derivative, order=(0, 1), mode="reflect")
        tensors += np.stack([down * down, down * right, right * right])
    tensors /= image.shape[2]
    if integration:
        for part in tensors:
            gaussian_filter(part, integration, mode="reflect", output=part)
    return tensors


def directions(tensors: Tensors) -> Directions:
    """Return eigenvalues and eigenvectors in closed form."""
    down, mixed, right = tensors
    middle, half = (down + right) / 2, (down - right) / 2
    spread = np.hypot(half, mixed)
    angle = np.arctan2(mixed, half) / 2  # of the vector across, from the direction down
    return Directions(middle + spread, middle - spread, np.cos(angle), np.sin(angle))


def tensors_of(across: Plane, along: Plane, way: Directions) -> Tensors:
    """Return the tensors with these eigenvalues across and along the structure, (3, H, W)."""
    row, column = way.row, way.column
    return np.stack(
        [
            across * row**2 + along * column**2,
            (across - along) * row * column,
            across * column**2 + along * row**2,
        ]
    )
