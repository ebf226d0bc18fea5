from core.nn.cards import Card, Measured
from demos.panels.width_curve import width_curve
from tests.test_benchmark_cards import FACTS


def card(name, psnr):
    figure = Measured(
        data="set12", damage="masking(share=0.3)", method="denoising.autoencoder", psnr=psnr,
        damaged_psnr=10.7, beside={"median 3 × 3": 15.0, "median 5 × 5": 19.0},
        machine="here", date="2026-01-01",
    )  # fmt: skip
    return Card(**FACTS | {"name": name, "measured": [figure]})


def test_a_family_of_widths_is_drawn_with_the_better_median():
    drawn = width_curve([card("a_2", 20.0), card("a_8", 23.0), card("plain", 30.0)], "en")
    assert ">masking(share=0.3)<" in drawn and ">best median<" in drawn
    assert ">2<" in drawn and ">8<" in drawn


def test_a_single_network_makes_no_curve():
    assert width_curve([card("a_2", 20.0), card("plain", 30.0)], "en") == ""
