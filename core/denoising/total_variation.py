"""Noise removal by total variation: flat regions, sharp edges.

Written here, though scikit-image has it, so that every step can be seen and stopped, and so that
the channels of a colour picture share their edges.
"""

from collections.abc import Iterator
from math import sqrt
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.method import RARE, Frame, Range, final
from core.tiles import in_tiles

Field = NDArray[np.float32]  # (axis, C, H, W)
WATCHED = 768  # pixels along the longer side; larger pictures are worked tile by tile


def total_variation(
    image: Image,
    *,
    strength: Annotated[float, Range(0.01, 0.5, 0.01)] = 0.08,
    iterations: Annotated[int, Range(10, 300, 10), RARE] = 40,
) -> Iterator[Frame]:
    r"""Find the picture closest to the input among those with little total variation.

    Edges cost no more than their height, so they stay sharp; wiggles cost at every turn, so
    they go.

    Formula:
        \hat u = \arg\min_u \int |\nabla u| + \frac{1}{2\lambda}\, \|u - y\|^2

    Args:
        image: Noisy picture, (H, W, C).
        strength: Smoothing against fidelity, in units of intensity; larger is flatter.
        iterations: Steps of the accelerated dual ascent; the picture stops changing visibly
            near 40.

    Yields:
        The picture after each step, or a large one after each finished tile, same shape; a
        colour picture's channels share their edges.

    Source:
        A. Beck and M. Teboulle, Fast Gradient-Based Algorithms for Constrained Total Variation
        Image Denoising and Deblurring Problems, IEEE Trans. Image Process. 18 (2009) 2419-2434;
        the functional: L. Rudin, S. Osher and E. Fatemi, Physica D 60 (1992) 259-268.
    """
    if max(image.shape) <= WATCHED:
        return _ascend(image, strength, iterations)

    def finish(tile: Image) -> Image:
        return final(_ascend(tile, strength, iterations))

    return in_tiles(finish, image, overlap=iterations)  # a step moves news by one pixel


def _ascend(image: Image, strength: float, iterations: int) -> Iterator[Frame]:
    """Yield the picture after each step."""
    planes = np.moveaxis(image, -1, 0).copy()  # (C, H, W): neighbours lie together in memory
    weight = np.float32(strength * sqrt(len(planes)))  # so that grey as RGB gives the same
    dual = ahead = np.zeros((2, *planes.shape), np.float32)
    inertia = 1.0
    for count in range(1, iterations + 1):
        slope = _gradient(planes + weight * _divergence(ahead))
        slope *= np.float32(0.125) / weight  # 8 bounds the squared norm of the gradient
        slope += ahead
        slope /= np.maximum(np.sqrt(np.square(slope).sum(axis=(0, 1))), 1)
        before, inertia = inertia, (1 + sqrt(1 + 4 * inertia**2)) / 2
        ahead = slope + np.float32((before - 1) / inertia) * (slope - dual)
        dual = slope
        result = planes + weight * _divergence(dual)
        yield Frame(np.moveaxis(result, 0, -1).copy(), count / iterations)


def _gradient(planes: NDArray[np.float32]) -> Field:
    """Return the differences to the neighbours below and to the right; none across the rim."""
    slope = np.zeros((2, *planes.shape), np.float32)
    np.subtract(planes[:, 1:], planes[:, :-1], out=slope[0, :, :-1])
    np.subtract(planes[:, :, 1:], planes[:, :, :-1], out=slope[1, :, :, :-1])
    return slope


def _divergence(field: Field) -> NDArray[np.float32]:
    """Return the negative adjoint of the gradient."""
    result = field[0] + field[1]
    result[:, 1:] -= field[0, :, :-1]
    result[:, :, 1:] -= field[1, :, :, :-1]
    return result
