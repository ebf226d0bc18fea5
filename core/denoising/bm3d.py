"""BM3D: similar blocks are stacked, and each stack is denoised as one three-dimensional whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import numpy as np

from core.denoising.bm3d_matching import (
    BLOCK,
    HOP,
    TILE,
    Layout,
    blocks_of,
    similar_blocks,
    squared_norms,
)
from core.denoising.bm3d_transforms import (
    aggregation_window,
    cosine_basis,
    from_planes,
    group_basis,
    to_planes,
    wavelet_basis,
)
from core.device import best_device
from core.image import Image
from core.method import RARE, Frame, Range, Sigma

if TYPE_CHECKING:
    from torch import Tensor

# The paper's normal profile, at every level of noise. Its limit on how unlike the blocks of a
# group may be, and its larger blocks above sigma 40, made photographs worse and are left out.
THRESHOLD = 2.7  # of sigma; what lies below in a group's spectrum is noise
RESIDUE = 0.95  # of sigma; a little less than the paper's 1 keeps more texture
ROWS = 8  # of tiles, that share their tables of blocks: 140 MB a table 4096 pixels wide
CHUNK = 16  # tiles worked on together: what they need fits in a processor's cache


def bm3d(
    image: Image,
    *,
    sigma: Sigma = 25,
    stages: Annotated[int, Range(1, 2), RARE] = 2,
    group: Annotated[int, Range(2, 32), RARE] = 16,
    search: Annotated[int, Range(9, 59, 2), RARE] = 39,
) -> Iterator[Frame]:
    r"""Stack the blocks that look alike, and keep of each stack only what stands out of the noise.

    What similar blocks share gathers in few numbers of the stack's spectrum, while noise spreads
    over all. A second round finds and weighs the stacks by the result of the first.

    Formula:
        \hat u = \frac{\sum_r w_r\, T^{-1} \Upsilon_r(T Z_r)}{\sum_r w_r}, \qquad
        \Upsilon^{(1)}(c) = c\,[\,|c| > 2.7\,\sigma\,], \qquad
        \Upsilon^{(2)}(c) = c\, \frac{\hat c^2}{\hat c^2 + (0.95\,\sigma)^2}

    Args:
        image: Noisy picture, (H, W, C).
        sigma: Standard deviation of the noise, of 255.
        stages: 1 stops at the hard threshold; 2 goes on to the Wiener filter.
        group: Blocks in a stack; the second round takes twice as many.
        search: Side of the square around each block where similar ones are sought, in pixels.

    Yields:
        The noisy picture, then the first round's result while the second works, then the last.

    Source:
        K. Dabov, A. Foi, V. Katkovnik and K. Egiazarian, Image Denoising by Sparse 3-D
        Transform-Domain Collaborative Filtering, IEEE Trans. Image Process. 16 (2007) 2080-2095.
    """
    if sigma == 0:
        yield Frame(image, 1.0)
        return
    noisy = to_planes(image)
    height, width, _ = image.shape
    layout = Layout(height, width, search // 2)
    shown, estimate = image, None
    for number in range(stages):
        stage = Stage(layout, noisy, estimate, sigma, group * (number + 1))
        for progress in stage.run():
            yield Frame(shown, (number + progress) / stages)
        estimate = stage.result()
        shown = from_planes(estimate)
    yield Frame(shown, 1.0)


def hard_threshold(spectra: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
    """Return the spectra (G, size, 64) without what may be noise, and each group's weight (G,).

    A group that needs few numbers carries little noise, so its weight is large.
    """
    import torch

    kept = torch.nn.functional.hardshrink(spectra, THRESHOLD * sigma)
    return kept, 1 / torch.count_nonzero(kept, dim=(1, 2)).clamp(min=1)


def wiener_shrink(spectra: Tensor, guides: Tensor, sigma: float) -> tuple[Tensor, Tensor]:
    """Return the spectra (G, size, 64), each number scaled by its guess of the share of signal.

    The guess comes from the basic estimate's spectra; the second result is each group's
    weight (G,).
    """
    power = guides.square()
    gain = power / (power + (RESIDUE * sigma) ** 2)
    return spectra * gain, 1 / gain.square_().sum((1, 2)).clamp(min=1e-3)


class Stage:
    """One round over the picture: match, filter each group, lay the blocks back."""

    def __init__(
        self, layout: Layout, noisy: Image, estimate: Image | None, sigma: float, group: int
    ) -> None:
        """Prepare the round; without an estimate it is the first, by hard threshold.

        Args:
            layout: Where the reference blocks stand.
            noisy: Noisy planes, (C, H, W), luminance first.
            estimate: Basic estimate of the same shape.
            sigma: Standard deviation of the noise in every plane.
            group: Blocks in a group.
        """
        import torch

        self.device = best_device()
        self.layout, self.sigma, self.group = layout, sigma, group
        self.noisy = self.tensor(layout.pad(noisy))
        self.guide = None if estimate is None else self.tensor(layout.pad(estimate))
        basis = wavelet_basis(BLOCK) if estimate is None else cosine_basis(BLOCK)
        window = aggregation_window(BLOCK).reshape(-1, 1)
        self.basis = self.tensor(basis.T)
        self.back = self.tensor(window * np.linalg.inv(basis))  # spectrum to weighted pixels
        self.window = window.ravel().tolist()
        self.along = self.tensor(group_basis(group))
        self.sums = torch.zeros_like(self.noisy)
        self.weights = torch.zeros_like(self.noisy)

    def tensor(self, values: Image) -> Tensor:
        """Return the values where the work is done."""
        import torch

        return torch.from_numpy(np.ascontiguousarray(values)).to(self.device)

    def run(self) -> Iterator[float]:
        """Work through the picture, yielding between any two pieces of work the share done."""
        rows = self.layout.tiles[0]
        for first in range(0, rows, ROWS):
            tile_rows = range(first, min(first + ROWS, rows))
            yield first / rows
            strip = Strip(self, tile_rows)
            for row in tile_rows:
                strip.filter_row(row)
                yield (row + 0.5) / rows
            strip.lay_back()

    def result(self) -> Image:
        """Return the weighted mean of all filtered blocks, (C, H, W)."""
        return self.layout.crop((self.sums / self.weights).cpu().numpy())


class Strip:
    """Some rows of tiles and the margin they search, with every block in them as a table row."""

    def __init__(self, stage: Stage, tile_rows: range) -> None:
        """Cut the strip into blocks and transform each block once."""
        self.stage, self.top = stage, tile_rows.start * HOP
        height = (len(tile_rows) - 1) * HOP + stage.layout.region
        self.pixels = slice(self.top, self.top + height + BLOCK - 1)
        self.spectra = self._spectra(stage.noisy)
        self.guides = None if stage.guide is None else self._spectra(stage.guide)
        luminance = stage.noisy[0] if stage.guide is None else stage.guide[0]
        self.blocks = blocks_of(luminance[self.pixels])
        beyond = stage.layout.beyond(self.top, self.top + height)
        self.norms = squared_norms(self.blocks) + stage.tensor(beyond)
        self.filtered = [spectrum.new_zeros(spectrum.shape) for spectrum in self.spectra]
        self.weights = [spectrum.new_zeros(len(spectrum)) for spectrum in self.spectra]

    def _spectra(self, planes: Tensor) -> list[Tensor]:
        """Return each plane's table of block spectra, (places, 64)."""
        blocks = (blocks_of(plane[self.pixels]).flatten(0, 1) for plane in planes)
        return [table @ self.stage.basis for table in blocks]

    def filter_row(self, row: int) -> None:
        """Find the groups of a row of tiles, filter them, and add them to the table."""
        layout, down = self.stage.layout, row * HOP - self.top
        blocks, norms = self.blocks[down:], self.norms[down:]
        references = min(TILE, layout.references[0] - row * TILE)
        columns = layout.tiles[1]
        chunk = CHUNK if self.stage.device.type == "cpu" else columns
        for first in range(0, columns, chunk):
            tiles = range(first, min(first + chunk, columns))
            found = similar_blocks(blocks, norms, references, tiles, layout, self.stage.group)
            self._filter_groups((found + down * blocks.shape[1]).flatten())

    def _filter_groups(self, places: Tensor) -> None:
        """Filter the groups whose blocks stand one after the other in `places`."""
        stage = self.stage
        for channel, table in enumerate(self.spectra):
            spectra = self._stacks(table, places)
            if self.guides is None:
                kept, weight = hard_threshold(spectra, stage.sigma)
            else:
                guides = self._stacks(self.guides[channel], places)
                kept, weight = wiener_shrink(spectra, guides, stage.sigma)
            values = (stage.along.T @ kept).mul_(weight[:, None, None])
            _add_at(self.filtered[channel], places, values.flatten(0, 1))
            _add_at(self.weights[channel], places, weight.repeat_interleave(stage.group))

    def _stacks(self, table: Tensor, places: Tensor) -> Tensor:
        """Return the three-dimensional spectra of the groups, (G, group, 64)."""
        stacks = table.index_select(0, places).unflatten(0, (-1, self.stage.group))
        return self.stage.along @ stacks

    def lay_back(self) -> None:
        """Transform the filtered blocks back and add them to the picture, where they overlap."""
        stage, (rows, columns) = self.stage, self.norms.shape
        for channel, (table, weights) in enumerate(zip(self.filtered, self.weights, strict=True)):
            pixels = (stage.back @ table.T).unflatten(1, (rows, columns))
            weights = weights.view(rows, columns)
            sums, total = stage.sums[channel, self.pixels], stage.weights[channel, self.pixels]
            for place, share in enumerate(stage.window):
                down, right = divmod(place, BLOCK)
                corner = slice(down, down + rows), slice(right, right + columns)
                sums[corner] += pixels[place]
                total[corner].add_(weights, alpha=share)


def _add_at(table: Tensor, places: Tensor, values: Tensor) -> None:
    """Add the values to rows of the table, in the same order every time on every device."""
    if table.is_cuda:
        table.index_put_((places,), values, accumulate=True)  # sorts; index_add_ would race
    else:
        table.index_add_(0, places, values)
