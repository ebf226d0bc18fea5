import csv
import math
from pathlib import Path

import numpy as np
import pytest

from core import denoising
from core.benchmark import UNTOUCHED, Plan, Row, Score, Trial, average, measure, trials
from core.benchmark_manners import MANNERS
from core.benchmark_peers import Race, run_bm3d
from core.benchmark_report import caption, markdown, plot, write
from core.fields import find_method
from core.image import read_image, to_pillow
from core.jobs import Outcome
from core.metrics import score_enlarged
from core.recipe_text import parse
from core.resampling import enlarge, reduce
from core.sentence import InputError, Sentence
from core.told import told

NOISE = "degradation.gaussian_noise(sigma=25)"
ROWS = [
    Row(UNTOUCHED, 25.0, Score(20.17, 0.3, 0.0)),
    Row("denoising.fast", 25.0, Score(28.5, 0.8, 0.02)),
    Row("denoising.good", 25.0, Score(30.123, 0.91239, 1.5, 40.2)),
    Row("denoising.broken", 25.0, None, Sentence("Broken needs weights.")),
]


@pytest.fixture
def folder(tmp_path):
    noise = np.random.default_rng(0).random((2, 96, 96, 3), np.float32)
    pictures = 0.45 + noise / 10  # so far from black and white that nothing is clipped
    for name, picture in zip(("a.png", "b.bmp"), pictures, strict=True):
        to_pillow(picture).save(tmp_path / name)
    (tmp_path / "notes.txt").touch()
    return tmp_path


def trial(folder, method, **options):
    settings = {"damage": NOISE, "level": 25.0, "seed": 0, "grey": False, **options}
    return Trial(picture=folder / "a.png", method=method, **settings)


def test_every_method_meets_every_picture_at_every_level(folder):
    planned = trials(Plan("denoising", folder, levels=(15, 25)))
    assert len(planned) == 2 * 2 * (1 + len(denoising.METHODS))
    assert len(set(planned)) == len(planned)
    assert planned[-1].damage == NOISE


def test_methods_can_be_chosen(folder):
    planned = trials(Plan("denoising", folder, levels=(15,)), ["total_variation"])
    assert [t.method for t in planned[::2]] == [UNTOUCHED, "denoising.total_variation"]


def test_damage_without_a_level_is_measured_once(folder):
    planned = trials(Plan("denoising", folder, damage=NOISE), ["total_variation"])
    assert [t.level for t in planned] == [None] * 4


@pytest.mark.parametrize(
    "plan",
    [
        Plan("nothing", Path()),
        Plan("degradation", Path(__file__).parent),
        Plan("denoising", Path("missing")),
        Plan("denoising", Path(), damage="nonsense"),
        Plan("denoising", Path(), damage="degradation.gaussian_noise(sigma=-1)"),
        Plan("denoising", Path(), levels=(1000,)),
        Plan("denoising", Path(), peer="nobody"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(plan, folder, monkeypatch):
    monkeypatch.chdir(folder)
    with pytest.raises(InputError):
        trials(plan)


def test_a_peer_that_is_not_installed_is_refused(folder, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match="The package bm3d is not installed"):
        trials(Plan("denoising", folder, peer="bm3d"))


@pytest.mark.parametrize("grey", [False, True])
def test_noise_alone_has_the_psnr_of_its_sigma(folder, grey):
    score = measure(trial(folder, UNTOUCHED, grey=grey))
    assert score.psnr == pytest.approx(20 * math.log10(255 / 25), abs=0.1)


def test_the_same_seed_gives_the_same_noise_and_another_another(folder):
    first, again = (measure(trial(folder, UNTOUCHED)).psnr for _ in range(2))
    assert first == again
    assert first != measure(trial(folder, UNTOUCHED, seed=1)).psnr


def test_methods_are_told_the_truth_about_the_damage_but_its_seed():
    noise = find_method("degradation.gaussian_noise")
    recipe = parse(f'sample("camera") | {NOISE}')
    assert told(recipe, noise) == {"sigma": 25}
    assert told(recipe, find_method("denoising.total_variation")) == {}


def test_enlarging_is_measured_at_every_scale_beside_bicubic(folder):
    planned = trials(Plan("superresolution", folder), ["nearest"])
    assert [(t.level, t.method.rpartition(".")[2]) for t in planned[::2]] == [
        (scale, name) for scale in (2, 3, 4) for name in ("bicubic", "nearest")
    ]
    assert planned[-1].damage == "degradation.shrink(scale=4)"


def test_methods_are_told_the_scale_also_where_noise_follows():
    nearest = find_method("superresolution.nearest")
    recipe = parse(f'sample("camera") | degradation.shrink(scale=3) | {NOISE}')
    assert told(recipe, nearest) == {"scale": 3}


def test_an_enlarged_picture_is_scored_in_its_fields_manner(folder):
    steps = {"damage": "degradation.shrink(scale=2)", "field": "superresolution"}
    score = measure(trial(folder, "superresolution.bicubic", **steps))
    clean = read_image(folder / "a.png").image
    expected = score_enlarged(enlarge(reduce(clean, 2), 2), clean, 2)
    assert (score.psnr, score.ssim) == (expected["psnr"], expected["ssim"])
    assert score.distance > 0
    with pytest.raises(InputError, match="shrink has shrunk"):
        measure(trial(folder, UNTOUCHED, field="superresolution"))


def test_a_table_of_enlarging_tells_scales_and_distances():
    rows = [Row("superresolution.nearest", 2, Score(30.0, 0.9, 0.1, distance=0.2))]
    table = markdown(rows, "Caption.", manner=MANNERS["enlarged"])
    assert "| method | ×2 | s | MB |" in table
    assert "| superresolution.nearest | 30.00 / 0.9000 / 200.0 | 0.1 | – |" in table


def test_rows_are_means_and_one_failure_spoils_one_mean(folder):
    good, bad = (trial(folder, f"denoising.{name}") for name in ("good", "bad"))
    sentence = Sentence("No.")
    outcomes = [
        Outcome(good, Score(30, 0.8, 1, 5)),
        Outcome(bad, Score(30, 0.8, 1)),
        Outcome(good, Score(32, 0.9, 3, 7)),
        Outcome(bad, failure=sentence),
    ]
    first, second = average(outcomes)
    assert first == Row("denoising.good", 25.0, Score(31, pytest.approx(0.85), 2, 7))
    assert second == Row("denoising.bad", 25.0, None, sentence)


def test_the_table_has_a_line_for_each_method_and_says_what_failed():
    table = markdown(ROWS, "Caption.", [Race("bm3d", 3, {"denoising.good": 2})])
    assert "| denoising.good | 30.12 / 0.9124 | 1.5 | 40 |" in table
    assert "| denoising.broken | – | – | – |" in table
    assert "denoising.broken: Broken needs weights." in table
    assert "denoising.good 2 s (a factor of 1.5)" in table


def test_the_files_are_written(tmp_path):
    write(tmp_path / "new", ROWS, "table")
    with (tmp_path / "new" / "table.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert float(rows[2]["psnr"]) == 30.123
    assert rows[3]["failure"] == "Broken needs weights."
    assert {p.name for p in (tmp_path / "new").iterdir()} == {"table.md", "table.csv", "plot.png"}


def test_the_plot_says_which_is_best_over_logarithmic_time():
    (axes,) = plot(ROWS).axes
    assert axes.get_title() == "σ 25: good is best, 30.12 dB in 1.5 s"
    assert axes.get_xscale() == "log"
    assert [text.get_text() for text in axes.texts] == ["fast", "good"]


def test_a_plot_of_nothing_is_empty():
    assert plot(ROWS[-1:]).axes[0].get_title() == ""


def test_the_caption_names_damage_seed_and_machine(folder):
    plan = Plan("denoising", folder, seed=7)
    text = caption(plan, trials(plan), 1)
    for part in ("2 pictures", "seed 7", "clipped nor rounded", "cores", "PyTorch threads"):
        assert part in text


def test_the_peer_mends_grey_and_colour():
    pytest.importorskip("bm3d")
    noise = np.random.default_rng(0).standard_normal((32, 32, 3)).astype(np.float32)
    for damaged in (0.5 + noise / 10, 0.5 + noise[..., :1] / 10):
        mended = run_bm3d(damaged, 25.5)
        assert mended.shape == damaged.shape
        assert mended.std() < damaged.std() / 2
