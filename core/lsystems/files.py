"""Drawings, strings and systems as text files, and systems back out of them."""

import re
from collections.abc import Mapping
from typing import Any

from core.lsystems.meadow import PALETTE, planted
from core.lsystems.notation import parse
from core.lsystems.palettes import PALETTES
from core.lsystems.specimen import specimen
from core.lsystems.strokes import joined
from core.lsystems.svg import to_svg
from core.sentence import InputError

Settings = Mapping[str, Any]  # all of a method's, checked
MOST = 1_000_000  # symbols or lines that a file may hold
HEAD = re.compile(r"\A\s*/\* angle=(\d+(?:\.\d+)?) order=(\d+) \*/\s*")


def svg_file(method: str, settings: Settings) -> str:
    """Return what a method draws as SVG for a plotter; of a meadow, the plants without the ground.

    Args:
        method: Its id.
        settings: All of its settings, checked.

    Raises:
        InputError: There are too many lines, or none.
    """
    if method == "meadow":
        *_, (parts, _) = planted(**{k: v for k, v in settings.items() if k != "size"})
        if not parts:
            raise InputError("Nothing grows on this meadow.")
        strokes, palette = joined(parts), PALETTE
    else:
        chosen = specimen(method, settings)
        strokes, palette = chosen.strokes(), PALETTES[chosen.palette]
    _check_length(len(strokes) + len(strokes.fills))
    return to_svg(strokes, palette=palette)


def string_file(method: str, settings: Settings) -> str:
    """Return the whole string of a method's single system.

    Raises:
        InputError: It has too many symbols, or the method draws many systems.
    """
    string = specimen(method, settings).string()
    _check_length(len(string))
    return f"{string}\n"


def notation_file(method: str, settings: Settings) -> str:
    """Return a method's single system as text; a comment above it holds angle and order.

    Raises:
        InputError: The method draws many systems.
    """
    chosen = specimen(method, settings)
    return f"/* angle={chosen.turtle.angle:g} order={chosen.order} */\n{chosen.system}\n"


def read_notation(text: str) -> tuple[str, dict[str, float]]:
    """Return the rules of a text file, and what its first comment says of angle and order.

    Raises:
        InputError: The text is no L-system; the sentence names line and column of the file.
    """
    parse(text)
    head = HEAD.match(text)
    if head is None:
        return text.strip(), {}
    return text[head.end() :].strip(), {"angle": float(head[1]), "order": int(head[2])}


def _check_length(count: int) -> None:
    if count > MOST:
        raise InputError(
            "A file holds at most {limit} symbols or lines: choose a lower order.", limit=MOST
        )
