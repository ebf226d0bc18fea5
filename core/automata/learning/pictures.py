"""Targets out of pictures: cut square and small, so that many tables can be tried on them."""

import numpy as np

from core.automata.learning.target import Target, as_filter, towards_picture
from core.automata.spaces import Space
from core.automata.starting import from_picture
from core.degradation.salt_and_pepper import salt_and_pepper
from core.image import Image, from_pillow, to_pillow
from core.sentence import InputError

SMALL, LARGE = 64, 128  # pixels of a picture that is to grow, of one that is filtered


def square(image: Image, side: int) -> Image:
    """Return the middle of a picture, shrunk or enlarged to a square of the given side."""
    from PIL import ImageOps

    return from_pillow(ImageOps.fit(to_pillow(image), (side, side))).image


def middle(image: Image, side: int) -> Image:
    """Return the middle of a picture, at most `side` pixels high and wide."""
    top, left = (max(0, length - side) // 2 for length in image.shape[:2])
    return image[top : top + side, left : left + side]


def grow(image: Image, space: Space, *, steps: int, seed: int, similarity: str) -> Target:
    """Return the task to grow a picture out of a random start."""
    small = square(image, SMALL)
    return towards_picture(small, space, steps=steps, seed=seed, similarity=similarity)


def pair(before: Image, after: Image, space: Space, *, steps: int, similarity: str) -> Target:
    """Return the task to turn one picture into another, pixel for pixel.

    Of pictures larger than 128 × 128 only the middle is used, since cells must not be rescaled.

    Raises:
        InputError: They differ in size, so that no pixel has its counterpart.
    """
    if before.shape[:2] != after.shape[:2]:
        raise InputError("The pictures before and after must have the same size.")
    first, last = middle(before, LARGE), middle(after, LARGE)
    return as_filter(first, last, space, steps=steps, similarity=similarity)


def noise_removal(
    image: Image, space: Space, *, density: float, steps: int, seed: int, similarity: str
) -> Target:
    """Return the task to remove salt and pepper from a picture cut into the states' levels."""
    top = space.states - 1
    levels = from_picture(square(image, LARGE), space.states)[..., None]
    clean = (levels / top).astype(np.float32)
    noisy = salt_and_pepper(clean, density=density, seed=seed)
    return as_filter(noisy, clean, space, steps=steps, similarity=similarity)
