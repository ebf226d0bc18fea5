"""Folders of pictures to train on, how often each is drawn from, and how much it is shrunk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from core.sentence import InputError

NOTATION = re.compile(r"(?P<folder>.+?)(@(?P<shrink>[1-9]))?(=(?P<weight>\d*\.?\d+))?")


@dataclass(frozen=True)
class Source:
    """One folder, as `FOLDER`, `FOLDER=WEIGHT`, `FOLDER@SHRINK` or `FOLDER@SHRINK=WEIGHT`."""

    folder: Path
    weight: float | None = None  # of all draws, beside the other folders; else by its pictures
    shrink: int = 1  # times that its pictures are shrunk, which sharpens blurred colours

    @property
    def name(self) -> str:
        """The folder's last part, with what a card must tell of how it was used."""
        shrunk = "" if self.shrink == 1 else f"@{self.shrink}"
        return self.folder.name + shrunk + ("" if self.weight is None else f"={self.weight:g}")


def read_source(text: str | Path) -> Source:
    """Read the notation of a source.

    Raises:
        InputError: A weight is nought, or the notation is another.
    """
    found = NOTATION.fullmatch(str(text))
    if found is None or (found["weight"] and float(found["weight"]) == 0):
        raise InputError(
            "data must be FOLDER, FOLDER=WEIGHT, FOLDER@SHRINK or FOLDER@SHRINK=WEIGHT, the weight "
            "above 0 and the shrinking from 1 to 9, got {value}.",
            value=str(text),
        )
    weight = None if found["weight"] is None else float(found["weight"])
    return Source(Path(found["folder"]), weight, int(found["shrink"] or 1))
