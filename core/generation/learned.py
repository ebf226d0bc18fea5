"""The emoji that words_emoji learned from, on one sheet, so that memory can be told from invention.

`python -m core.generation.learned FOLDER` makes sheet and list again from the pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from core.data.emoji import Emoji, read_emoji, split
from core.data.emoji_names import words_of
from core.sentence import InputError

SHEET = Path(__file__).resolve().parents[2] / "assets" / "emoji" / "learned.webp"
SIDE = 32  # pixels, as the network makes them
COLUMNS = 64


@dataclass(frozen=True, eq=False)
class Learned:
    """Pictures that were learned from, with the names they were learned by."""

    pictures: NDArray[np.uint8]  # (N, 32, 32, 3)
    names: tuple[str, ...]
    words: tuple[frozenset[str], ...]  # of each name

    def alike(self, text: str, count: int) -> list[int]:
        """Return the places of the names that share most of their words with a text.

        Args:
            text: As a visitor types it.
            count: How many at most; those without a common word are left out.
        """
        said = frozenset(words_of(text))
        shares = [len(said & words) / len(said | words) for words in self.words]
        order = sorted(range(len(shares)), key=lambda place: (-shares[place], place))
        return [place for place in order[:count] if shares[place] > 0]

    def knows(self, text: str) -> bool:
        """Return whether the very words of a text are a name that was learned."""
        return frozenset(words_of(text)) in self.words


@lru_cache(maxsize=1)
def learned() -> Learned:
    """Read sheet and list.

    Raises:
        InputError: One of them is missing.
    """
    try:
        with Pillow.open(SHEET) as file:
            sheet = np.asarray(file.convert("RGB"))
        names = SHEET.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    except OSError:
        raise InputError(
            "The sheet of learned emoji, {name}, is missing.", name=SHEET.name
        ) from None
    rows = len(sheet) // SIDE
    tiles = sheet.reshape(rows, SIDE, COLUMNS, SIDE, 3).swapaxes(1, 2)
    words = tuple(frozenset(words_of(name)) for name in names)
    return Learned(tiles.reshape(-1, SIDE, SIDE, 3)[: len(names)], tuple(names), words)


def write(emoji: Emoji, path: Path = SHEET) -> None:
    """Write the sheet, without loss, and beside it the names, line by line."""
    rows = -(-len(emoji) // COLUMNS)
    tiles = np.full((rows * COLUMNS, SIDE, SIDE, 3), 255, np.uint8)
    tiles[: len(emoji)] = emoji.pictures
    sheet = tiles.reshape(rows, COLUMNS, SIDE, SIDE, 3).swapaxes(1, 2)
    whole = Pillow.fromarray(sheet.reshape(rows * SIDE, COLUMNS * SIDE, 3))
    whole.save(path, lossless=True, quality=100, method=6)
    path.with_suffix(".txt").write_text("\n".join(emoji.names) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Make sheet and list from a folder of emoji."""
    (folder,) = arguments
    emoji, _ = split(read_emoji(Path(folder), SIDE))
    write(emoji)
    print(f"{len(emoji)} emoji, {SHEET.stat().st_size / 2**20:.2f} MB: {SHEET}")


if __name__ == "__main__":
    main(sys.argv[1:])
