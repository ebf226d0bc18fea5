"""Training of the rank rule by counting: python -m core.automata.learning.rank_training FOLDER."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.automata.rank_rule import (
    CHOICES,
    RankRule,
    ranked,
    row_counts,
    row_numbers,
    surroundings,
)
from core.image import read_image
from core.metrics import luma

DENSITIES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)
PICTURES = 60
ENOUGH = 30  # cells that a row must have been seen at; rarer ones ask the nearest row
SUFFIXES = (".png", ".jpg", ".jpeg")


def train(pictures: Sequence[Path], *, seed: int = 0) -> RankRule:
    """Return the table with the least squared error on damaged pictures.

    One generation is judged, so the best entry of a row is the rank whose summed error is least:
    no search is needed.

    Args:
        pictures: Clean photographs; their brightness is used.
        seed: Draws the noise.
    """
    errors, seen = np.zeros((len(row_counts()), CHOICES)), np.zeros(len(row_counts()), np.int64)
    for number, path in enumerate(pictures):
        clean = luma(read_image(path).image)[..., 0]
        for rows, squared in _judged(clean, [seed, number]):
            order = np.argsort(rows, kind="stable")
            found, first, count = np.unique(rows[order], return_index=True, return_counts=True)
            errors[found] += np.add.reduceat(squared[order], first, axis=0, dtype=np.float64)
            seen[found] += count
    made = {
        "made": "python -m core.automata.learning.rank_training FOLDER",
        "pictures": len(pictures),
        "densities": DENSITIES,
        "seed": seed,
        "rows_seen": int((seen >= ENOUGH).sum()),
    }
    return RankRule(_decided(errors, seen), made)


def _judged(
    clean: NDArray[np.float32], seed: list[int]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Yield rows and squared errors of all choices, (N,) and (N, CHOICES), for each density."""
    rng = np.random.default_rng(seed)
    for density in DENSITIES:
        chance = rng.random(clean.shape)
        damaged = np.where(chance < density / 2, 0, np.where(chance < density, 1, clean))
        noisy, values = surroundings(damaged.astype(np.float32))
        truth = np.where(damaged[noisy] >= 1, 1 - clean[noisy], clean[noisy])
        yield row_numbers(values), np.square(ranked(values) - truth[:, None])


def _decided(errors: NDArray[np.float64], seen: NDArray[np.int64]) -> NDArray[np.uint8]:
    from scipy.spatial import cKDTree

    known = np.flatnonzero(seen >= ENOUGH)
    counts = row_counts()
    _, nearest = cKDTree(counts[known]).query(counts, p=1)
    return errors.argmin(axis=1).astype(np.uint8)[known[nearest]]


def main(folder: str) -> None:
    """Train on the first pictures of a folder and write the table that comes along."""
    paths = sorted(p for p in Path(folder).iterdir() if p.suffix.lower() in SUFFIXES)[:PICTURES]
    rule = train(paths)
    rule.write()
    print(f"{rule.made['rows_seen']} of {len(rule.entries)} rows seen, {len(paths)} pictures")


if __name__ == "__main__":
    main(*sys.argv[1:])
