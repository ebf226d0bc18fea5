"""Wounds as a recipe writes them: when, where, and how large."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.sentence import InputError

MOST = 200
ONE = re.compile(r"(\d{1,6})\s*:\s*(\d{1,4})[\s,]+(\d{1,4})[\s,]+(\d{1,4})")


@dataclass(frozen=True)
class Wound:
    """A disc that is emptied after a step."""

    step: int
    row: int
    column: int
    radius: int

    def __str__(self) -> str:
        """Return it as recipes write it."""
        return f"{self.step}: {self.row} {self.column} {self.radius}"


def read_wounds(text: str) -> list[Wound]:
    """Read wounds such as "100: 20 32 8; 150: 5 5 4", step: row column radius.

    Raises:
        InputError: It cannot be read, or there are too many.
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > MOST:
        raise InputError("At most {limit} wounds are allowed, got {count}.",
                         limit=MOST, count=len(parts))  # fmt: skip
    return [_read(part) for part in parts]


def _read(part: str) -> Wound:
    found = ONE.fullmatch(part)
    if found is None:
        raise InputError(
            "A wound must be written as step: row column radius, such as 100: 20 32 8, got "
            "{value}.",
            value=repr(part)[:60],
        )
    return Wound(*map(int, found.groups()))


def disc(size: int, wound: Wound) -> NDArray[np.bool_]:
    """Return the cells of a wound, (size, size)."""
    rows, columns = np.ogrid[:size, :size]
    return (rows - wound.row) ** 2 + (columns - wound.column) ** 2 <= wound.radius**2
