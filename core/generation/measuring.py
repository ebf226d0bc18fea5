"""Samples by the thousand and real pictures beside them, as measuring wants them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from core.data import Collection
from core.generation import shelf
from core.generation.clothing import GARMENTS
from core.generation.sampling import as_pictures
from core.metrics.frechet import frechet_distance
from core.metrics.generative import Extractor, Seen
from core.metrics.kernel_distance import kernel_distance

if TYPE_CHECKING:
    from core.generation.models.model import Model

Measured = Literal["gan", "vae", "beta_vae", "flow"]
MEASURED: tuple[Measured, ...] = get_args(Measured)
BATCH = 50  # samples made at a time, and pictures looked at
COUNTS = (125, 250, 500, 1000, 2000, 4000)  # at which the bias is told
DRAWS = 5  # pairs of sets at each


def network_of(model: Measured) -> Model:
    """Return one of the trained models that are measured.

    Raises:
        InputError: Its weights are missing or altered.
    """
    if model == "gan":
        return shelf.gan()
    return shelf.flow() if model == "flow" else shelf.vae(f"{model}_fashion")


def drawn_samples(network: Model, count: int, seed: int = 0) -> Iterator[NDArray[np.uint8]]:
    """Yield samples, some at a time, (B, 28, 28, 1): each kind has its turn.

    Args:
        network: A trained model that knows the kinds of clothing.
        count: How many in all.
        seed: Draws the noise.
    """
    import torch

    generator = torch.Generator().manual_seed(seed)
    for start in range(0, count, BATCH):
        labels = torch.arange(start, min(start + BATCH, count)) % len(GARMENTS)
        with torch.inference_mode():
            made = network.sample(network.noise(len(labels), generator), labels)
        yield np.rint(255 * as_pictures(made)).astype(np.uint8)


def real_pictures(collection: Collection, count: int, seed: int = 0) -> NDArray[np.uint8]:
    """Return that many pictures of a collection, drawn at random, all of them at most."""
    chosen = np.random.default_rng(seed).permutation(len(collection))[:count]
    return collection.pictures[chosen]


def seen_by(extractor: Extractor, pictures: NDArray[Any]) -> Iterator[Seen]:
    """Yield what an extractor sees, some pictures at a time; see together()."""
    for start in range(0, len(pictures), BATCH):
        yield extractor.see(pictures[start : start + BATCH])


def together(parts: Sequence[Seen]) -> Seen:
    """Return what was seen in parts as one."""
    return Seen(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.probabilities for part in parts]),
    )


def bias(seen: NDArray[np.float64], seed: int = 0) -> Iterator[tuple[int, float, float]]:
    """Yield how far two sets of real pictures seem apart, for more and more pictures.

    Both sets are drawn from the same pictures without one in common, so the truth is 0.

    Args:
        seen: Features of real pictures, (N, D), N at least twice the largest of COUNTS.
        seed: Draws the sets.

    Yields:
        Pictures in each set, mean Fréchet distance and mean kernel distance of some pairs.
    """
    rng = np.random.default_rng(seed)
    for count in COUNTS:
        orders = [rng.permutation(len(seen))[: 2 * count] for _ in range(DRAWS)]
        pairs = [(seen[order[:count]], seen[order[count:]]) for order in orders]
        frechet = float(np.mean([frechet_distance(a, b) for a, b in pairs]))
        yield count, frechet, float(np.mean([kernel_distance(a, b) for a, b in pairs]))
