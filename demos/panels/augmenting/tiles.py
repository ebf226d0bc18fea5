"""Many small pictures as one piece of the page: nothing is left for the browser to fetch."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import escape

from core.augmentation.targets import Targets
from core.image import Image, to_pillow
from demos.panels.augmenting.overlay import SHARP, inline, marks_svg

SIDE = 256  # pixels; larger pictures are shrunk by a whole factor
FEW = 24  # tiles that may be larger
PRESSED = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-tile]");
  if (!button) return;
  trigger("select", { key: button.dataset.tile });
  element.closest(".tabitem").querySelector(".result").scrollIntoView({ block: "center" });
});
"""  # for the gr.HTML that shows tiles with keys, as its js_on_load


@dataclass(frozen=True)
class Tile:
    """A small picture with what is said of it."""

    image: Image
    caption: str = ""
    label: str = ""
    key: str = ""  # what a press tells; without it there is no button
    targets: Targets = field(default_factory=Targets)
    names: Sequence[str] = ()  # all classes of boxes, which keep their colours


def draw_tiles(tiles: Sequence[Tile], *, beside: int = 1) -> str:
    """Return tiles as HTML.

    Args:
        tiles: In the order in which they are read.
        beside: How many stand together as one, such as 2 for pairs.
    """
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(_tile, tiles))
    if beside > 1:
        groups = (made[at : at + beside] for at in range(0, len(made), beside))
        made = [f'<div class="pair">{"".join(group)}</div>' for group in groups]
    kind = " paired" if beside > 1 else " few" if len(tiles) <= FEW else ""
    return f'<div class="draws{kind}">{"".join(made)}</div>'


def _tile(tile: Tile) -> str:
    label = f"<b>{escape(tile.label)}</b> " if tile.label else ""
    picture = _picture(tile)
    if tile.key:
        named = escape(" ".join(filter(None, [tile.label, tile.caption])))
        picture = (
            f'<button type="button" data-tile="{escape(tile.key)}" aria-label="{named}">'
            f"{picture}</button>"
        )
    return f"<figure>{picture}<figcaption>{label}{escape(tile.caption)}</figcaption></figure>"


def _picture(tile: Tile) -> str:
    height, width, _ = tile.image.shape
    file = to_pillow(tile.image)
    if (step := -(-max(height, width) // SIDE)) > 1:
        file = file.reduce(step)
    crisp = ' class="crisp"' if max(height, width) < SHARP else ""
    return (
        f'<span class="shot"><img src="{inline(file)}" width="{width}" height="{height}" alt=""'
        f"{crisp}>{marks_svg(tile.targets, tile.names, width, height)}</span>"
    )
