"""Strokes as SVG that a pen plotter accepts: joined lines, millimetres, nothing else."""

import numpy as np
from numpy.typing import NDArray

from core.lsystems.palettes import PALETTES, Palette
from core.lsystems.strokes import Strokes, lines

DECIMALS = 3  # of a millimetre: finer than any plotter


def to_svg(
    strokes: Strokes,
    *,
    millimetres: float = 180.0,
    margin: float = 10.0,
    pen: float = 0.3,
    palette: Palette = PALETTES["ink"],
) -> str:
    """Return a drawing as an SVG file, one group for each colour of pen.

    Segments that follow one another are one polyline, so that the pen stays down; polygons are
    outlined. Only what lies in the picture's plane counts: turn it before.

    Args:
        strokes: What to draw.
        millimetres: The longer side of the drawing.
        margin: Free paper on all sides, in millimetres.
        pen: Width of the lines, in millimetres, where a drawing gives none of its own.
        palette: Colours of the pens; the paper stays as it is.
    """
    low, high = strokes.box()
    scale = millimetres / max(*(high - low)[:2], 1e-9)
    width, height = (high - low)[:2] * scale + 2 * margin
    flip = np.array([scale, -scale])
    shift = np.array([margin - low[0] * scale, margin + high[1] * scale])
    groups = []
    for index, colour in enumerate(palette.colours):
        shapes = _polygons(strokes, index, len(palette.colours), flip, shift)
        shapes += _polylines(strokes, index, len(palette.colours), flip, shift)
        if shapes:
            groups.append(_group(shapes, colour, pen))
    size = f'width="{width:.{DECIMALS}f}mm" height="{height:.{DECIMALS}f}mm"'
    box = f'viewBox="0 0 {width:.{DECIMALS}f} {height:.{DECIMALS}f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>'
    return "\n".join([head, *groups, "</svg>", ""])


def _group(shapes: list[str], colour: str, pen: float) -> str:
    style = f'stroke="{colour}" stroke-width="{pen:g}" fill="none"'
    return "\n".join(
        [f'<g {style} stroke-linecap="round" stroke-linejoin="round">', *shapes, "</g>"]
    )


def _polylines(
    strokes: Strokes, index: int, count: int, flip: NDArray[np.float64], shift: NDArray[np.float64]
) -> list[str]:
    chosen = np.flatnonzero(strokes.colours % count == index)
    if not len(chosen):
        return []
    points, lifted = lines(strokes, chosen)
    parts = np.split(points[:, :2] * flip + shift, np.flatnonzero(lifted)[1:])
    return [f'<polyline points="{_written(part)}"/>' for part in parts]


def _polygons(
    strokes: Strokes, index: int, count: int, flip: NDArray[np.float64], shift: NDArray[np.float64]
) -> list[str]:
    parts = np.split(strokes.corners[:, :2] * flip + shift, strokes.first_corners[1:])
    return [
        f'<polygon points="{_written(part)}"/>'
        for part, colour in zip(parts, strokes.fills, strict=False)
        if colour % count == index
    ]


def _written(points: NDArray[np.float64]) -> str:
    return " ".join(f"{x:.{DECIMALS}f},{y:.{DECIMALS}f}" for x, y in points.tolist())
