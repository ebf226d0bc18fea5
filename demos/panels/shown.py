"""What a page shows, and the addresses under which the browser finds it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core import __version__
from core.image import Image
from core.provenance import png_bytes
from core.recipe import Recipe
from demos.panels.publish import publish
from demos.panels.source import Source


@dataclass(frozen=True)
class Shown:
    """What the result cell shows: enough to show it again in another language."""

    recipe: Recipe
    source: Source
    language: str


def address(image: Image, recipe: Recipe, view: str = "", source: Source | None = None) -> str:
    """Publish what a recipe made, and return its address.

    Args:
        image: The recipe's picture, or a view of it that then carries no recipe.
        recipe: What made it.
        view: Names the view.
        source: Whose uploaded picture is to be carried along; the recipe tells its pixels.
    """

    def make() -> bytes:
        if source is None:
            return png_bytes(image, None if view else recipe)
        return png_bytes(image, recipe, source.exact_pngs(recipe), source.opacity(recipe))

    key = f"{recipe} {view} {source is not None} {__version__}"
    return publish(key, f"{file_name(recipe)}.png", make)


def tile(image: Image, recipe: Recipe) -> dict[str, Any]:
    """Return a recipe's picture as a gallery takes it."""
    height, width, _ = image.shape
    return {"src": address(image, recipe), "width": width, "height": height}


def magnified(difference: Image) -> tuple[Image, float]:
    """Return a difference around mid-grey, and the difference that black and white stand for."""
    reach = max(float(np.quantile(np.abs(difference), 0.998)), 1 / 255)
    return (0.5 + difference / (2 * reach)).astype(np.float32), reach * 255


def file_name(recipe: Recipe) -> str:
    """Return what a recipe's files are called when they are saved."""
    head = Path(recipe.head.name).stem if recipe.head else recipe.steps[0].method.field_id
    last = recipe.steps[-1].method.id if recipe.steps else "clean"
    return f"{head}-{last}".encode("utf-8", "replace").decode()
