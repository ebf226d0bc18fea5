import pytest
from PIL import Image as Pillow

from core.data.emoji import read_emoji, split
from core.data.emoji_groups import group_of
from core.data.emoji_names import name_of, words_of
from core.sentence import InputError


@pytest.fixture
def folder(tmp_path):
    """Hearts, apples, circles and hands as discs of their own colours, 24 × 24."""
    codes = ["2764", "1f499", "1f49a", "1f34e", "1f34f", "1f534", "1f535", "1f7e2", "1f44b"]
    codes += [f"1f44b_1f3f{tone}" for tone in "bcdef"] + ["fe82b"]
    for number, code in enumerate(codes):
        picture = Pillow.new("RGBA", (24, 24), (0, 0, 0, 0))
        picture.paste((10 * number, 99, 200, 255), (6, 6, 18, 18))
        picture.save(tmp_path / f"emoji_u{code}.png")
    return tmp_path


@pytest.mark.parametrize(
    ("points", "name"),
    [
        ([0x1F602], "face with tears of joy"),
        ([0x2764, 0xFE0F], "red heart"),
        ([0x1F469, 0x1F3FD, 0x200D, 0x1F33E], "woman farmer medium skin tone"),
        ([0x26F9, 0x1F3FF, 0x200D, 0x2640], "woman with ball dark skin tone"),
        ([0x1F408, 0x200D, 0x2B1B], "black cat"),
        ([0x37, 0xFE0F, 0x20E3], "digit seven keycap"),
        ([0x1F1EB, 0x1F1F7], "flag fr"),
        ([0x1F3F4, 0xE0067, 0xE0062, 0xE0073, 0xE0063, 0xE0074, 0xE007F], "flag gbsct"),
        ([0x1FAE8], "shaking face"),
        ([0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F466], "family man woman boy"),
        ([0xFE82B], ""),
    ],
)
def test_code_points_say_what_is_seen(points, name):
    assert name_of(points) == name


def test_words_are_the_same_however_they_are_typed():
    assert words_of("Red Hearts!") == words_of("red heart") == ("red", "heart")
    assert words_of("boxes, cherries; a bus & glasses") == ("box", "cherry", "a", "bus", "glasses")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([0x1F44B], [0x1F44B, 0x1F3FD]),
        ([0x1F468, 0x200D, 0x1F680], [0x1F9D1, 0x1F3FB, 0x200D, 0x1F680]),
        ([0x1F3C3], [0x1F3C3, 0x1F3FE, 0x200D, 0x2640, 0xFE0F, 0x200D, 0x27A1, 0xFE0F]),
        ([0x1F46D], [0x1F469, 0x1F3FF, 0x200D, 0x1F91D, 0x200D, 0x1F468, 0x1F3FB]),
        ([0x1F91D], [0x1FAF1, 0x1F3FB, 0x200D, 0x1FAF2, 0x1F3FF]),
        ([0x1F934], [0x1F478, 0x1F3FC]),
    ],
)
def test_variants_in_skin_tone_and_gender_are_one_emoji(one, other):
    assert group_of(one) == group_of(other) != group_of([0x1F408])


def test_a_folder_becomes_pictures_on_white_with_names(folder):
    emoji = read_emoji(folder, 16)
    assert emoji.pictures.shape == (14, 16, 16, 3) and len(emoji) == 14  # one has no name
    heart = emoji.names.index("red heart")
    assert emoji.pictures[heart, 0, 0].tolist() == [255, 255, 255]
    assert emoji.pictures[heart, 8, 8].tolist() == [0, 99, 200]
    assert len(emoji.one_each()) == 9 and "waving hand sign" in emoji.one_each().names


def test_pictures_alike_in_every_pixel_are_one_emoji(folder):
    (folder / "emoji_u1f408.png").write_bytes((folder / "emoji_u1f34e.png").read_bytes())
    emoji = read_emoji(folder, 16)
    assert emoji.groups[emoji.names.index("cat")] == emoji.groups[emoji.names.index("red apple")]


def test_names_held_back_are_new_but_their_words_are_not(folder):
    emoji = read_emoji(folder, 16)
    for seed in range(5):
        train, held = split(emoji, seed=seed, share=0.4)
        assert len(held) > 0 and len(train) + len(held) == len(emoji)
        assert not set(train.groups) & set(held.groups)
        assert not set(train.words) & set(held.words)
        assert set(held.vocabulary) <= set(train.vocabulary)


def test_a_folder_without_emoji_is_refused(tmp_path):
    with pytest.raises(InputError, match="no emoji in the folder"):
        read_emoji(tmp_path, 16)
