"""Emoji as small pictures with the words of their names, for learning one from the other.

The files are named by code point, as those of Noto Emoji are: emoji_u1f408.png is a cat.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from core.data.emoji_groups import group_of
from core.data.emoji_names import name_of, words_of
from core.data.fitting import to_bytes, to_side
from core.sentence import InputError


@dataclass(frozen=True, eq=False)
class Emoji:
    """Pictures, what each shows, and which are variants of one another."""

    pictures: NDArray[np.uint8]  # (N, side, side, 3), on white
    names: tuple[str, ...]  # as said: "cat face with tears of joy"
    words: tuple[tuple[str, ...], ...]  # of the names, without plurals, in order
    groups: NDArray[np.int64]  # (N,), alike for variants in skin tone and gender
    files: tuple[str, ...]  # names of the files

    def __len__(self) -> int:
        """Return the number of pictures."""
        return len(self.names)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """All words, in the order of the alphabet."""
        return tuple(sorted({word for words in self.words for word in words}))

    def take(self, places: Iterable[int]) -> "Emoji":
        """Return some of them, in the order asked for."""
        chosen = np.fromiter(places, np.int64)
        return Emoji(
            self.pictures[chosen],
            tuple(self.names[place] for place in chosen),
            tuple(self.words[place] for place in chosen),
            self.groups[chosen],
            tuple(self.files[place] for place in chosen),
        )

    def one_each(self) -> "Emoji":
        """Return the plainest variant of each group: the one of the shortest code."""
        order = sorted(range(len(self)), key=lambda place: (len(self.files[place]), place))
        plainest = {int(self.groups[place]): place for place in reversed(order)}
        return self.take(sorted(plainest.values()))


def read_emoji(folder: Path, side: int) -> Emoji:
    """Read a folder of emoji, shrunk to a square side and laid over white.

    Emoji without a name, and files named otherwise, are left out.

    Raises:
        InputError: There are none.
    """
    codes = {path.name: _points(path.name) for path in sorted(folder.glob("emoji_u*.png"))}
    named = {file: name for file, points in codes.items() if (name := name_of(points))}
    if not named:
        raise InputError("There are no emoji in the folder {folder}.", folder=folder)
    whole = [_over_white(folder / file) for file in named]
    pictures = np.concatenate([to_bytes(to_side(picture[None], side)) for picture in whole])
    groups = _numbered([group_of(codes[file]) for file in named], [p.tobytes() for p in whole])
    words = tuple(words_of(name) for name in named.values())
    return Emoji(pictures, tuple(named.values()), words, groups, tuple(named))


def split(emoji: Emoji, *, seed: int = 0, share: float = 0.1) -> tuple[Emoji, Emoji]:
    """Hold some groups back whose names are new to who learned the others, but not their words.

    A group is held back with all its variants, and only if every word of every variant's name
    stands in a name that is learned from, and none of these names is.

    Args:
        emoji: All of them.
        seed: Of the choice.
        share: Of the groups to hold back; fewer where there are no more.

    Returns:
        Those to learn from, and those held back.
    """
    members = [np.flatnonzero(emoji.groups == group) for group in np.unique(emoji.groups)]
    said = [{word for place in places for word in emoji.words[place]} for places in members]
    names = [{emoji.words[place] for place in places} for places in members]
    with_word = Counter(word for words in said for word in words)
    with_name = Counter(name for several in names for name in several)
    held: list[int] = []
    for number in np.random.default_rng(seed).permutation(len(members)):
        if len(held) >= round(share * len(members)):
            break
        others_say = all(with_word[word] > 1 for word in said[number])
        if others_say and all(with_name[name] == 1 for name in names[number]):
            with_word.subtract(said[number])
            held.append(int(number))
    is_held = np.isin(emoji.groups, np.unique(emoji.groups)[held])
    return emoji.take(np.flatnonzero(~is_held)), emoji.take(np.flatnonzero(is_held))


def _points(file: str) -> tuple[int, ...]:
    codes = re.fullmatch(r"emoji_u([0-9a-f]{2,6}(?:_[0-9a-f]{2,6})*)\.png", file)
    return tuple(int(code, 16) for code in codes[1].split("_")) if codes else ()


def _over_white(path: Path) -> NDArray[np.uint8]:
    """Return a picture (S, S, 3) whose transparent parts are white."""
    with Pillow.open(path) as file:
        pixels = file.convert("RGBA")
    white = Pillow.new("RGBA", pixels.size, "white")
    return np.asarray(Pillow.alpha_composite(white, pixels).convert("RGB"))


def _numbered(keys: Sequence[tuple[int, ...]], pixels: Sequence[bytes]) -> NDArray[np.int64]:
    """Number groups by their keys; groups that share a picture, pixel for pixel, are one."""
    leader: dict[object, object] = {}

    def first(key: object) -> object:
        while key in leader:
            key = leader[key]
        return key

    for key, picture in zip(keys, pixels, strict=True):
        if (one := first(key)) != (other := first(picture)):
            leader[other] = one
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(first(key), len(numbers)) for key in keys])
