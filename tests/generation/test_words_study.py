import numpy as np
import pytest

from core.data.emoji import Emoji
from core.generation.words_study import features, hits, nearest_names


def test_the_own_emoji_is_always_right_and_chance_is_one_in_ten():
    truth = np.random.default_rng(0).normal(size=(60, 5))
    assert hits(truth, truth).mean() == 1
    strange = np.random.default_rng(1).normal(size=(60, 5))
    assert hits(strange, truth).mean() == pytest.approx(0.1, abs=0.06)


def test_features_see_colours_and_edges():
    pictures = np.ones((3, 32, 32, 3))
    pictures[0, 8:24, 8:24] = (1, 0, 0)
    pictures[1, 8:24, 8:24] = (0, 0, 1)
    pictures[2, 9:25, 8:24] = (1, 0, 0)
    seen = features(pictures)
    distances = np.square(seen[0] - seen[1:]).sum(1)
    assert distances[1] < distances[0]


def test_the_nearest_name_shares_most_words():
    def emoji(*names):
        words = tuple(tuple(name.split()) for name in names)
        blank = np.zeros((len(names), 2, 2, 3), np.uint8)
        return Emoji(blank, names, words, np.arange(len(names)), names)

    known = emoji("cat face", "red heart", "blue heart")
    assert nearest_names(emoji("red cat face", "dark blue heart"), known).tolist() == [0, 2]
