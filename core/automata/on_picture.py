"""Automata that start from a picture: one grid for each of its channels."""

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import numpy as np

from core.automata.cyclic import cyclic_step
from core.automata.grid import Grid, asynchronous, evolve
from core.automata.life_like import life_step
from core.automata.notation import read_life
from core.automata.settings import Edge, Share, check_cost
from core.automata.starting import from_picture
from core.image import Image
from core.method import RARE, Frame, Range, Seed

RATE = 2e7  # cells per second
RULES = {  # the first four calm a picture down, the others stir it up
    "vote": "B5678/S45678",
    "anneal": "B4678/S35678",
    "day and night": "B3678/S34678",
    "coral": "B3/S45678",
    "life": "B3/S23",
    "highlife": "B36/S23",
    "maze": "B3/S12345",
    "replicator": "B1357/S1357",
}


def life_on_picture(
    image: Image,
    *,
    rule: Literal[
        "vote", "anneal", "day and night", "coral", "life", "highlife", "maze", "replicator"
    ] = "vote",
    threshold: Annotated[float, Range(0, 1, 0.01)] = 0.5,
    steps: Annotated[int, Range(0, 500)] = 20,
    border: Edge = "mirror",
    share: Share = 1.0,
    own_rule: Annotated[str, RARE] = "",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Turn a picture into live and dead cells, and let a relative of Life run on them.

    Each channel is a grid of its own, so a colour picture keeps eight colours. Vote and anneal
    round its shapes off, maze and coral grow over it, Life and replicator take it apart.

    Formula:
        x_0 = [\, y \ge \theta \,], \quad x' = \begin{cases} [n \in B] & x = 0 \\
        [n \in S] & x = 1 \end{cases}

    Args:
        image: Picture, (H, W, C).
        rule: Relative of Life, by the name it has among people.
        threshold: Brightness from which on a cell lives.
        steps: Generations.
        border: What lies beyond the border.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        own_rule: Rule as B3/S23, in place of the named one.
        seed: Draws which cells move.

    Yields:
        The cells, black or white in every channel, same shape.

    Source:
        G. Y. Vichniac, Cellular Automata Models of Disorder and Organization, in Disordered
        Systems and Biological Organization, Springer (1986) 3-20.
    """
    step = life_step(read_life(own_rule.strip() or RULES[rule]), border)
    yield from _watch_channels(image, step, 2, threshold, steps, share, seed)


def cyclic_on_picture(
    image: Image,
    *,
    states: Annotated[int, Range(3, 24)] = 10,
    threshold: Annotated[int, Range(1, 4)] = 1,
    steps: Annotated[int, Range(0, 500)] = 20,
    border: Edge = "mirror",
    share: Share = 1.0,
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Cut brightness into levels, and let every level be eaten by the next one.

    The picture's own contours become waves; where all levels meet, spirals start and slowly
    cover it. Each channel is a grid of its own.

    Formula:
        x' = (x + 1) \bmod c \text{ if } \#\{q \in N(p) : x_q = (x_p + 1) \bmod c\} \ge t,
        \quad x' = x \text{ otherwise}

    Args:
        image: Picture, (H, W, C).
        states: Levels of brightness.
        threshold: Of the four neighbours, how many in the next state it takes.
        steps: Generations.
        border: What lies beyond the border; what is dead there is black.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        seed: Draws which cells move.

    Yields:
        The levels as brightness, same shape.

    Source:
        R. Fisch, J. Gravner and D. Griffeath, Threshold-Range Scaling of Excitable Cellular
        Automata, Stat. Comput. 1 (1991) 23-39.
    """
    step = cyclic_step(states, threshold, border=border)
    yield from _watch_channels(image, step, states, 0.5, steps, share, seed)


def _watch_channels(
    image: Image,
    step: Callable[[Grid], Grid],
    states: int,
    threshold: float,
    steps: int,
    share: float,
    seed: int,
) -> Iterator[Frame]:
    check_cost(image.size, steps, RATE)
    channels = [image[..., number, None] for number in range(image.shape[2])]
    grids = [from_picture(channel, states, threshold) for channel in channels]
    rng = np.random.default_rng(seed)
    runs = [evolve(asynchronous(step, share, rng), grid) for grid in grids]
    for age in range(steps + 1):
        cells = np.stack([next(run) for run in runs], axis=-1)
        shown = (cells / (states - 1)).astype(np.float32)
        yield Frame(shown, age / steps if steps else 1.0)
