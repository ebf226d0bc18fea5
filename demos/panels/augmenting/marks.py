"""Boxes and key points as lines of text, which a visitor can type and the page keeps."""

from collections.abc import Sequence
from math import isfinite

import numpy as np

from core.augmentation.targets import Targets
from core.sentence import InputError

BOX, POINT = 4, 2  # numbers in a line of each
MOST = 100  # lines
LONGEST = 40  # characters of a name


def read_marks(text: str) -> Targets:
    """Return the boxes and key points that a text lists.

    Args:
        text: In each line `name: left, top, right, bottom` or `name: x, y`, in pixels.

    Raises:
        InputError: A line reads otherwise, or there are too many.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise InputError(
            "There are {count} boxes and key points; at most {limit} are allowed.",
            count=len(lines),
            limit=MOST,
        )
    read = [_read(line) for line in lines]
    boxes = [(name, numbers) for name, numbers in read if len(numbers) == BOX]
    points = [numbers for _, numbers in read if len(numbers) == POINT]
    return Targets(
        np.array([numbers for _, numbers in boxes], np.float32).reshape(-1, BOX),
        tuple(name for name, _ in boxes),
        None,
        np.array(points, np.float32).reshape(-1, POINT),
    )


def write_mark(name: str, numbers: Sequence[float]) -> str:
    """Return the line of a box or of a key point."""
    return f"{name}: {', '.join(f'{number:g}' for number in numbers)}"


def _read(line: str) -> tuple[str, list[float]]:
    name, colon, rest = line.rpartition(":")
    try:
        numbers = [float(part) for part in rest.split(",")]
    except ValueError:
        numbers = []
    is_box = len(numbers) == BOX and numbers[0] < numbers[2] and numbers[1] < numbers[3]
    is_right = (is_box or len(numbers) == POINT) and all(map(isfinite, numbers))
    if not (colon and is_right):
        raise InputError(
            "A line reads “name: left, top, right, bottom” or “name: x, y”, got “{line}”.",
            line=line[:60],
        )
    return name.strip()[:LONGEST], numbers
