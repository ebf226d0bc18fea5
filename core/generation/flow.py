"""Samples of the flow, as they come out of the noise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from core.generation import shelf
from core.generation.clothing import Clothing, columns_of, labels_of
from core.generation.sampling import Count, as_pictures, first_noise, sheet
from core.method import Frame, Range, Seed, Weights

Steps = Annotated[int, Range(1, 50)]
Guidance = Annotated[float, Range(0, 6, 0.1)]


def flow(
    *,
    clothing: Clothing = "each",
    count: Count = 40,
    seed: Seed = 0,
    steps: Steps = 12,
    guidance: Guidance = 1.0,
    weights: Weights = "",
) -> Iterator[Frame]:
    r"""Let noise flow into pictures along a field of velocities that a network has learned.

    It was shown points on straight lines from noise to pictures and learned which way they go.
    Few steps give a rough picture, more give a better one until nothing changes any more.

    Formula:
        \min_\theta\; \mathbb E\left\| v_\theta\left((1 - t) z + t x,\, t\right) - (x - z)
        \right\|^2, \qquad \frac{dx}{dt} = v_\theta(x, t)

    Args:
        clothing: What is made: each kind in turn, any by chance, or one alone.
        count: How many pictures.
        seed: Draws the noise of the first picture; the others have the next seeds.
        steps: Of the sampler (Heun's method); each asks the network twice, the last once.
        guidance: 1 follows the chosen kind; more exaggerates it, 0 forgets it.
        weights: Which trained network to use.

    Yields:
        The sheet after every step, pictures of 28 × 28 pixels, grey.

    Source:
        Y. Lipman, R. T. Q. Chen, H. Ben-Hamu, M. Nickel and M. Le, Flow Matching for Generative
        Modeling, ICLR 2023, arXiv:2210.02747; guidance: J. Ho and T. Salimans, Classifier-Free
        Diffusion Guidance, 2022, arXiv:2207.12598.
    """
    import torch

    model = shelf.flow(weights)
    noise = first_noise(model, count, seed)
    asked = model.asked(torch.from_numpy(labels_of(clothing, count, seed)))
    columns = columns_of(clothing, count)
    yield Frame(sheet(as_pictures(noise), columns), 0.0)
    with torch.inference_mode():
        looks = model.frames(noise, asked, steps=steps, guidance=guidance)
        for step, made in enumerate(looks, 1):
            yield Frame(sheet(as_pictures(made), columns), step / steps)
