"""Holes filled so that every patch looks like one of the picture, from coarse to fine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, log2
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, distance_transform_edt, uniform_filter

from core.fits import Mask
from core.image import Image
from core.inpainting.exemplar import exemplar, whole_patches, without_source
from core.inpainting.hole import Hole, filled, hole_of, planes_of
from core.method import RARE, Frame, Range, Seed, final

ROUNDS = 12  # of search and vote at one level, unless it settles before
SETTLED = 1e-3  # mean change of missing pixels, in units of intensity
TRUST = 1.3  # by how much a patch counts less with every pixel further inside
GRAIN = 7.0  # weight of how grainy a place is beside its colour
GRAIN_WINDOW = 9  # pixels along the side of what graininess is averaged over

Planes = NDArray[np.float32]  # (C + 2, H, W): the colours and how grainy it is down and right


def patch_match(
    image: Image,
    *,
    mask: Mask,
    radius: Annotated[int, Range(2, 8)] = 3,
    seed: Seed = 0,
    search: Annotated[int, Range(1, 5), RARE] = 1,
) -> Iterator[Frame]:
    r"""Fill the hole so that each patch in it is found elsewhere in the picture.

    Patches look for their like, and each pixel becomes the mean of what the patches over it
    found; again and again, first on a picture so small that the hole is a few pixels, then ever
    finer. The search goes by what neighbours found. At last pixels are copied instead of
    averaged, so nothing is blurred.

    Formula:
        \min_{u,\, \varphi} \sum_{p} w_p\, \big\| \Psi_u(p) - \Psi_u(\varphi(p)) \big\|^2

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        radius: Of a patch, in pixels; its side is 2 radius + 1.
        seed: Draws the places that the search tries.
        search: Passes of the search before each vote.

    Yields:
        The picture after each vote at the finest level, coarser ones enlarged, same shape; known
        pixels stay as they are. Where no whole patch is left to copy, the result of `biharmonic`.

    Source:
        Y. Wexler, E. Shechtman and M. Irani, Space-Time Completion of Video, IEEE Trans. Pattern
        Anal. Mach. Intell. 29 (2007) 463-476; the search: C. Barnes, E. Shechtman, A. Finkelstein
        and D. B. Goldman, PatchMatch, ACM Trans. Graph. 28 (2009) 24; graininess: A. Newson, A.
        Almansa, M. Fradet, Y. Gousseau and P. Pérez, SIAM J. Imaging Sci. 7 (2014) 1993-2019.
    """
    hole = hole_of(mask)
    if not hole.any():
        yield Frame(image.copy(), 1.0)
    elif not whole_patches(hole, radius).any():
        yield from without_source(image, mask)
    else:
        for planes, _, progress in matched(image, hole, radius, seed, search):
            yield Frame(filled(image, hole, planes.astype(np.float64)), progress)


def matched(
    image: Image, hole: Hole, radius: int, seed: int, search: int = 1
) -> Iterator[tuple[Planes, NDArray[np.int32], float]]:
    """Yield picture (C, H, W), sources (H, W, 2) and progress; the last are the result's."""
    levels = _levels(image, hole, radius)
    channels, guess = image.shape[2], None
    for number, level in enumerate(reversed(levels)):
        field = level.begin(guess, radius, seed)
        begun = number / len(levels)
        for count in range(ROUNDS):
            before = level.planes
            field = level.search(field, radius, seed + 1 + count, search)
            level.vote(field, radius)
            change = np.abs(level.planes - before)[:channels, level.hole].mean()
            if level is levels[0]:
                yield level.planes[:channels], field.sources, begun + count / ROUNDS / len(levels)
            if change < SETTLED:
                break
        guess = field
    level.vote(field, 0)  # copies
    yield level.planes[:channels], field.sources, 1.0


@dataclass
class Matches:
    """Where the patches at a hole found their like."""

    sources: NDArray[np.int32]  # (H, W, 2), -1 where a patch has no part in the hole
    costs: NDArray[np.float64]  # (H, W)


@dataclass
class Level:
    """The picture at one size."""

    planes: Planes
    hole: Hole
    whole: Hole  # middles of patches that may be copied

    def begin(self, coarser: Matches | None, radius: int, seed: int) -> Matches:
        """Return sources to start from: the coarser level's, or at random."""
        targets = binary_dilation(self.hole, np.ones((2 * radius + 1,) * 2))
        sources = np.full((*self.hole.shape, 2), -1, np.int32)
        places = np.argwhere(self.whole)
        rows, columns = np.nonzero(targets)
        drawn = np.random.default_rng(seed).integers(len(places), size=len(rows))
        found = places[drawn]
        if coarser is not None:
            height, width = coarser.costs.shape
            above = np.minimum(rows // 2, height - 1), np.minimum(columns // 2, width - 1)
            grown = 2 * coarser.sources[above] + np.stack([rows % 2, columns % 2], axis=1)
            inside = (grown >= 0).all(1) & (grown < self.hole.shape).all(1)
            inside[inside] &= self.whole[tuple(grown[inside].T)]
            inside &= coarser.sources[above][:, 0] >= 0
            found = np.where(inside[:, None], grown, found)
        sources[rows, columns] = found
        matches = Matches(sources, np.zeros(self.hole.shape))
        if coarser is not None:
            self.vote(matches, radius)
        return matches

    def search(self, matches: Matches, radius: int, seed: int, passes: int) -> Matches:
        """Improve the sources in place."""
        from core.inpainting.patch_loops import improve

        targets = np.argwhere(matches.sources[..., 0] >= 0)
        for count in range(passes):
            state = (seed * 2_654_435_761 + 97 * count + 1) % 2**31 + 1
            improve(self.planes, targets, matches.sources, matches.costs, self.whole, radius, state)
        return matches

    def vote(self, matches: Matches, radius: int) -> None:
        """Put into the hole what the patches found; with a radius of 0 as copies."""
        from core.inpainting.patch_loops import vote

        targets = matches.sources[..., 0] >= 0
        usual = max(float(np.percentile(matches.costs[targets], 75)), 1e-8)
        weights = np.exp(-matches.costs / (2 * usual))
        weights = np.maximum(weights * TRUST ** -distance_transform_edt(self.hole), 1e-9)
        self.planes = vote(self.planes, self.hole, matches.sources, weights, radius)


def _levels(image: Image, hole: Hole, radius: int) -> list[Level]:
    """Return the picture at its own size and at halves of it, down to where the hole is shallow."""
    depth = distance_transform_edt(hole).max()
    planes = np.concatenate([planes_of(image), _grain(planes_of(image), hole)]).astype(np.float32)
    levels = [Level(planes, hole, whole_patches(hole, radius))]
    for _ in range(ceil(log2(max(depth / radius, 1)))):
        planes, hole = _halved(planes, hole)
        whole = whole_patches(hole, radius)
        if not whole.any():
            break
        levels.append(Level(planes, hole, whole))
    coarsest = levels[-1]
    picture, mask = np.moveaxis(coarsest.planes, 0, -1), coarsest.hole[..., None]
    start = final(exemplar(picture, mask=mask.astype(np.float32), radius=radius))
    coarsest.planes = np.ascontiguousarray(np.moveaxis(start, -1, 0))
    return levels


def _grain(planes: NDArray[np.float64], hole: Hole) -> NDArray[np.float64]:
    """Return the mean sizes of the differences down and right around each pixel, (2, H, W)."""
    result = []
    for axis in (1, 2):
        seen = np.zeros(hole.shape, bool)
        sizes = np.zeros(hole.shape)
        inner = (slice(None, -1), slice(None)) if axis == 1 else (slice(None), slice(None, -1))
        both = ~(hole | np.roll(hole, -1, axis - 1))[inner]
        seen[inner] = both
        sizes[inner] = np.abs(np.diff(planes, axis=axis)).mean(axis=0) * both
        mass = uniform_filter(seen.astype(np.float64), GRAIN_WINDOW)
        result.append(GRAIN * uniform_filter(sizes, GRAIN_WINDOW) / np.maximum(mass, 1e-3))
    return np.stack(result)


def _halved(planes: Planes, hole: Hole) -> tuple[Planes, Hole]:
    """Return means of two by two pixels; where one of them is missing, all are."""
    height, width = hole.shape
    odd = ((0, height % 2), (0, width % 2))
    planes, hole = np.pad(planes, ((0, 0), *odd), mode="edge"), np.pad(hole, odd, mode="edge")
    small = planes.reshape(len(planes), hole.shape[0] // 2, 2, hole.shape[1] // 2, 2)
    missing: Hole = hole.reshape(hole.shape[0] // 2, 2, hole.shape[1] // 2, 2).any(axis=(1, 3))  # type: ignore[assignment]
    return small.mean(axis=(2, 4), dtype=np.float32), missing
