import numpy as np
import pytest

from core.automata.learning.rank_training import train
from core.automata.rank_rule import (
    CHOICES,
    RankRule,
    rank_filter,
    ranked,
    row_counts,
    row_numbers,
    shipped,
    surroundings,
)
from core.degradation import salt_and_pepper
from core.denoising.adaptive_median import adaptive_median
from core.denoising.median import median
from core.image import to_pillow
from core.method import final
from core.metrics import psnr


def test_grey_cells_stay_exactly(ramp):
    inner = ramp * 0.9 + 0.05
    np.testing.assert_array_equal(final(rank_filter(inner, steps=3)), inner)


def test_a_lone_outlier_takes_a_value_from_around_it(ramp):
    damaged = ramp * 0.9 + 0.05
    damaged[10, 10] = 1
    mended = final(rank_filter(damaged, steps=1))[10, 10, 0]
    assert damaged[9, 9, 0] < mended < damaged[11, 11, 0]


def test_the_negative_is_mended_to_the_negative(man):
    noisy = salt_and_pepper(man, density=0.3)
    mended, negative = (final(rank_filter(x, steps=1)) for x in (noisy, 1 - noisy))
    np.testing.assert_allclose(negative, 1 - mended, atol=1e-6)


@pytest.mark.parametrize("density", [0.1, 0.3, 0.5])
def test_it_beats_the_medians_by_a_decibel_and_the_adaptive_one(density, man):
    noisy = salt_and_pepper(man, density=density, seed=7)
    plain = max(psnr(final(median(noisy, radius=r)), man) for r in (1, 2))
    mended = psnr(final(rank_filter(noisy, steps=1)), man)
    assert mended > plain + 1 and mended > psnr(final(adaptive_median(noisy)), man)


def test_every_row_is_told_by_its_counts():
    counts = row_counts()
    assert len(counts) == 45 * 153 == len(shipped().entries)
    _, values = surroundings(np.zeros((5, 5), np.float32))
    same_near, other_near, same_far, other_far = counts[row_numbers(values)[12]]
    assert (same_near, other_near, same_far, other_far) == (8, 0, 16, 0)


def test_the_choices_hold_extremes_medians_and_half_ranks():
    values = np.arange(24, dtype=np.float32)[None] / 24
    choices = ranked(values)
    assert choices.shape == (1, CHOICES) and CHOICES < 256
    for wanted in (0, 11.5 / 24, 23 / 24):
        assert np.isclose(choices, wanted).any()


def test_training_learns_to_leave_white_in_white(tmp_path, face):
    bright = np.clip(face * 3, 0, 1)
    path = tmp_path / "bright.png"
    to_pillow(bright).save(path)
    rule = train([path])
    white = np.ones((7, 7, 1), np.float32)
    np.testing.assert_array_equal(final(rank_filter(white, steps=1, rule=rule)), white)


def test_a_table_reads_back_as_it_was_written(tmp_path):
    shipped().write(tmp_path / "rule.json")
    again = RankRule.read(tmp_path / "rule.json")
    np.testing.assert_array_equal(again.entries, shipped().entries)
    assert again.made == shipped().made
