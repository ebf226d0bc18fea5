"""A drawing from rules, order by order."""

from collections.abc import Iterator
from typing import Annotated

from core.lsystems.palettes import PaletteName
from core.lsystems.specimen import of_rules
from core.method import LINES, RARE, Frame, Range, Seed

Angle = Annotated[float, Range(0, 180, 0.1)]
Order = Annotated[int, Range(0, 60)]
Side = Annotated[int, Range(64, 2048, 64), RARE]
Width = Annotated[float, Range(0.2, 20, 0.1)]
Turn = Annotated[float, Range(-180, 180, 5), RARE]


def grow(
    *,
    rules: Annotated[str, LINES] = "F = F[+F]F[-F]F",
    angle: Angle = 25.7,
    order: Order = 5,
    seed: Seed = 0,
    width: Width = 1.0,
    palette: PaletteName = "ink",
    bend: Annotated[float, Range(-1, 1, 0.01), RARE] = 0.0,
    turn: Turn = 0.0,
    tilt: Annotated[float, Range(-90, 90, 5), RARE] = 0.0,
    size: Side = 512,
) -> Iterator[Frame]:
    r"""Rewrite a string by rules, all symbols at once, and let a turtle draw what it says.

    F draws a step, f moves without drawing, + and - turn, [ remembers the place and ] comes back
    to it; whatever has no meaning for the turtle may still have one for the rules.

    Formula:
        w_{n+1} = h(w_n), \quad h(a_1 a_2 \cdots a_k) = h(a_1)\, h(a_2) \cdots h(a_k)

    Args:
        rules: The L-system in ABOP's notation, statements apart by a new line or a semicolon.
        angle: What + and - turn by, in degrees, unless they say otherwise themselves.
        order: How many times the string is rewritten.
        seed: Draws among rules with weights.
        width: Of the lines, in 1/500 of the picture's side; ! makes them a multiple of it.
        palette: Background, and the colours that ' goes through.
        bend: How strongly branches bend down, or up where negative, after each step.
        turn: How far the viewer walks round the plant, in degrees.
        tilt: How far the viewer looks down on it, in degrees.
        size: Pixels along either side of the picture.

    Yields:
        The drawing of every order, (size, size, 3), as large as fits; the last is the result.

    Source:
        P. Prusinkiewicz and A. Lindenmayer, The Algorithmic Beauty of Plants, Springer (1990),
        chapter 1.
    """
    chosen = of_rules(
        rules=rules, angle=angle, order=order, seed=seed, width=width, palette=palette,
        bend=bend, turn=turn, tilt=tilt, size=size,
    )  # fmt: skip
    yield from chosen.frames()
