"""`python -m core.generation.race`: our models beside two well-known example scripts.

Each example is trained for as many seconds as stand on the card of our model of its kind. All
are measured against the 10,000 test pictures, by the features of our classifier; 10,000 real
training pictures tell how low a distance can be.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.classification.extractors import own_extractor
from core.data import read_known
from core.generation import shelf
from core.generation.clothing import labels_of
from core.generation.sampling import as_pictures, first_noise
from core.machine import machine
from core.metrics.generative import Figure, Seen, figures
from core.nn.cards import FOLDER, read_card, write_card

if TYPE_CHECKING:
    from core.generation.models.model import Model

COUNT, BATCH = 10_000, 250
MEASURED = "{name} against FashionMNIST's test part, {n:,} each"
OURS: dict[str, Callable[[], Model]] = {
    "flow_fashion": shelf.flow,
    "gan_fashion": shelf.gan,
    "vae_fashion": partial(shelf.vae, "vae_fashion"),
    "beta_vae_fashion": partial(shelf.vae, "beta_vae_fashion"),
}
EXAMPLES = {"example_dcgan": "gan_fashion", "example_vae": "vae_fashion"}  # beside: our model


def main(
    count: Annotated[int, typer.Option(help="Pictures on either side.")] = COUNT,
    seconds: Annotated[float, typer.Option(help="Of each example’s training.")] = 0,
    card: Annotated[bool, typer.Option(help="Write the figures on the weights' cards.")] = False,
) -> None:
    """Sample everything, compare it with the test set, and print a table."""
    console, extractor = Console(), own_extractor("classifier_fashion")
    console.print(machine())
    truth = extractor.see(read_known("fashion", "test").pictures[:count])
    table = Table("pictures of", *(name.name for name in _figures(truth, truth, 1)))
    known = read_known("fashion", "train").pictures
    chosen = np.random.default_rng(0).permutation(len(known))[:count]
    _add(table, "the training set", _figures(truth, extractor.see(known[chosen])))
    for name, model in OURS.items():
        found = _figures(truth, extractor.see(samples(model(), count)))
        _add(table, name, found)
        if card:
            _write(name, found)
    for name, ours in EXAMPLES.items():
        spent = seconds or read_card(ours, FOLDER).seconds
        made = example(name, known, spent, count)
        _add(table, f"{name}, {spent:.0f} s", _figures(truth, extractor.see(made)))
    console.print(table)


def samples(model: Model, count: int) -> NDArray[np.float32]:
    """Return samples, each class in turn, (count, 28, 28, 1) in [0, 1]."""
    import torch

    made = []
    with torch.inference_mode():
        for start in range(0, count, BATCH):
            size = min(BATCH, count - start)
            labels = torch.from_numpy(labels_of("each", size, 0))
            made.append(as_pictures(model.sample(first_noise(model, size, start), labels)))
    return np.concatenate(made)


def example(
    name: str, pictures: NDArray[np.uint8], seconds: float, count: int
) -> NDArray[np.float32]:
    """Train an example, and return its samples, (count, 28, 28, 1) in [0, 1]."""
    import torch

    from core.generation import examples

    bytes_ = torch.from_numpy(pictures.copy()).movedim(3, 1)
    sample = getattr(examples, name)(bytes_, seconds)
    with torch.inference_mode():
        made = torch.cat([sample(BATCH) for _ in range(-(-count // BATCH))])[:count]
    return np.ascontiguousarray(made.movedim(1, 3).numpy())


def _figures(truth: Seen, made: Seen, resamples: int = 200) -> list[Figure]:
    return list(figures(truth, made, "classifier", resamples=resamples))


def _add(table: Table, name: str, found: list[Figure]) -> None:
    cells = (f"{f.value:.3f}  ({f.low:.3f} to {f.high:.3f})" for f in found)
    table.add_row(name, *cells)


def _write(name: str, found: list[Figure]) -> None:
    told: dict[str, Any] = {MEASURED.format(name=f.name, n=f.n): round(f.value, 4) for f in found}
    write_card(read_card(name, FOLDER).model_copy(update={"figures": told}), FOLDER)


if __name__ == "__main__":
    typer.run(main)
