"""The emoji that were learned from, on one sheet."""

import numpy as np

from core.data.emoji import Emoji
from core.data.emoji_names import words_of
from core.generation import learned as module
from core.generation.learned import Learned, learned, write
from core.generation.words_data import vocabulary

NAMES = ("red heart", "blue heart", "cat face with tears of joy", "cat")


def test_the_sheet_holds_every_picture_without_loss(tmp_path, monkeypatch):
    pictures = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 3), np.uint8)
    words = tuple(words_of(name) for name in NAMES)
    write(Emoji(pictures, NAMES, words, np.arange(4), NAMES), tmp_path / "few.webp")
    monkeypatch.setattr(module, "SHEET", tmp_path / "few.webp")
    found = learned.__wrapped__()
    assert found.names == NAMES
    np.testing.assert_array_equal(found.pictures, pictures)


def test_names_are_alike_by_the_words_they_share():
    words = tuple(frozenset(words_of(name)) for name in NAMES)
    known = Learned(np.empty((4, 32, 32, 3), np.uint8), NAMES, words)
    assert known.alike("Red Cats", 9) == [3, 0, 2]  # cat is half of it, red a third
    assert known.knows("Red hearts") and not known.knows("red cat")


def test_every_learned_name_is_made_of_words_that_the_network_knows():
    known = learned()
    assert len(known.pictures) == len(known.names) > 1000
    assert frozenset().union(*known.words) <= set(vocabulary())
