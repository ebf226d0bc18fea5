"""`python -m core.generation.race`: our models, and beside two well-known example scripts.

The first table measures the weights that came along. The second trains our GAN and VAE anew
and two examples, all for the same time on one core each, two at once. All are compared with
the 10,000 test pictures, by the features of our classifier; 10,000 real training pictures
tell how low a distance can be.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.classification.extractors import own_extractor
from core.data import read_known
from core.generation import shelf
from core.generation.clothing import labels_of
from core.generation.measuring import real_pictures
from core.generation.sampling import as_pictures, first_noise
from core.generation.trainings import NAMED
from core.jobs import each
from core.machine import machine
from core.metrics.generative import Figure, Seen, figures
from core.nn.cards import FOLDER, read_card, read_weights, write_card
from core.nn.own_training import Order

if TYPE_CHECKING:
    from core.generation.models.model import Model

COUNT, BATCH = 10_000, 250
SHEET, TRIES = 64, 7  # samples that are timed together, and how often
MEASURED = "{name}: samples and FashionMNIST's test part, {n:,} each"
OURS: dict[str, Callable[[], Model]] = {
    "flow_fashion": shelf.flow,
    "gan_fashion": shelf.gan,
    "vae_fashion": partial(shelf.vae, "vae_fashion"),
    "beta_vae_fashion": partial(shelf.vae, "beta_vae_fashion"),
    "vae_map_fashion": partial(shelf.vae, "vae_map_fashion"),
}
RACERS = ("gan_fashion", "example_dcgan", "vae_fashion", "example_vae")


def main(
    count: Annotated[int, typer.Option(help="Pictures on either side.")] = COUNT,
    seconds: Annotated[float, typer.Option(help="Of each training; 0 leaves the race out.")] = 400,
    card: Annotated[bool, typer.Option(help="Write the figures on the weights' cards.")] = False,
) -> None:
    """Measure everything and print both tables."""
    console, extractor = Console(), own_extractor("classifier_fashion")
    console.print(machine())
    truth = extractor.see(read_known("fashion", "test").pictures[:count])
    known = real_pictures(read_known("fashion", "train"), count)
    floor = _figures(truth, extractor.see(known))
    table = Table("pictures of", *(figure.name for figure in floor), f"{SHEET} samples, ms")
    _add(table, "the training set", floor)
    for name, load in OURS.items():
        model = load()
        found = _figures(truth, extractor.see(samples(model, count)))
        _add(table, name, found, f"{1000 * seconds_of(model):.0f}")
        if card:
            _write(name, found)
    console.print(table)
    if seconds:
        table = Table(f"trained for {seconds:.0f} s", *(figure.name for figure in floor))
        entries = [(name, seconds, count) for name in RACERS]
        for outcome in each(trained, entries, jobs=2, ordered=True):
            _add(table, outcome.item[0], _figures(truth, extractor.see(outcome.get())))
        console.print(table)


def trained(entry: tuple[str, float, int]) -> NDArray[np.float32]:
    """Train one racer on one core, and return its samples, (count, 28, 28, 1) in [0, 1].

    Args:
        entry: Name, seconds of training, and how many samples.
    """
    import torch

    torch.set_num_threads(1)
    name, seconds, count = entry
    if name not in NAMED:
        return example(name, read_known("fashion", "train").pictures, seconds, count)
    with TemporaryDirectory() as folder:
        order = Order(steps=10**9, minutes=seconds / 60, out=Path(folder))
        NAMED[name].train(order, lambda standing: None)
        model = NAMED[name].build()
        model.load_state_dict(read_weights(name, Path(folder)))
    return samples(model.eval(), count)


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


def seconds_of(model: Model) -> float:
    """Return the median of the seconds that a sheet of samples takes."""
    samples(model, SHEET)
    taken = []
    for _ in range(TRIES):
        start = perf_counter()
        samples(model, SHEET)
        taken.append(perf_counter() - start)
    return float(np.median(taken))


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


def _add(table: Table, name: str, found: list[Figure], *further: str) -> None:
    cells = (f"{f.value:.3f}  ({f.low:.3f} to {f.high:.3f})" for f in found)
    table.add_row(name, *cells, *further)


def _write(name: str, found: list[Figure]) -> None:
    told = {MEASURED.format(name=f.name, n=f.n): round(f.value, 4) for f in found}
    write_card(read_card(name, FOLDER).model_copy(update={"figures": told}), FOLDER)


if __name__ == "__main__":
    typer.run(main)
