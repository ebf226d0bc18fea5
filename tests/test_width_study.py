from math import inf

import pytest
from typer.testing import CliRunner

from core import width_study
from core.cli import app
from core.denoising.tasks import AUTOENCODER_WIDTHS, NAMED
from core.image import to_pillow
from core.jobs import Outcome
from core.nn.cards import read_card
from core.sentence import InputError
from core.width_study import DAMAGES, RADII, UNTOUCHED, WIDTHS, Trial, average, finding, measure
from tests.nn.conftest import shelf
from tests.nn.shelf import put

__all__ = ["shelf"]


@pytest.fixture
def folder(tmp_path, face):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, picture in {"a.png": face[:32, :40], "b.png": face[40:72, :24]}.items():
        to_pillow(picture).save(folder / name)
    return folder


@pytest.fixture
def networks(shelf):
    for width in AUTOENCODER_WIDTHS:
        put(shelf, NAMED[f"autoencoder_{width}"])


def test_the_method_offers_every_trained_width():
    assert tuple(map(int, WIDTHS)) == AUTOENCODER_WIDTHS


def test_every_width_and_median_meets_every_damage(folder, networks, tmp_path):
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["width-study", str(folder), "--out", str(out)])
    assert result.exit_code == 0
    table = (out / "table.md").read_text()
    assert all(name in table for name in (*DAMAGES, *RADII, "width 2 ", "width 128 "))
    assert "nan" not in table and "2 pictures of pictures" in table
    assert (out / "plot.png").read_bytes()[1:4] == b"PNG"


def test_the_cards_take_what_was_measured(networks, shelf):
    names = (UNTOUCHED, *RADII, *WIDTHS)
    reached = dict(zip(names, range(7), strict=True))
    scores = {"no damage": dict.fromkeys(names, inf), "masking, 30%": reached}
    width_study.record(scores, "set12", shelf)
    (figure,) = read_card(f"autoencoder_{WIDTHS[1]}", shelf).measured
    assert (figure.damage, figure.damaged_psnr, figure.psnr) == ("masking(share=0.3)", 0, 4)
    assert figure.beside == {"median 3 × 3": 1, "median 5 × 5": 2}


def test_scores_are_of_what_the_damage_left(folder, networks):
    assert measure(Trial(folder / "a.png", "no damage", 0))[UNTOUCHED] == inf
    salted = measure(Trial(folder / "a.png", "salt and pepper, 30%", 0))
    assert salted[UNTOUCHED] < 15 < salted["median 3 × 3"]


def test_means_are_taken_over_the_pictures_of_each_damage(folder):
    names = (UNTOUCHED, *RADII, *WIDTHS)
    outcomes = [
        Outcome(Trial(folder / name, damage, 0), dict.fromkeys(names, value))
        for damage in DAMAGES
        for name, value in (("a.png", 10.0), ("b.png", 20.0))
    ]
    assert average(outcomes) == {damage: dict.fromkeys(names, 15.0) for damage in DAMAGES}


@pytest.mark.parametrize(
    ("curve", "said"),
    [
        ([20, 21, 30, 31], "width 128 is 9.0 dB better than the median"),
        ([20, 21, 24, 23], "width 32 is 2.0 dB better than the median"),
        ([15, 16, 17, 18], "width 128 is 4.0 dB worse than the median"),
    ],
)
def test_the_finding_compares_the_best_width_with_the_better_median(curve, said):
    found = {"median 3 × 3": 22.0, "median 5 × 5": 21.0, **dict(zip(WIDTHS, curve, strict=True))}
    assert finding(found) == said


def test_a_folder_without_pictures_is_refused(tmp_path):
    with pytest.raises(InputError, match="no pictures"):
        width_study.trials(tmp_path)
