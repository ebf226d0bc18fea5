import pytest

from core.method import Method
from core.nn import cards
from core.nn.pins import shipped
from demos.panels.cards import trained
from tests.test_benchmark_cards import FACTS

FIGURE = cards.Measured(
    data="set12",
    damage="degradation.gaussian_noise(sigma=25)",
    method="denoising.unet",
    psnr=30.5,
    ssim=0.87,
    damaged_psnr=20.33,
    beside={"denoising.bm3d": 29.93, "package": 1.0},
    machine="here",
    date="2026-01-01",
)


def learned(image):
    """Stand for a learned method."""


@pytest.fixture
def method(tmp_path, monkeypatch):
    monkeypatch.setattr(cards, "FOLDER", tmp_path)
    cards.write_card(cards.Card(**FACTS | {"measured": [FIGURE]}), tmp_path)
    return Method("Learned", learned, weights=shipped("tiny", "missing"))


def test_training_and_figures_are_told(method):
    said = trained([method], "en")
    facts = (">tiny<", ">pictures<", ">gaussian_noise(sigma=25)<", ">20.33<", ">30.50<")
    assert all(fact in said for fact in facts)


def test_methods_beside_stand_with_their_titles_the_best_first(method):
    assert ">BM3D 29.93 · package 1.00<" in trained([method], "en")


def test_the_tables_are_told_in_chinese_too(method):
    assert "网络" in trained([method], "zh-CN")


def test_figures_of_one_kind_stand_side_by_side_and_without_psnr(tmp_path, monkeypatch):
    monkeypatch.setattr(cards, "FOLDER", tmp_path)
    for name, figures in (("one", {"Recall: a set": 0.25}), ("two", {"Precision: a set": 0.5})):
        facts = FACTS | {"name": name, "measured": [], "figures": figures}
        cards.write_card(cards.Card(**facts), tmp_path)
    method = Method("Learned", learned, weights=shipped("one", "two"))
    said = trained([method, method], "en")
    assert said.count('data-key="one"') == 2  # how it was trained, and its figure
    assert all(part in said for part in (">Recall<", ">0.25<", ">–<", "Measured on: a set."))
    assert "PSNR" not in said


def test_methods_without_weights_have_no_table():
    assert trained([Method("Plain", learned)], "en") == ""
