"""Masks painted by hand."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.masks.strokes import paint, read_strokes
from core.method import LINES


def painted(image: Image, *, strokes: Annotated[str, LINES] = "12:40,40 80,60") -> Image:
    r"""Mark what a round brush has gone over.

    Strokes are kept as lines and not as pixels, so that a link can hold them.

    Formula:
        m = \bigcup_i \{ p : |p - \gamma_i| \le r_i \}

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        strokes: Each as radius:x,y x,y …, in pixels, x to the right and y down from the middle of
            the upper left pixel; several are joined by semicolons.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        A. R. Smith, Paint, Technical Memo 7, Computer Graphics Lab, New York Institute of
        Technology (1978).
    """
    height, width = image.shape[:2]
    return paint((height, width), read_strokes(strokes))[..., None].astype(np.float32)
