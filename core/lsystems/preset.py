"""A drawing from the collection of known systems."""

from collections.abc import Iterator
from typing import Annotated

from core.lsystems.grow import Side
from core.lsystems.presets import PRESETS, PresetName
from core.lsystems.specimen import of_preset
from core.method import Frame, Range, Seed, Titles

TITLES = Titles({name: known.title for name, known in PRESETS.items()})


def preset(
    *,
    name: Annotated[PresetName, TITLES] = "bush",
    order: Annotated[int, Range(0, 60)] = 0,
    seed: Seed = 0,
    size: Side = 512,
) -> Iterator[Frame]:
    r"""Grow a system from the literature, drawn as it is there.

    Curves that fill the plane, tilings that never repeat, and the plants and trees of The
    Algorithmic Beauty of Plants, each with its source.

    Formula:
        A \to BCD, \quad B \to [+B[-B]-B]\,C[-B]\,B

    Args:
        name: Which system.
        order: How many times the string is rewritten; 0 takes as many as the source.
        seed: Draws among rules with weights.
        size: Pixels along either side of the picture.

    Yields:
        The drawing of every order, (size, size, 3), as large as fits; the last is the result.

    Source:
        P. Prusinkiewicz and A. Lindenmayer, The Algorithmic Beauty of Plants, Springer (1990),
        and what each system's own entry names.
    """
    yield from of_preset(name=name, order=order, seed=seed, size=size).frames()
