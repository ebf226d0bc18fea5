"""The generation page's own cells, without a browser."""

from time import sleep

import numpy as np
import pytest

from core.generation.looking import Neighbours
from core.generation.samples import Samples
from core.metrics.generative import LEAST, Seen, figures
from core.sentence import InputError
from demos.panels.generating import data
from demos.panels.generating.map import COUNT, REACH, place_of
from demos.panels.generating.measured import REAL, Row, measured_html
from demos.panels.generating.tiles import Looked, near_html, summary, tiles_html

STEP = 2 * REACH / (COUNT - 1)


def test_the_middle_of_a_tile_of_the_map_is_its_own_code():
    assert place_of(14, 14) == (-REACH, REACH)
    assert place_of(14 + 30, 14 + 30) == pytest.approx((-REACH + STEP, REACH - STEP), abs=0.05)
    assert place_of(10_000, 10_000) == (REACH, -REACH)


def test_without_fashion_mnist_the_sentence_names_the_button(monkeypatch):
    monkeypatch.setattr(data, "is_here", lambda name: False)
    with pytest.raises(InputError, match="31 MB"):
        data.check_here()


def test_whoever_stops_a_download_ends_it(monkeypatch):
    told = []

    def endless(name, part, report):
        while True:
            report(len(told) / 1000)
            told.append(1)
            sleep(0.01)

    monkeypatch.setattr(data, "read_known", endless)
    monkeypatch.setattr(data, "is_here", lambda name: False)
    work = data.fashion("train", "zh-CN")
    assert "下载" in next(work)
    work.close()  # would wait for ever if the download went on
    assert told


def test_too_few_pictures_are_refused_in_the_table():
    rng = np.random.default_rng(0)
    seen = [Seen(rng.normal(size=(LEAST - 1, 4)), np.full((LEAST - 1, 10), 0.1)) for _ in "ab"]
    html = measured_html([Row(REAL, "toy", 0, tuple(figures(*seen, "classifier")))], "en")
    assert html.count("—</td>") == 5 and f"below {LEAST} pictures" in html


def test_a_pressed_sample_stands_beside_what_was_learned():
    samples = Samples(np.zeros((2, 28, 28, 1), np.float32), np.array([9, -1]))
    near = Neighbours(
        np.zeros((2, 3, 28, 28, 1), np.uint8),
        np.array([[1, 2, 3], [40, 50, 60]], np.float32),
        (("Bag", "Coat", "Coat"), ("Dress", "Dress", "Shirt")),
    )
    looked = Looked("", "gan", {}, samples, neighbours=near)
    assert "短靴" in tiles_html(looked, 1, "zh-CN")
    assert "连衣裙" in near_html(looked, 1, "zh-CN") and "60.0" in near_html(looked, 1, "zh-CN")
    assert "20.5" in summary(looked, "en")  # the median of 1 and 40
