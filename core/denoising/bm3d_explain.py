"""Which blocks BM3D stacks at one pixel, and what it keeps of their spectrum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from core.denoising.bm3d import hard_threshold
from core.denoising.bm3d_matching import BLOCK, Layout
from core.denoising.bm3d_transforms import group_basis, to_planes, wavelet_basis
from core.figures import ACCENT, COLOURS, INK, panels, window_around
from core.image import Image
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Group:
    """The blocks most like the one around a pixel, in the order of likeness, itself first."""

    window: Image  # what was searched, (side, side, C)
    corner: tuple[int, int]  # row and column of the window's upper left pixel in the picture
    corners: NDArray[np.int64]  # the same of each block, (size, 2)
    blocks: Image  # luminance from 0 to 255, (size, 8, 8)
    spectrum: Image  # before shrinking, (size, 8, 8)
    kept: Image  # after

    @property
    def lost(self) -> float:
        """The share of the spectrum that shrinking sets to zero."""
        return float(np.mean((self.kept == 0) & (self.spectrum != 0)))


def stack_at(
    image: Image, row: int, column: int, *, sigma: float, group: int, search: int
) -> Group:
    """Return the group that the first round makes of the block around a pixel.

    Args:
        image: Noisy picture, (H, W, C), mirrored where the search leaves it.
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        sigma: Standard deviation of the noise, of 255.
        group: Blocks in the group.
        search: Side of the searched square, in pixels.
    """
    import torch

    window_around(image, row, column, 0)  # refuses a pixel outside
    height, width, _ = image.shape
    layout = Layout(height, width, search // 2)
    # The reference block has the pixel in its middle, unless it would leave the picture.
    top = min(max(0, row - BLOCK // 2), max(0, height - BLOCK))
    left = min(max(0, column - BLOCK // 2), max(0, width - BLOCK))
    side = layout.window + BLOCK - 1
    padded = layout.pad(image.transpose(2, 0, 1)).transpose(1, 2, 0)
    window = padded[top : top + side, left : left + side]
    beyond = layout.beyond(top, top + layout.window)[:, left : left + layout.window]
    places, blocks = _most_alike(to_planes(window)[0], beyond, group)
    spectrum: Image = group_basis(group) @ (blocks.reshape(group, -1) @ wavelet_basis(BLOCK).T)
    kept, _ = hard_threshold(torch.from_numpy(spectrum)[None], sigma)
    cube = (group, BLOCK, BLOCK)
    corner = top - layout.reach, left - layout.reach
    return Group(
        window, corner, places + corner, blocks, spectrum.reshape(cube), kept.numpy().reshape(cube)
    )


def _most_alike(window: Image, beyond: Image, group: int) -> tuple[NDArray[np.int64], Image]:
    """Return places (group, 2) and blocks (group, 8, 8) most like the block in the middle."""
    blocks = sliding_window_view(window, (BLOCK, BLOCK))  # (places, places, 8, 8)
    middle = blocks.shape[0] // 2
    unlike = np.square(blocks - blocks[middle, middle]).sum(axis=(2, 3)) + beyond
    unlike[middle, middle] = -1  # the reference comes first
    nearest = np.argsort(unlike, axis=None, kind="stable")[:group]
    places = np.stack(np.divmod(nearest, unlike.shape[1]), axis=1)
    return places, np.ascontiguousarray(blocks[places[:, 0], places[:, 1]])


def explain_bm3d(
    image: Image, row: int, column: int, *, sigma: float, stages: int, group: int, search: int
) -> Figure:
    """Draw the blocks stacked at a pixel, and their spectrum before and after the threshold.

    Shows the first round, which the second repeats on its result.

    Args:
        image: Noisy picture, (H, W, C).
        row: The pixel's row, from 0.
        column: The pixel's column, from 0.
        sigma: As for the filter.
        stages: As for the filter.
        group: As for the filter.
        search: As for the filter.
    """
    found = stack_at(image, row, column, sigma=sigma, group=group, search=search)
    finding = Sentence(
        "BM3D at row {row}, column {column}: {count} similar blocks; {lost:.0%} of their "
        "spectrum is set to zero",
        {"row": row, "column": column, "count": group, "lost": found.lost},
    )
    figure, (places, stack, before, after) = panels(4, finding)
    _draw_places(places, found)
    _draw_stack(stack, found.blocks)
    _draw_spectrum(before, "Spectrum before", found.spectrum, found.spectrum)
    _draw_spectrum(after, "Spectrum after", found.kept, found.spectrum)
    return figure


def _draw_places(axis: Axes, found: Group) -> None:
    from matplotlib.patches import Rectangle

    (top, left), side = found.corner, found.window.shape[0]
    grey = found.window.shape[2] == 1
    shown = np.clip(found.window[..., 0] if grey else found.window, 0, 1)
    extent = (left, left + side, top + side, top)
    axis.imshow(shown, cmap="gray", vmin=0, vmax=1, extent=extent)
    for down, right in found.corners[::-1]:  # the reference last, so on top
        for colour, width in (("white", 2), (ACCENT, 0.8)):
            outline = Rectangle((right, down), BLOCK, BLOCK, fill=False)
            outline.set(edgecolor=colour, linewidth=width)
            axis.add_patch(outline)
    axis.patches[-1].set_linewidth(1.8)
    axis.patches[-1].set_gid("reference")
    axis.set_title("Similar blocks", color=INK, fontsize=10)
    axis.set_xlabel("column", color=INK, fontsize=9)
    axis.set_ylabel("row", color=INK, fontsize=9)


def _draw_stack(axis: Axes, blocks: Image) -> None:
    axis.imshow(_side_by_side(blocks), cmap="gray", vmin=blocks.min(), vmax=blocks.max())
    axis.set_title("The stack, most alike first", color=INK, fontsize=10)
    axis.set_xlabel("blocks, row by row", color=INK, fontsize=9)
    axis.set(xticks=[], yticks=[])


def _draw_spectrum(axis: Axes, title: str, spectrum: Image, scale: Image) -> None:
    """Draw magnitudes on the logarithmic colour scale that another spectrum spans."""
    from matplotlib.colors import LogNorm

    top = max(float(np.abs(scale).max()), 1.0)
    magnitude = np.abs(_side_by_side(spectrum))
    magnitude[magnitude == 0] = np.nan  # what is gone stays blank
    drawn = axis.imshow(magnitude, cmap=COLOURS, norm=LogNorm(top / 1e3, top))
    bar = axis.figure.colorbar(
        drawn, cax=axis.inset_axes((0.05, -0.2, 0.9, 0.05)), orientation="horizontal"
    )
    bar.set_label("magnitude, grey levels", color=INK, fontsize=9)
    bar.ax.tick_params(colors=INK, labelsize=8)
    bar.outline.set_edgecolor(INK)
    axis.set_title(title, color=INK, fontsize=10)
    axis.set_xlabel("frequencies, row by row", color=INK, fontsize=9)
    axis.set(xticks=[], yticks=[])


def _side_by_side(cubes: Image) -> NDArray[Any]:
    """Lay (size, 8, 8) out row by row in a nearly square sheet, a blank pixel in between."""
    columns = int(np.ceil(np.sqrt(len(cubes))))
    rows = -(-len(cubes) // columns)
    sheet = np.full((rows * (BLOCK + 1) - 1, columns * (BLOCK + 1) - 1), np.nan, np.float32)
    for place, cube in enumerate(cubes):
        down, right = (BLOCK + 1) * np.array(divmod(place, columns))
        sheet[down : down + BLOCK, right : right + BLOCK] = cube
    return sheet
