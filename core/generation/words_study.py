"""`python -m core.generation.words_study FOLDER`: can words be drawn that it never saw together?

For every emoji whose name was held back in training, pictures are drawn from its words. A
drawing is right if its features are nearer to those of its own emoji than to those of nine
others held back; chance is 10 %. Beside it, what handing out the training picture with the
nearest name would reach.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.data.emoji import Emoji, read_emoji, split
from core.generation import shelf
from core.generation.sampling import as_pictures, first_noise
from core.generation.words_data import vocabulary
from core.machine import machine
from core.nn.cards import FOLDER, read_card, write_card

SIDE = 32  # pixels
OTHERS = 9
DRAWS = 20  # sets of others for each drawing
RESAMPLES = 1000
OURS, BASELINE = "Right among ten, %", "Nearest name’s picture right, %"  # on the card
OF = "emoji whose names were held back"
Values = NDArray[np.float64]


def main(
    folder: Annotated[Path, typer.Argument(help="Of emoji, such as Noto’s.")],
    samples: Annotated[int, typer.Option(help="Drawings of each name.")] = 4,
    guidance: Annotated[float, typer.Option(help="As the method has it.")] = 3.0,
    steps: Annotated[int, typer.Option(help="As the method has them.")] = 16,
    card: Annotated[bool, typer.Option(help="Write the figures on the card.")] = False,
) -> None:
    """Measure and print both."""
    known, held = split(read_emoji(folder, SIDE))
    held = held.one_each()
    truth = features(held.pictures / 255)
    drawn = draw(held, samples, guidance, steps)
    ours = np.stack([hits(features(part), truth) for part in drawn])
    baseline = hits(features(known.pictures[nearest_names(held, known)] / 255), truth)
    table = Table("drawn by", "right, %", "95 % interval", "names")
    rows = {"words_emoji": ours.mean(0), "the training picture with the nearest name": baseline}
    for name, shares in rows.items():
        low, high = _interval(shares)
        table.add_row(
            name, f"{100 * shares.mean():.1f}", f"{low:.1f} to {high:.1f}", str(len(held))
        )
    low, high = _interval(ours.mean(0) - baseline)
    table.add_row(
        "difference", f"{100 * (ours.mean() - baseline.mean()):.1f}", f"{low:.1f} to {high:.1f}", ""
    )
    console = Console()
    console.print(machine(), table)
    if card:
        shares = zip((OURS, BASELINE), rows.values(), strict=True)
        told = {f"{name}: {OF}": round(100 * share.mean(), 1) for name, share in shares}
        write_card(read_card("words_emoji", FOLDER).model_copy(update={"figures": told}), FOLDER)


def draw(emoji: Emoji, samples: int, guidance: float, steps: int) -> list[Values]:
    """Draw every name several times.

    Returns:
        A set of drawings for each sample, (N, 32, 32, 3) in [0, 1].
    """
    import torch

    from core.generation.models.words import tokens_of

    model = shelf.words()
    made = []
    with torch.inference_mode():
        asked = model.encoder(tokens_of(emoji.words, vocabulary()))
        for sample in range(samples):
            noise = first_noise(model, len(emoji), 1000 * sample)
            parts = zip(noise.split(32), asked.split(32), strict=True)
            ends = []
            for part, told in parts:
                *_, last = model.frames(part, told, steps=steps, guidance=guidance)
                ends.append(as_pictures(last))
            made.append(np.concatenate(ends).astype(np.float64))
    return made


def features(pictures: NDArray[np.floating]) -> Values:
    """Return where which colours and which edges are, (N, D), rows of length 1 in both halves.

    No network: one that had learned from emoji could know those held back. Colours are means
    of squares of 4 × 4 pixels, edges are histograms of oriented gradients.

    Args:
        pictures: (N, H, W, 3) in [0, 1].
    """
    from skimage.feature import hog
    from skimage.measure import block_reduce

    colours = np.stack([1 - block_reduce(p, (4, 4, 1), np.mean).ravel() for p in pictures])
    edges = np.stack(
        [hog(p, pixels_per_cell=(4, 4), cells_per_block=(2, 2), channel_axis=2) for p in pictures]
    )
    return np.hstack([_unit(colours), _unit(edges)])


def _unit(rows: Values) -> Values:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def hits(drawn: Values, truth: Values, seed: int = 0) -> Values:
    """Return how often each drawing is nearer to its own emoji than to nine others, (N,).

    Args:
        drawn: Features of the drawings, (N, D).
        truth: Features of the emoji that they should be, (N, D).
        seed: Draws the others, several times for each.
    """
    rng, count = np.random.default_rng(seed), len(truth)
    distances = np.square(drawn[:, None] - truth[None]).sum(2)
    shares = np.empty(count)
    for row, own in enumerate(distances.diagonal()):
        rivals = np.delete(distances[row], row)
        least = [rng.choice(rivals, OTHERS, replace=False).min() for _ in range(DRAWS)]
        shares[row] = np.mean(own < np.array(least))
    return shares


def nearest_names(asked: Emoji, known: Emoji) -> NDArray[np.int64]:
    """Return for each name the known one that shares most of its words, by Jaccard's index."""
    sets = [set(words) for words in known.words]
    best = []
    for words in map(set, asked.words):
        scores = [len(words & other) / len(words | other) for other in sets]
        best.append(int(np.argmax(scores)))
    return np.array(best)


def _interval(values: Values) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean, in per cent."""
    rng = np.random.default_rng(0)
    means = [rng.choice(values, len(values)).mean() for _ in range(RESAMPLES)]
    low, high = np.percentile(means, [2.5, 97.5])
    return 100 * low, 100 * high


if __name__ == "__main__":
    typer.run(main)
