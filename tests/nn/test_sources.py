from pathlib import Path

import pytest

from core.nn.sources import Source, read_source
from core.sentence import InputError


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("a/photos", Source(Path("a/photos")), "photos"),
        ("a/photos=0.25", Source(Path("a/photos"), 0.25), "photos=0.25"),
        ("a/photos@2", Source(Path("a/photos"), None, 2), "photos@2"),
        ("a/photos@2=.125", Source(Path("a/photos"), 0.125, 2), "photos@2=0.125"),
        ("me@home/x", Source(Path("me@home/x")), "x"),
    ],
)
def test_the_notation_tells_folder_weight_and_shrinking(text, source, name):
    assert read_source(text) == source
    assert source.name == name


@pytest.mark.parametrize("text", ["photos=0", "", "photos=0.0"])
def test_a_weight_of_nought_is_refused(text):
    with pytest.raises(InputError, match="data must be FOLDER"):
        read_source(text)
