"""Boxes, masks and key points drawn over a picture, as SVG that stays sharp at any size."""

import base64
import io
from collections.abc import Sequence
from functools import partial
from html import escape
from itertools import cycle
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from core.augmentation.targets import Targets
from core.image import Image, to_pillow

COLOURS = ("#ffd400", "#00c8ff", "#ff5ca8", "#7dff5c", "#ff8c1a", "#b58cff")  # told apart by all
VEIL = 110  # of 255: how opaque a mask is
SHARP = 128  # pixels; smaller pictures are shown as squares
SIDE = 768  # pixels; larger pictures are thinned out


def marks_svg(targets: Targets, names: Sequence[str], width: int, height: int) -> str:
    """Return an SVG element with all that travels with a picture, to lie over it.

    Args:
        targets: What to draw.
        names: Classes of the picture before it was augmented: each keeps its colour.
        width: Of the picture, in pixels.
        height: Of the picture, in pixels.
    """
    if not targets:
        return ""
    return (
        f'<svg class="marks" viewBox="0 0 {width} {height}" preserveAspectRatio="none" '
        f'aria-hidden="true">{_marks(targets, names, width, height)}</svg>'
    )


def marked_picture(image: Image, targets: Targets, names: Sequence[str]) -> str:
    """Return the address of a picture with its marks; it holds all that it shows."""
    height, width, _ = image.shape
    step = -(-max(height, width) // SIDE)
    file = to_pillow(image[::step, ::step])
    crisp = "pixelated" if max(height, width) < SHARP else "auto"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">'
        f'<image href="{inline(file)}" width="{width}" height="{height}" '
        f'preserveAspectRatio="none" style="image-rendering:{crisp}"/>'
        f"{_marks(targets, names, width, height)}{_labels(targets, height)}</svg>"
    )
    return f"data:image/svg+xml,{quote(svg)}"


def inline(file: Pillow.Image) -> str:
    """Return a picture as an address that holds it; small ones exactly, others as JPEG."""
    buffer = io.BytesIO()
    if max(file.size) < SHARP or file.mode == "P":
        file.save(buffer, "png", compress_level=1)
    else:
        file.save(buffer, "jpeg", quality=85)
    kind = "png" if buffer.getvalue().startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(buffer.getvalue()).decode()}"


def _marks(targets: Targets, names: Sequence[str], width: int, height: int) -> str:
    parts = []
    colours = dict(zip(dict.fromkeys(names), cycle(COLOURS), strict=False))
    if targets.mask is not None:
        parts.append(
            f'<image href="{inline(_veil(targets.mask))}" width="{width}" height="{height}" '
            f'preserveAspectRatio="none" style="image-rendering:pixelated"/>'
        )
    for name, (left, top, right, bottom) in zip(targets.classes, targets.boxes, strict=True):
        path = f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}Z"
        parts.append(_line(path, 2, colours[name], escape(name)))
    for x, y in targets.points:
        parts.append(_line(f"M{x:.1f} {y:.1f}h0", 6, "#fff", ""))
    return "".join(parts)


def _labels(targets: Targets, height: int) -> str:
    """Write the class of each box into its upper left corner."""
    size = height / 26
    style = (
        f'font-size="{size:.2f}" font-family="sans-serif" fill="#fff" stroke="#000" '
        f'stroke-width="{size / 5:.2f}" stroke-linejoin="round" paint-order="stroke"'
    )
    return "".join(
        f'<text x="{left + size / 3:.1f}" y="{top + 1.1 * size:.1f}" {style}>{escape(name)}</text>'
        for name, (left, top, *_) in zip(targets.classes, targets.boxes, strict=True)
    )


def _line(path: str, width: float, colour: str, title: str) -> str:
    """Draw a line that is as wide at any size, on a darker one that sets it off."""
    said = f"<title>{title}</title>" if title else ""
    draw = partial(
        '<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{wide:g}" '
        'stroke-linecap="round" stroke-linejoin="round" vector-effect="non-scaling-stroke">'
        "{said}</path>".format,
        path=path,
    )
    return draw(stroke="#000", wide=width + 2, said="") + draw(stroke=colour, wide=width, said=said)


def _veil(mask: NDArray[np.uint8]) -> Pillow.Image:
    """Return a mask in colours, class 0 transparent."""
    file = Pillow.fromarray(mask).convert("P")
    shades = [tuple(bytes.fromhex(colour[1:])) for colour in COLOURS]
    palette = [(0, 0, 0), *(shades[k % len(shades)] for k in range(255))]
    file.putpalette([level for shade in palette for level in shade])
    file.info["transparency"] = bytes([0]) + bytes([VEIL]) * 255
    return file
