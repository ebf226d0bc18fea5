"""The alpha channel of a picture that is enlarged: kept beside it, and laid under it at the end.

Inside, a transparent picture is one over white. Its opacity goes the same way as the picture,
shrunk where that is shrunk and enlarged by bicubic, and the white is taken away again.
"""

from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from core.image import Image, read_image, to_pillow
from core.recipe import Recipe
from core.resampling import enlarge, reduce

LEAST = 1 / 255  # opacity below which a colour cannot be told; it does not show either


def read_opacity(source: str | Path | bytes, recipe: Recipe) -> Image | None:
    """Return how opaque the result of a recipe is, (H, W, 1), 1 where nothing shines through.

    Args:
        source: File of the picture that the recipe starts from.
        recipe: What is done to it.

    Returns:
        Nothing where the picture has no transparent parts, or nothing enlarges it.
    """
    if not any(step.method.makes == "enlarged" for step in recipe.steps):
        return None
    opacity = read_image(source).opacity
    return None if opacity is None else _follow(opacity, recipe)


def without_white(image: Image, opacity: Image | None) -> Pillow.Image:
    """Return the picture in 8 bits, with an alpha channel if an opacity is given.

    Laid over white, it is the picture again.

    Args:
        image: Picture over white, (H, W, C).
        opacity: As `read_opacity` returns it.
    """
    if opacity is None:
        return to_pillow(image)
    told = np.maximum(opacity, np.float32(LEAST))
    colours = to_pillow(((image + opacity - 1) / told).astype(np.float32))
    colours.putalpha(to_pillow(opacity))
    return colours


def _follow(opacity: Image, recipe: Recipe) -> Image:
    for step in recipe.steps:
        if step.method.makes == "reduced" and "scale" in step.settings:
            opacity = reduce(opacity, step.settings["scale"])
        elif step.method.makes == "enlarged":
            opacity = enlarge(opacity, step.settings["scale"])
    return np.clip(opacity, 0, 1)
