"""JPEG: blocks and ripples of strong compression."""

import io
from typing import Annotated

import numpy as np
from PIL import Image as Pillow

from core.image import Image, to_pillow
from core.method import Range


def jpeg(image: Image, *, quality: Annotated[int, Range(1, 95)] = 20) -> Image:
    r"""Save the picture as JPEG and open it again.

    Blocks of 8 × 8 pixels keep only the coarser steps of their cosine coefficients, and colour
    is kept at half the resolution. Clipped and rounded to 8 bits, since JPEG stores no more.

    Formula:
        \hat c_{ij} = q_{ij} \operatorname{round}(c_{ij} / q_{ij})

    Args:
        image: Clean picture, (H, W, C).
        quality: JPEG's quality; lower is smaller and worse.

    Returns:
        The decoded picture, same shape.

    Source:
        G. K. Wallace, The JPEG Still Picture Compression Standard, Commun. ACM 34 (1991) 30-44.
    """
    buffer = io.BytesIO()
    to_pillow(image).save(buffer, "JPEG", quality=quality)
    with Pillow.open(buffer) as decoded:
        pixels = np.asarray(decoded, np.float32) / np.float32(255)
    return pixels.reshape(image.shape)
