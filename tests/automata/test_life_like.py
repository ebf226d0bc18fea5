from itertools import islice

import numpy as np
import pytest

from core.automata.grid import evolve
from core.automata.life_like import life_like, life_step
from core.automata.notation import read_life
from core.automata.packed_life import advance_life, lanes, pack, unpack
from core.automata.patterns import LIFE_PATTERNS
from core.automata.starting import placed, soup
from core.method import final

LIFE = read_life("B3/S23")
BORDERS = ("torus", "dead", "mirror")


def after(grid, steps, rule=LIFE, border="torus"):
    return next(islice(evolve(life_step(rule, border), grid), steps, None))


def fast(grid, steps, rule=LIFE, border="torus"):
    width = grid.shape[1]
    return unpack(advance_life(pack(grid), width, steps, rule, border), width)


def test_a_glider_moves_one_cell_down_and_right_in_four_generations():
    start = placed(LIFE_PATTERNS["glider"].cells, (12, 12))
    np.testing.assert_array_equal(after(start, 4), np.roll(start, (1, 1), axis=(0, 1)))


def test_the_r_pentomino_has_116_cells_at_generation_1103_and_then_for_ever():
    start = placed(LIFE_PATTERNS["r-pentomino"].cells, (512, 512))
    assert fast(start, 1102).sum() != 116
    assert fast(start, 1103).sum() == 116
    assert fast(start, 1113).sum() == 116


@pytest.mark.parametrize(
    ("name", "period"), [("blinker", 2), ("pulsar", 3), ("pentadecathlon", 15)]
)
def test_an_oscillator_has_its_period(name, period):
    start = placed(LIFE_PATTERNS[name].cells, (32, 32))
    returns = [age for age in range(1, period + 1) if (after(start, age) == start).all()]
    assert returns == [period]


def test_the_gosper_gun_fires_a_glider_of_five_cells_every_thirty_generations():
    start = placed(LIFE_PATTERNS["gosper gun"].cells, (256, 256))
    assert start.sum() == 36
    assert [fast(start, age).sum() for age in (30, 60, 300)] == [36 + 5, 36 + 10, 36 + 50]


def test_diehard_dies_after_130_generations():
    start = placed(LIFE_PATTERNS["diehard"].cells, (128, 128))
    assert after(start, 129).any() and not after(start, 130).any()


def test_a_spaceship_moves_two_cells_in_four_generations():
    start = placed(LIFE_PATTERNS["spaceship"].cells, (20, 20))
    np.testing.assert_array_equal(after(start, 4), np.roll(start, -2, axis=1))


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("rule", ["B3/S23", "B36/S23", "B0/S8", "B1357/S02468", "B/S012345678"])
@pytest.mark.parametrize("shape", [(40, 64), (7, 50), (1, 10), (200, 640), (31, 37)], ids=str)
def test_packed_cells_live_as_plain_ones(shape, rule, border, rng):
    grid = (rng.random(shape) < 0.4).astype(np.uint8)
    rule = read_life(rule)
    np.testing.assert_array_equal(fast(grid, 11, rule, border), after(grid, 11, rule, border))


def test_packing_loses_nothing(rng):
    for width in (1, 37, 64, 100, 192):
        grid = rng.integers(0, 2, (5, width), np.uint8)
        assert width % lanes(width) == 0
        np.testing.assert_array_equal(unpack(pack(grid), width), grid)


def test_day_and_night_treats_live_and_dead_alike(rng):
    grid = rng.integers(0, 2, (40, 40), np.uint8)
    rule = read_life("B3678/S34678")
    np.testing.assert_array_equal(after(1 - grid, 5, rule), 1 - after(grid, 5, rule))


@pytest.mark.parametrize("every", [1, 7, 50])
def test_the_last_frame_is_the_last_generation_however_often_one_looks(every):
    made = final(life_like(size=48, steps=20, every=every, palette="night", seed=3))
    np.testing.assert_array_equal(made[..., 0], after(soup((48, 48), 0.3, 2, 3), 20))


def test_fewer_moving_cells_give_another_picture_and_all_give_the_same():
    rare = final(life_like(size=48, steps=5, share=0.5))
    assert (rare != final(life_like(size=48, steps=5))).any()
