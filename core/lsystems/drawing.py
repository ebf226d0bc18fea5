"""Strokes as pictures, with smooth edges, by the rasteriser of matplotlib (Agg)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.lsystems.palettes import PALETTES, Palette, to_rgb
from core.lsystems.strokes import Points, Strokes, lines

MARGIN = 0.04  # of the side, left free on all sides
WIDTH_UNIT = 1 / 500  # of the side: a line of width 1
THINNEST = 0.35  # pixels
WIDTHS = 24  # steps that widths are rounded to, for a factor of e
SLABS = 48  # of depth, painted from the back to the front
REACH = 400_000  # pixels of line in one path; Agg refuses far longer ones
TOLERANCE = 0.05  # pixels that a line may lie beside its place


@dataclass(frozen=True)
class Fit:
    """Where the turtle's plane lies on a picture."""

    scale: float  # pixels for a step
    left: float
    bottom: float
    height: int
    width: int

    def pixels(self, points: Points) -> NDArray[np.float64]:
        """Return (n, 2) places on the picture, from its lower left corner."""
        return points[:, :2] * self.scale + (self.left, self.bottom)


def draw(
    strokes: Strokes,
    *,
    size: int = 512,
    palette: Palette = PALETTES["ink"],
    fit: Fit | None = None,
) -> Image:
    """Return strokes as a picture, (size, size, 3) unless fitted otherwise.

    Args:
        strokes: What to draw; depth is looked at only for what covers what.
        size: Pixels along either side.
        palette: Colours; indices beyond its end start over.
        fit: Where to draw; centred and as large as fits if left out.
    """
    from matplotlib.backends.backend_agg import RendererAgg  # half a second, once

    fit = fit or fitted(strokes, size)
    renderer = RendererAgg(fit.width, fit.height, 72)
    canvas = np.asarray(renderer.buffer_rgba())
    canvas[:] = (*(round(255 * c) for c in to_rgb(palette.background)), 255)
    colours = palette.rgb()
    layers = [*_line_layers(strokes, fit, len(colours)), *_fill_layers(strokes, fit, len(colours))]
    for layer in sorted(layers, key=lambda layer: layer.rank):
        layer.paint(renderer, colours)
    return canvas[..., :3].astype(np.float32) / np.float32(255)


def fitted(strokes: Strokes, size: int) -> Fit:
    """Return the frame that shows all strokes in the middle of a square picture."""
    low, high = strokes.box()
    extent = max(*(high - low)[:2], 1e-9)
    scale = size * (1 - 2 * MARGIN) / extent
    left, bottom = size / 2 - (low + high)[:2] / 2 * scale
    return Fit(scale, left, bottom, size, size)


@dataclass(frozen=True, eq=False)
class _Layer:
    """Lines or polygons that share colour and width, and follow one another in depth."""

    rank: tuple[int, ...]  # what is painted first: by slab, lines before polygons, wide first
    points: NDArray[np.float64]  # (n, 2), pixels from the lower left
    lifted: NDArray[np.bool_]  # (n,), before which points the pen is lifted
    colour: int
    width: float  # pixels; 0 for polygons

    def paint(self, renderer: Any, colours: NDArray[np.float64]) -> None:
        """Draw on matplotlib's renderer, in pieces that it can take."""
        from matplotlib.path import Path
        from matplotlib.transforms import IdentityTransform

        colour = tuple(colours[self.colour])
        pen = renderer.new_gc()
        pen.set_foreground(colour, isRGBA=False)
        pen.set_linewidth(self.width)
        pen.set_joinstyle("round")
        pen.set_capstyle("round" if self.width > 1.5 else "butt")
        pen.set_snap(False)
        for start, end in pairwise(self._cuts()):
            start -= not self.lifted[start]  # a line cut in two goes on where it was
            codes = np.where(self.lifted[start:end], Path.MOVETO, Path.LINETO)
            codes[0] = Path.MOVETO
            path = Path(self.points[start:end], codes.astype(Path.code_type))
            path.simplify_threshold = TOLERANCE
            path.should_simplify = self.width > 0
            fill = None if self.width else colour
            renderer.draw_path(pen, path, IdentityTransform(), fill)

    def _cuts(self) -> list[int]:
        """Return where pieces start and end, each with about REACH pixels of line."""
        steps = np.abs(np.diff(self.points, axis=0)).sum(axis=1) + 1
        pieces = np.cumsum(np.where(self.lifted[1:], 1, steps)) // REACH
        cuts = np.flatnonzero(np.diff(pieces)) + 2
        if not self.width:  # a polygon stays whole
            starts = np.append(np.flatnonzero(self.lifted), len(self.points))
            cuts = np.unique(starts[np.searchsorted(starts, cuts)])
        return [0, *(cut for cut in cuts.tolist() if cut < len(self.points)), len(self.points)]


def _line_layers(strokes: Strokes, fit: Fit, colours: int) -> Iterator[_Layer]:
    """Sort segments by depth, width and colour."""
    if not len(strokes):
        return
    widths = np.maximum(strokes.widths * WIDTH_UNIT * min(fit.width, fit.height), THINNEST)
    steps = np.rint(np.log(widths) * WIDTHS).astype(np.int64)
    slabs = _slabs(strokes, (strokes.starts[:, 2] + strokes.ends[:, 2]) / 2)
    keys = np.stack([slabs, -steps, strokes.colours % colours])
    for (slab, step, colour), chosen in _alike(keys):
        points, lifted = lines(strokes, chosen)
        width = float(np.exp(-step / WIDTHS))
        yield _Layer((slab, 0, step), fit.pixels(points), lifted, colour, width)


def _fill_layers(strokes: Strokes, fit: Fit, colours: int) -> Iterator[_Layer]:
    """Sort polygons by depth and colour."""
    if not len(strokes.fills):
        return
    counts = np.diff(strokes.first_corners, append=len(strokes.corners))
    depth = np.add.reduceat(strokes.corners[:, 2], strokes.first_corners) / counts
    owner = np.repeat(np.arange(len(counts)), counts)
    firsts = np.zeros(len(owner), bool)
    firsts[strokes.first_corners] = True
    keys = np.stack([_slabs(strokes, depth), strokes.fills % colours])
    for (slab, colour), chosen in _alike(keys):
        corners = np.flatnonzero(np.isin(owner, chosen))
        points = fit.pixels(strokes.corners[corners])
        yield _Layer((slab, 1, 0), points, firsts[corners], colour, 0.0)


def _slabs(strokes: Strokes, depth: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the slab of depth that each item lies in, 0 at the back."""
    low, high = strokes.box()
    span = high[2] - low[2]
    return (np.clip((depth - low[2]) / span, 0, 0.999) * SLABS if span else depth * 0).astype(int)


def _alike(keys: NDArray[np.int64]) -> Iterator[tuple[list[int], NDArray[np.int64]]]:
    """Yield each different column of (k, n) keys, and which columns are equal to it, in order."""
    if (keys == keys[:, :1]).all():
        yield keys[:, 0].tolist(), np.arange(keys.shape[1])
        return
    order = np.lexsort(keys[::-1])
    changes = np.flatnonzero((np.diff(keys[:, order], axis=1) != 0).any(axis=0)) + 1
    for chosen in np.split(order, changes):
        yield keys[:, chosen[0]].tolist(), chosen
