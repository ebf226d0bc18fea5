"""PNG files that carry the recipe they were made by, and the picture it starts from."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from core import __version__
from core.image import Image, pixel_hash, read_image
from core.opacity import without_white
from core.recipe import Recipe, Upload
from core.recipe_text import parse
from core.sentence import InputError

MANY = 4_000_000  # values; from here on seconds count more than bytes
QUICK, THOROUGH = 1, 4  # zlib levels
CARRIED = 4 * 2**20  # bytes; larger source files are named but not carried
SOFTWARE = f"Pixel Atelier {__version__}"


@dataclass(frozen=True)
class Carried:
    """What a PNG brings back: its recipe, and the uploaded picture's file if it fitted in."""

    recipe: Recipe
    source: bytes | None


def png_bytes(
    image: Image,
    recipe: Recipe | None,
    source: bytes | None = None,
    opacity: Image | None = None,
) -> bytes:
    """Return the picture as a PNG, in 8 bits, with its recipe if it has one.

    Args:
        image: Picture, (H, W, C), clipped and rounded on the way out.
        recipe: What made it.
        source: The file of the recipe's uploaded picture, carried along when small enough.
        opacity: Of a picture that is transparent in places, (H, W, 1).
    """
    info = PngInfo()
    if recipe is not None:
        info.add_itxt("Recipe", str(recipe))
    info.add_text("Software", SOFTWARE)
    if source is not None and len(source) <= CARRIED:
        info.add_text("Source", base64.b64encode(source).decode())
    buffer = io.BytesIO()
    level = QUICK if image.size > MANY else THOROUGH
    without_white(image, opacity).save(buffer, "png", pnginfo=info, compress_level=level)
    return buffer.getvalue()


def read_recipe(source: str | Path | bytes) -> Carried | None:
    """Return what a PNG saved by this package carries, or None where it carries nothing.

    Raises:
        InputError: There is a recipe, but a damaged one.
    """
    try:
        file = io.BytesIO(source) if isinstance(source, bytes) else source
        with Pillow.open(file, formats=["PNG"]) as png:
            texts = dict(png.info)  # without decoding a pixel: png_bytes writes texts first
    except Exception:  # whatever is wrong with the picture itself, read_image says
        return None
    if not isinstance(texts.get("Recipe"), str):
        return None
    recipe = parse(texts["Recipe"])
    return Carried(recipe, _source(recipe, texts.get("Source")))


def _source(recipe: Recipe, text: object) -> bytes | None:
    if not isinstance(recipe.head, Upload) or not isinstance(text, str):
        return None
    try:
        data = base64.b64decode(text, validate=True)
        matches = pixel_hash(read_image(data).image) == recipe.head.sha256
    except (ValueError, InputError):
        return None
    return data if matches else None
