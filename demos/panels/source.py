"""Where a page's pictures come from: a recipe, and the files of the visitor's own."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from core.heads import Pictures, Upload, at_hand
from core.image import Image, Opened, pixel_hash, read_image
from core.opacity import read_opacity
from core.provenance import png_bytes
from core.recipe import Recipe
from core.recipe_text import parse

LARGEST = 8_000_000  # values of a picture that is carried along
Others = tuple[tuple[str, str], ...]  # pixel_hash and file of pictures in settings
MOST_OTHERS = 8  # pictures of settings that are held for one visitor


@dataclass(frozen=True)
class Source:
    """Where the page's picture comes from: a recipe, and the file of the upload in its head."""

    text: str
    path: str | None = None
    others: Others = ()

    @property
    def recipe(self) -> Recipe:
        """The recipe of the picture that the page works on."""
        return parse(self.text)

    @property
    def pictures(self) -> Pictures:
        """The uploaded picture by its hash, if there is one at hand."""
        held: dict[str, Image] = {}
        for sha256, path in self.files.items():
            if Path(path).exists():  # after an hour the server forgets uploads
                held |= at_hand(sha256, open_upload(path))
        return held

    @property
    def files(self) -> dict[str, str]:
        """The files of all uploaded pictures, by pixel_hash."""
        head, files = self.recipe.head, dict(self.others)
        if isinstance(head, Upload) and self.path is not None:
            files[head.sha256] = self.path
        return files

    def exact_pngs(self, recipe: Recipe) -> dict[str, bytes]:
        """Return a recipe's uploaded pictures without what else their files told, by pixel_hash.

        Those are left out that 8 bits do not hold.
        """
        held = self.pictures
        wanted = [upload.sha256 for upload in recipe.uploads() if upload.sha256 in held]
        return {name: png_bytes(held[name], None) for name in wanted if _is_exact(held[name])}

    def with_other(self, sha256: str, path: str) -> "Source":
        """Return the source with one more picture for settings; the last few are kept."""
        kept = tuple(pair for pair in self.others if pair[0] != sha256)
        return replace(self, others=(*kept, (sha256, path))[-MOST_OTHERS:])

    def opacity(self, recipe: Recipe) -> Image | None:
        """Return how opaque a result is, where the uploaded picture is not all over."""
        if self.path is None or not self.pictures:
            return None
        return read_opacity(self.path, recipe)


def _is_exact(image: Image) -> bool:
    levels = np.rint(image * 255) / np.float32(255)
    return image.size <= LARGEST and np.array_equal(levels, image)


@lru_cache(maxsize=4)
def open_upload(path: str) -> Opened:
    """Read an uploaded file; the last few are remembered."""
    return read_image(path)


def uploaded(path: str, name: str) -> tuple[Source, Image]:
    """Return the source of an uploaded file, and its picture.

    Raises:
        InputError: The file is no usable picture.
    """
    image = open_upload(path).image
    return Source(str(Recipe(Upload(name, pixel_hash(image)))), path), image
