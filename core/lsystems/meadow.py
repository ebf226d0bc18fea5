"""A meadow: many plants by chance over a ground, the far ones small and pale."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated

import numpy as np

from core.lsystems.drawing import Fit, draw
from core.lsystems.grammar import LSystem
from core.lsystems.grow import Side
from core.lsystems.notation import parse
from core.lsystems.palettes import PALETTES, Palette
from core.lsystems.presets import PRESETS
from core.lsystems.rewrite import rewrite
from core.lsystems.strokes import Strokes, joined
from core.lsystems.turtle import Turtle
from core.method import Frame, Range, Seed

LOOKS = 5  # frames before the last
HORIZON = 0.46  # of the picture's height
SKY, GROUND = ("#cfe3ee", "#dcebf1", "#eaf2f3", "#f5f6ef"), ("#b9cb94", "#a3bd78", "#8cad60")
GARDEN = PALETTES["garden"].colours
PALETTE = Palette(SKY[0], (*GARDEN, *SKY, *GROUND))
TUFT = """axiom: TTTTTTT
T ->(2) ['(2)+(16)F_l(1,5)]; T ->(2) ['(3)-(10)F_l(1.2,-4)]; T ->(2) ['(3)+(3)F_l(1.1,-5)]
T ->(1) ['(4)-(20)F_l(0.8,-6)]; T ->(1) ['(4)+(26)F_l(0.9,7)]
F_l(l,a) : l > 0.3 -> F(l)+(a)F_l(l*0.8,a*1.3)"""
FLOWER = """axiom: '(2)!(2)S(7)
S(n) : n > 0 ->(2) F+(4)['(3)+(45)~(1.6)]S(n-1); S(n) : n > 0 ->(2) F-(4)['(3)-(45)~(1.6)]S(n-1)
S(n) : n <= 0 ->(2) '(5)B; S(n) : n <= 0 ->(1) '(6)B; S(n) : n <= 0 ->(1) '(7)B
B -> [~(1.5)]+(60)[~(1.5)]+(60)[~(1.5)]+(60)[~(1.5)]+(60)[~(1.5)]+(60)[~(1.5)]"""
SPECIES = {  # name: rules, order, width, height next to the viewer, of the picture's
    "tuft": (TUFT, 7, 1.2, 0.16),
    "flower": (FLOWER, 9, 1.0, 0.3),
    "tree": (PRESETS["random_tree"].rules, 13, 1.0, 0.85),
}
Count = Annotated[int, Range(0, 60)]


def meadow(
    *,
    trees: Annotated[int, Range(0, 20)] = 4,
    flowers: Count = 24,
    grass: Annotated[int, Range(0, 600, 20)] = 260,
    seed: Seed = 0,
    size: Side = 512,
) -> Iterator[Frame]:
    r"""Plant trees, flowers and grass by chance, no two alike, and look across them.

    Three systems with weighted rules give every plant another shape; plants further away are
    smaller and higher up, as seen by an eye above the ground.

    Formula:
        y = y_h \left( 1 - \frac{1}{z} \right), \quad h \propto \frac{1}{z}

    Args:
        trees: How many trees.
        flowers: How many flowers.
        grass: How many tufts of grass.
        seed: Draws places and shapes.
        size: Pixels along either side of the picture.

    Yields:
        The ground, and then more and more plants from the back to the front, (size, size, 3).

    Source:
        P. Prusinkiewicz and A. Lindenmayer, The Algorithmic Beauty of Plants, Springer (1990),
        sections 1.7 and 2.
    """
    fit = Fit(size, 0, 0, size, size)
    backdrop = _backdrop()
    for plants, progress in planted(trees=trees, flowers=flowers, grass=grass, seed=seed):
        image = draw(joined([backdrop, *plants]), palette=PALETTE, fit=fit)
        yield Frame(image, progress, {"plants": float(len(plants))})


def planted(
    *, trees: int, flowers: int, grass: int, seed: int
) -> Iterator[tuple[list[Strokes], float]]:
    """Yield the plants from the back to the front, and their share of all; settings as above."""
    rng = np.random.default_rng(seed)
    names = ["tree"] * trees + ["flower"] * flowers + ["tuft"] * grass
    far = 1 / rng.uniform(0.12, 1, len(names))  # distance, where 1 is at the lower edge
    parts: list[Strokes] = []
    order = np.argsort(-far, kind="stable")
    shown = {len(names) * part // LOOKS for part in range(LOOKS)} - {len(names)}
    for count, index in enumerate(order):
        if count in shown:
            yield parts, count / len(names)
        parts.append(_plant(names[index], far[index], rng))
    yield parts, 1.0


@cache
def _system(name: str) -> LSystem:
    return parse(SPECIES[name][0])


def _plant(name: str, far: float, rng: np.random.Generator) -> Strokes:
    """Grow one plant and set it on the ground at a distance."""
    _, order, width, height = SPECIES[name]
    modules = rewrite(_system(name), order, int(rng.integers(2**31)))
    strokes = Turtle(30, width * 1.6 / far).draw(modules).turned(rng.uniform(0, 360), 0)
    low, high = strokes.box()
    scale = height * rng.uniform(0.75, 1.1) / far / max(high[1] - low[1], 1e-9)
    place = (rng.uniform(-0.05, 1.05), HORIZON * (1 - 1 / far) - 0.02 - low[1] * scale, -far)
    return strokes.moved(np.diag([scale, scale, scale / 100]), place)


def _backdrop() -> Strokes:
    """Return sky and ground as bands across the picture, behind everything."""
    edges = [1.0, 0.85, 0.7, 0.58, HORIZON, 0.3, 0.14, -0.1]
    x = np.linspace(-0.1, 1.1, 60)
    polygons = []
    for index, edge in enumerate(edges[:-1]):
        wave = 0.012 * np.sin(5 * x + 2 * index) * (index >= len(SKY))
        top = np.stack(
            [x, edge + 0.1 * (index == 0) + wave, np.full(60, index / 100 - 9.5)], axis=1
        )
        polygons.append(np.concatenate([top, [(1.1, -0.1, -9.5), (-0.1, -0.1, -9.5)]]))
    none = np.zeros(0, np.int64)
    return Strokes(
        starts=np.zeros((0, 3)),
        ends=np.zeros((0, 3)),
        widths=np.zeros(0),
        colours=none,
        modules=none,
        corners=np.concatenate(polygons),
        first_corners=np.arange(len(polygons)) * 62,
        fills=len(GARDEN) + np.arange(len(polygons)),
    )
