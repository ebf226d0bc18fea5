"""Neural automata: a picture grows from one cell, stays, and heals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import numpy as np

from core.automata.neural.run import Layers, Organism
from core.automata.neural.target import Target
from core.automata.neural.wounds import Wound, read_wounds
from core.automata.settings import check_cost
from core.automata.tasks import GROWING
from core.image import Image
from core.method import RARE, Frame, Range, Seed, Weights

RATE = 5e6  # cells per second, most of them empty


def neural(
    *,
    target: Literal["lizard", "butterfly", "fish", "ladybird", "mushroom", "sunflower"] = "lizard",
    size: Annotated[int, Range(40, 512, 8)] = 64,
    steps: Annotated[int, Range(0, 10000)] = 200,
    wounds: str = "",
    since: Annotated[int, Range(0, 10000), RARE] = 0,
    every: Annotated[int, Range(1, 1000), RARE] = 2,
    seed: Seed = 0,
    weights: Weights = "",
) -> Iterator[Frame]:
    r"""Grow a picture from one cell by a rule that a small network has learned.

    Every cell knows only itself and the slopes around it, and no cell knows where it is. In
    training, grids were wounded again and again, so what grew heals: erase a part and watch.

    Formula:
        x' = x + m \odot W_2 \max(0, W_1 (x,\; S_r * x,\; S_c * x) + b), \quad
        m \sim \text{Bernoulli}(\tfrac{1}{2})

    Args:
        target: What grows.
        size: Cells along a side.
        steps: Steps; it has grown after about 100.
        wounds: Discs to erase, as step: row column radius, several parted by semicolons.
        since: Step from which on frames are shown.
        every: Steps from one frame to the next.
        seed: Draws which half of the cells follow the rule in each step.
        weights: Which trained rules to use.

    Yields:
        The cells in their colours on white, one pixel a cell.

    Source:
        A. Mordvintsev, E. Randazzo, E. Niklasson and M. Levin, Growing Neural Cellular
        Automata, Distill (2020), doi 10.23915/distill.00023.
    """
    planned = read_wounds(wounds)
    check_cost(size**2, steps, RATE)
    from core.nn.weights import load

    task = GROWING[target]
    layers = Layers.of(load(task, weights))  # type: ignore[arg-type]
    yield from grow(
        Organism(layers, size, seed),
        steps=steps,
        since=since,
        every=every,
        wounds=planned,
        target=task.target(task.patch),
    )


def grow(
    organism: Organism,
    *,
    steps: int,
    since: int = 0,
    every: int,
    wounds: list[Wound],
    target: Target | None = None,
) -> Iterator[Frame]:
    """Yield an organism now and then, and whenever it has been wounded.

    Args:
        organism: Is grown where it stands.
        steps: Steps to go.
        since: Step of the first frame.
        every: Steps between frames.
        wounds: Those of later steps than the last have no effect.
        target: What it should become, if known, for the score.
    """
    for age in range(steps + 1):
        if age:
            organism.step()
        due = [wound for wound in wounds if wound.step == age]
        for wound in due:
            organism.erase(wound)
        if age == steps or (age >= since and (due or age % every == 0)):
            progress = age / steps if steps else 1.0
            yield Frame(on_white(organism), progress, _measure(organism, target))


def on_white(organism: Organism) -> Image:
    """Return what is seen of the cells before white, (H, W, 3) in [0, 1]."""
    seen = organism.state[..., :4]
    alpha = seen[..., 3:].clip(0, 1)
    return (seen[..., :3] + 1 - alpha).clip(0, 1)


def error(organism: Organism, target: Target) -> float:
    """Return the mean square error of colours and alpha over the target's square."""
    side = len(target)
    top = organism.size // 2 - side // 2
    seen = organism.state[top : top + side, top : top + side, :4]
    return float(np.square(seen - target).mean())


def _measure(organism: Organism, target: Target | None) -> dict[str, float]:
    living = float(organism.living().sum())
    if target is None:
        return {"living cells": living}
    return {"likeness": -10 * np.log10(error(organism, target)), "living cells": living}
