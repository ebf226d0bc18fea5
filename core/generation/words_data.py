"""The words that words_emoji knows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.data.emoji_names import words_of
from core.sentence import InputError

if TYPE_CHECKING:
    from torch import Tensor

WORDS = Path(__file__).resolve().parents[2] / "assets" / "emoji" / "words.txt"


@cache
def vocabulary() -> tuple[str, ...]:
    """Return all words of the names of emoji, in the order of their numbers."""
    return tuple(WORDS.read_text(encoding="utf-8").split())


def tokens_of_text(text: str) -> tuple[Tensor, list[str]]:
    """Return a text's tokens (1, LONGEST), and the words of it that are not known.

    Raises:
        InputError: No word is known.
    """
    said = words_of(text)
    unknown = [word for word in said if word not in vocabulary()]
    if len(unknown) == len(said):
        raise InputError(
            "None of these words stands in an emoji’s name; try words such as red heart, cat "
            "face, or crescent moon."
        )
    from core.generation.models.words import tokens_of

    return tokens_of([said], vocabulary()), unknown
