"""Samples of a model that was trained on this machine, in the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from core.generation import keeping, shelf
from core.generation.flow import Guidance, Steps
from core.generation.sampling import Count, as_pictures, columns_of, first_noise, sheet
from core.method import Frame, Range, Seed


def trained(
    *,
    model: str = "",
    kind: Annotated[int, Range(-1, 99)] = -1,
    count: Count = 40,
    seed: Seed = 0,
    steps: Steps = 12,
    guidance: Guidance = 1.0,
) -> Iterator[Frame]:
    r"""Make pictures with a model that you have trained yourself.

    It is one that was trained below, on this machine, and stands in the recipe by the first
    digits of its hash: whoever has the same file gets the same pictures.

    Formula:
        x = G_\theta(z, y), \qquad z \sim \mathcal N(0, I)

    Args:
        model: The first 16 hexadecimal digits of the weights' SHA-256; nothing for the GAN
            that came along.
        kind: Which class, counted from 0 and beyond the last one from 0 again; -1 for each in
            turn. Only for a model that knows classes.
        count: How many pictures.
        seed: Draws the noise of the first picture; the others have the next seeds.
        steps: Of the sampler, where it is a flow.
        guidance: How strongly a flow follows the class; 1 is what it learned.

    Yields:
        The sheet, of a flow after every step.

    Source:
        I. Goodfellow et al., arXiv:1406.2661, 2014; D. P. Kingma and M. Welling,
        arXiv:1312.6114, 2014; Y. Lipman et al., arXiv:2210.02747, 2023.
    """
    network = keeping.open_trained(model) if model else shelf.gan()
    import torch

    from core.generation.models.flow import Flow

    classes = network.shape.classes
    labels, columns = _labels(kind, count, classes)
    device = next(network.parameters()).device
    noise, wanted = first_noise(network, count, seed).to(device), torch.from_numpy(labels)
    with torch.inference_mode():
        if not isinstance(network, Flow):
            yield Frame(sheet(as_pictures(network.sample(noise, wanted.to(device))), columns), 1.0)
            return
        asked = network.asked(wanted.to(device))
        looks = network.frames(noise, asked, steps=steps, guidance=guidance)
        for step, made in enumerate(looks, 1):
            yield Frame(sheet(as_pictures(made), columns), step / steps)


def _labels(kind: int, count: int, classes: int) -> tuple[NDArray[np.int64], int]:
    """Return the label of each sample, and how many stand in a row; 0 for a square."""
    if kind >= 0 or not classes:
        return np.full(count, kind % classes if classes else -1), 0
    columns = columns_of(classes)
    return np.arange(count) % classes, columns if columns <= count else 0
