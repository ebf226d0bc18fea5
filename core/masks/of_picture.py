"""Masks of what a picture shows: its colours, its black, its transparency."""

import re
from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Range
from core.sentence import InputError

HEX = re.compile("#?[0-9a-fA-F]{6}")
LEVEL = 0.5 / 255  # half a grey level


def colour(
    image: Image,
    *,
    colour: str = "#ff0000",
    tolerance: Annotated[float, Range(0, 255, 1)] = 10.0,
) -> Image:
    r"""Mark the pixels of a colour, such as what was painted over in a red seen nowhere else.

    A pixel counts where none of its channels is further from the colour than the tolerance.

    Formula:
        m(p) = \big[ \max_k |u_k(p) - c_k| \le t \big]

    Args:
        image: Picture, (H, W, C).
        colour: Red, green and blue as six hexadecimal digits; a grey picture is compared with
            each of them.
        tolerance: Largest difference in a channel, of 255.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018), section
        6.7.
    """
    if not HEX.fullmatch(colour):
        raise InputError(
            "colour must be six hexadecimal digits like #ff0000, got {value}.",
            value=repr(colour)[:60],
        )
    wanted = np.frombuffer(bytes.fromhex(colour.removeprefix("#")), np.uint8) / np.float32(255)
    away = np.abs(image - wanted).max(axis=2, keepdims=True)
    return (away <= tolerance / 255 + LEVEL / 10).astype(np.float32)


def black(image: Image) -> Image:
    r"""Mark the pixels that are black in every channel: what holes leave behind.

    A value counts as black where 8 bits would round it to 0.

    Formula:
        m(p) = \big[ \max_k u_k(p) < \tfrac{1}{2}\,/\,255 \big]

    Args:
        image: Picture, (H, W, C).

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        M. Bertalmio, G. Sapiro, V. Caselles and C. Ballester, Image Inpainting, SIGGRAPH (2000)
        417-424.
    """
    return (image.max(axis=2, keepdims=True) < LEVEL).astype(np.float32)


def alpha(image: Image) -> Image:
    r"""Mark the transparent pixels of the file that the recipe starts from.

    It is to be had while the picture has the size of its file and nothing has moved in it.

    Formula:
        m(p) = \big[ \alpha(p) < \tfrac{1}{2} \big]

    Args:
        image: How opaque the picture is, (H, W, 1).

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        T. Porter and T. Duff, Compositing Digital Images, SIGGRAPH (1984) 253-259.
    """
    return (image.mean(axis=2, keepdims=True) < 0.5).astype(np.float32)
