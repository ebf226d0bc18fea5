from pathlib import Path

from core.benchmark import UNTOUCHED, Plan, Row, Score
from core.benchmark_cards import record
from core.nn.cards import Card, read_card, write_card

FACTS = dict(
    name="tiny",
    network="Conv2d",
    parameters=10,
    kind="float16",
    sha256="0" * 64,
    data=["pictures"],
    pictures=2,
    command="python -m core train tiny --data pictures",
    steps=5,
    seconds=1,
    validation_psnr=30.0,
    machine="here",
    date="2026-01-01",
    torch="2.8.0",
)
PLAN = Plan("denoising", Path("folder/set12"), (15.0, 25.0))


def rows(psnr, levels=PLAN.levels):
    methods = {UNTOUCHED: 20.0, "denoising.unet": psnr, "denoising.bm3d": 29.93}
    return [
        Row(name, level, Score(value, 0.9, 1.0))
        for level in levels
        for name, value in methods.items()
    ]


def test_figures_go_on_the_card_once_each(tmp_path):
    write_card(Card(**FACTS), tmp_path)
    record("tiny", PLAN, rows(30.123), tmp_path)
    record("tiny", PLAN, rows(31.0), tmp_path)
    found = read_card("tiny", tmp_path).measured
    assert [(f.data, f.damage, f.psnr) for f in found] == [
        ("set12", "degradation.gaussian_noise(sigma=15)", 31.0),
        ("set12", "degradation.gaussian_noise(sigma=25)", 31.0),
    ]


def test_what_others_reached_stands_beside(tmp_path):
    write_card(Card(**FACTS), tmp_path)
    record("tiny", PLAN, rows(30.0), tmp_path)
    figure = read_card("tiny", tmp_path).measured[0]
    assert (figure.method, figure.damaged_psnr) == ("denoising.unet", 20.0)
    assert figure.beside == {"denoising.bm3d": 29.93}


def test_figures_of_other_data_stay(tmp_path):
    write_card(Card(**FACTS), tmp_path)
    record("tiny", PLAN, rows(30.0), tmp_path)
    record("tiny", Plan("denoising", Path("bsd68")), rows(29.0, [15.0]), tmp_path)
    assert [f.data for f in read_card("tiny", tmp_path).measured] == ["set12", "set12", "bsd68"]
