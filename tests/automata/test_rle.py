import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from core.automata.patterns import LARGER_PATTERNS, LIFE_PATTERNS, WIREWORLD_PATTERNS
from core.automata.rle import Pattern, read_rle, write_rle
from core.sentence import InputError

SHAPES = array_shapes(min_dims=2, max_dims=2, max_side=40)
LINES = st.text("abcXYZ 019.$!", max_size=20).map(str.strip)


@given(SHAPES.flatmap(lambda s: arrays(np.uint8, s, elements=st.integers(0, 255))), LINES, LINES)
def test_a_pattern_survives_writing_and_reading(cells, name, comment):
    read = read_rle(write_rle(Pattern(cells, "B2/S/C9", name, (comment,))))
    np.testing.assert_array_equal(read.cells, cells)
    assert (read.rule, read.name, read.comments) == ("B2/S/C9", name, (comment,))


@given(SHAPES.flatmap(lambda shape: arrays(np.uint8, shape, elements=st.integers(0, 1))))
def test_text_of_two_states_is_plain_and_no_line_is_longer_than_70(cells):
    head, *lines = write_rle(Pattern(cells)).splitlines()
    assert set("".join(lines)) <= set("bo$!0123456789")
    assert max(map(len, lines)) <= 70 and head.endswith("rule = B3/S23")


def test_states_have_the_letters_that_golly_gives_them():
    text = "x = 8, y = 1, rule = X\n.ABXpApXqAyO!"
    assert read_rle(text).cells.tolist() == [[0, 1, 2, 24, 25, 48, 49, 255]]


def test_header_comments_and_bounded_grids_are_read_as_golly_writes_them():
    text = "#N Glider\n#O R. Guy\n#C small\nx=3,y=3,rule=B3/S23:T9,9\nbob$2bo$\n3o! not this"
    pattern = read_rle(text)
    assert pattern.cells.tolist() == [[0, 1, 0], [0, 0, 1], [1, 1, 1]]
    assert (pattern.name, pattern.rule, pattern.comments) == ("Glider", "B3/S23", ("small",))
    assert pattern.bounds == "T9,9" and "rule = B3/S23:T9,9" in write_rle(pattern)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffx = 3, y = 3\nbob$2bo$3o!",
        "  #N Glider\n  x = 3, y = 3\n  bob$2bo$3o!",
        "x = 3, y = 3\nbob$2bo$3o",
        "x = 2, y = 2\nbob$2bo$3o!",
        "x = 0, y = 0\nbob$2bo$3o!",
        "bob$2bo$3o!",
    ],
)
def test_what_golly_opens_is_opened(text):
    pattern = read_rle(text)
    assert pattern.cells.tolist() == [[0, 1, 0], [0, 0, 1], [1, 1, 1]]
    assert pattern.rule == "B3/S23"


def test_a_rule_in_a_comment_line_counts():
    assert read_rle("#r 23/36\nbob$2bo$3o!").rule == "23/36"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("hello", "line 1, column 1"),
        ("#C x\n\nx = 3, y = three", "line 3, column 1"),
        ("x = 3, y = 1\nbo?!", "line 2, column 3"),
        ("x = 3, y = 1\nyX!", "line 2, column 1"),
        ("", "line 1, column 1"),
    ],
)
def test_a_mistake_is_told_with_its_place(text, place):
    with pytest.raises(InputError, match=place):
        read_rle(text)


def test_a_pattern_larger_than_allowed_is_refused():
    with pytest.raises(InputError, match="5000 × 3"):
        read_rle("x = 5000, y = 3\n!")
    with pytest.raises(InputError, match="4097"):
        read_rle("x = 1, y = 1\n4097o!")


@given(st.text("bo$!AXpy.0123456789 \n#x=,", max_size=60))
def test_any_other_text_is_read_or_refused_in_one_sentence(text):
    try:
        read_rle("x = 9, y = 9\n" + text)
    except InputError as error:
        assert "line" in str(error) or "along a side" in str(error)


@pytest.mark.parametrize("patterns", [LIFE_PATTERNS, LARGER_PATTERNS, WIREWORLD_PATTERNS])
def test_every_named_pattern_can_be_written(patterns):
    for pattern in patterns.values():
        np.testing.assert_array_equal(read_rle(write_rle(pattern)).cells, pattern.cells)
