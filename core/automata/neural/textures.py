"""Neural textures: every cell the same rule, and together they weave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from core.automata.neural.cells import GREY
from core.automata.neural.run import Layers, Organism
from core.automata.settings import check_cost
from core.automata.tasks import TEXTURES
from core.method import RARE, Frame, Range, Seed, Weights

RATE = 1e6  # cells per second


def neural_texture(
    *,
    texture: Literal["scales"] = "scales",
    size: Annotated[int, Range(32, 512, 8)] = 96,
    steps: Annotated[int, Range(0, 3000)] = 200,
    every: Annotated[int, Range(1, 1000), RARE] = 2,
    seed: Seed = 0,
    weights: Weights = "",
) -> Iterator[Frame]:
    r"""Let a texture weave itself on a torus, so that it can be laid side by side.

    No cell knows where it is, and all begin alike; which of them fire first decides where each
    piece comes to lie. The rule has learned how patches of the pattern are spread, not where.

    Formula:
        L = \frac{1}{3} \sum_{k = 0}^{2} \operatorname{mean}_d\, \frac{W_2^2(P_d\, u_k,\,
        P_d\, v_k)}{\operatorname{var} P_d\, v_k}

    Args:
        texture: What is woven.
        size: Cells along a side of the torus.
        steps: Steps; there is a pattern after about 100, and it goes on settling.
        every: Steps from one frame to the next.
        seed: Draws which half of the cells follow the rule in each step.
        weights: Which trained rules to use.

    Yields:
        The cells in their colours, one pixel a cell.

    Source:
        E. Niklasson, A. Mordvintsev, E. Randazzo and M. Levin, Self-Organising Textures,
        Distill (2021), doi 10.23915/distill.00027.003; with the sliced Wasserstein distance of
        patches in the place of a network's features.
    """
    check_cost(size**2, steps, RATE)
    from core.nn.weights import load

    layers = Layers.of(load(TEXTURES[texture], weights))  # type: ignore[arg-type]
    woven = Organism(layers, size, seed)
    for age in range(steps + 1):
        if age:
            woven.step()
        if age % every == 0 or age == steps:
            yield Frame((woven.state[..., :3] + GREY).clip(0, 1), age / steps if steps else 1.0)
