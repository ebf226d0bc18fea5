import re

import pytest

from core.figures import label, sheet
from core.nn.explaining.diagram import draw_network
from core.nn.explaining.filters import draw_filters
from core.nn.explaining.maps import draw_maps
from core.nn.explaining.noise import draw_noise
from core.nn.explaining.reach import draw_reach
from core.sentence import Sentence
from demos.panels.figures import explanation_to_html
from demos.words import say
from tests.nn.explaining.networks import case, small_unet, told

LAYER = Sentence("{whole}, {part}", {"whole": Sentence("encoder"), "part": Sentence("convolution")})
FINDING = Sentence(
    "At row {row}, column {column}, in {layer}: the {shown} of {count} maps that vary most",
    {"row": 1, "column": 2, "layer": LAYER, "count": 9, "shown": 8},
)


def test_a_sentence_inside_a_sentence_is_translated_too():
    assert say(FINDING, "zh-CN") == "第 1 行第 2 列，编码器，卷积：9 幅特征图中变化最大的 8 幅"
    assert say(FINDING, "en") == str(FINDING)


def test_labels_with_gaps_follow_the_language():
    figure, (axis,) = sheet(1, 1, FINDING, size=(3, 3))
    label(axis.set_title(""), Sentence("{whole}, turn {number}", {"whole": LAYER, "number": 4}))
    assert "encoder, convolution, turn 4" in explanation_to_html(figure, "en")
    chinese = explanation_to_html(figure, "zh-CN")
    assert "编码器，卷积，第 4 轮" in chinese and "turn" not in chinese


def test_a_narrow_figure_is_not_blown_up():
    figure, _ = sheet(1, 1, FINDING, size=(3, 3))
    assert 'style="max-width: 315px"' in explanation_to_html(figure, "en")


@pytest.mark.parametrize(
    "draw", [lambda at: draw_maps(at, ""), draw_reach, draw_noise, draw_filters, draw_network]
)
def test_a_view_of_a_network_is_all_in_chinese(draw):
    at = case(small_unet(), told)
    html = explanation_to_html(draw(at), "zh-CN")
    said = re.sub(r"<(metadata|style).*?</\1>|<[^>]*>|ReLU", "", html, flags=re.DOTALL)
    assert not re.findall("[a-zA-Z]+", said)
