"""PNG files that carry the recipe they were made by, and the picture it starts from."""

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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
CARRIED = 4 * 2**20  # bytes together; larger source files are named but not carried
SOURCE, DIGITS = "Source-", 12  # of a text's name: this, and so many of the picture's hash
NONE: Mapping[str, bytes] = MappingProxyType({})
SOFTWARE = f"Pixel Atelier {__version__}"


@dataclass(frozen=True)
class Carried:
    """What a PNG brings back: its recipe, and the uploaded pictures' files if they fitted in."""

    recipe: Recipe
    sources: Mapping[str, bytes]  # by pixel_hash

    @property
    def source(self) -> bytes | None:
        """The file of the picture that the recipe starts from."""
        head = self.recipe.head
        return self.sources.get(head.sha256) if isinstance(head, Upload) else None

    @property
    def others(self) -> dict[str, bytes]:
        """The files of the pictures in settings."""
        head = getattr(self.recipe.head, "sha256", None)
        return {name: data for name, data in self.sources.items() if name != head}


def png_bytes(
    image: Image,
    recipe: Recipe | None,
    sources: Mapping[str, bytes] = NONE,
    opacity: Image | None = None,
) -> bytes:
    """Return the picture as a PNG, in 8 bits, with its recipe if it has one.

    Args:
        image: Picture, (H, W, C), clipped and rounded on the way out.
        recipe: What made it.
        sources: The files of the recipe's uploaded pictures by their pixel_hash, carried along
            when they are small enough together.
        opacity: Of a picture that is transparent in places, (H, W, 1).
    """
    info = PngInfo()
    if recipe is not None:
        info.add_itxt("Recipe", str(recipe))
    info.add_text("Software", SOFTWARE)
    if sum(map(len, sources.values())) <= CARRIED:
        for sha256, source in sources.items():
            info.add_text(f"{SOURCE}{sha256[:DIGITS]}", base64.b64encode(source).decode())
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
    found = {}
    for upload in recipe.uploads():
        text = texts.get(f"{SOURCE}{upload.sha256[:DIGITS]}")
        if text is None and upload == recipe.head:
            text = texts.get("Source")  # of earlier versions
        data = _source(upload, text)
        if data is not None:
            found[upload.sha256] = data
    return Carried(recipe, found)


def _source(upload: Upload, text: object) -> bytes | None:
    if not isinstance(text, str):
        return None
    try:
        data = base64.b64decode(text, validate=True)
        matches = pixel_hash(read_image(data).image) == upload.sha256
    except (ValueError, InputError):
        return None
    return data if matches else None
