"""Masks of words, as of a stamp or a watermark."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Range, Seed
from core.sentence import InputError

LONGEST = 200  # characters


def text(
    image: Image,
    *,
    words: str = "SAMPLE",
    size: Annotated[int, Range(6, 512)] = 48,
    seed: Seed = 0,
) -> Image:
    r"""Mark the letters of some words, at a place that the seed draws.

    Letters are those of Pillow's own font, which has Latin letters only; words too wide for the
    picture are cut off at its border.

    Formula:
        m(p) = [\text{ink}(p - p_0) \ge \tfrac{1}{2}], \quad p_0 \sim \mathcal U

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        words: What is written, in one line.
        size: Height of the letters, in pixels.
        seed: Draws the place; the words lie within the picture where they fit.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        M. Bertalmio, G. Sapiro, V. Caselles and C. Ballester, Image Inpainting, SIGGRAPH (2000)
        417-424.
    """
    from PIL import Image as Pillow
    from PIL import ImageDraw, ImageFont

    if len(words) > LONGEST or not words.isprintable():
        raise InputError(
            "words must be one line of at most {limit} characters, got {value}.",
            limit=LONGEST,
            value=repr(words)[:60],
        )
    height, width = image.shape[:2]
    sheet = Pillow.new("L", (width, height))
    font = ImageFont.load_default(size)
    left, top, right, bottom = ImageDraw.Draw(sheet).textbbox((0, 0), words, font=font)
    room = np.maximum((width - (right - left), height - (bottom - top)), 0)
    x, y = (np.random.default_rng(seed).random(2) * room).astype(int)
    ImageDraw.Draw(sheet).text((int(x) - left, int(y) - top), words, 255, font=font)
    return (np.asarray(sheet) >= 128)[..., None].astype(np.float32)
