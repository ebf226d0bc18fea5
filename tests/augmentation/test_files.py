"""Label files as people have them: read, left alone, or refused by line."""

import numpy as np
import pytest

from core.augmentation.files import read_targets
from core.sentence import InputError


def beside(tmp_path, content):
    (tmp_path / "bird.txt").write_bytes(content)
    return read_targets(tmp_path / "bird.png", 100, 200)


@pytest.mark.parametrize(
    "line",
    ["0 nan .5 .1 .1", "0 inf .5 .1 .1", "0 .5 .5 -.1 .1", "0 .5 .5 0 .1", "0 50 60 10 10"],
)
def test_what_is_no_share_is_refused_by_line(tmp_path, line):
    with pytest.raises(InputError, match="line 2"):
        beside(tmp_path, f"0 .5 .5 .1 .1\n{line}\n".encode())


@pytest.mark.parametrize("line", ["0 .5 .5 .1 .1 .93", "0 .1 .1 .2 .1 .2 .2"])
def test_polygons_and_confidences_are_named(tmp_path, line):
    with pytest.raises(InputError, match="polygons"):
        beside(tmp_path, line.encode())


@pytest.mark.parametrize("text", ["", "A cat on a mat\n", "a photograph of 2 cats, 1 dog"])
def test_a_caption_is_left_alone(tmp_path, text):
    assert not len(beside(tmp_path, text.encode()).boxes)


def test_another_encoding_is_said(tmp_path):
    with pytest.raises(InputError, match="UTF-8"):
        beside(tmp_path, "caf\u00e9 .5 .5 .1 .1".encode("latin-1"))


def test_a_byte_order_mark_is_passed_over(tmp_path):
    targets = beside(tmp_path, "\ufeff0 .5 .5 .1 .2".encode())
    np.testing.assert_allclose(targets.boxes, [[90, 40, 110, 60]], atol=1e-4)
    assert targets.classes == ("0",)
