"""Known orbits and invariants of the systems with more than two states or larger reach."""

from itertools import islice

import numpy as np
import pytest

from core.automata.cyclic import cyclic_step
from core.automata.generations import generations_step
from core.automata.greenberg_hastings import greenberg_hastings_step
from core.automata.grid import count_neighbours, evolve
from core.automata.larger_than_life import larger_step
from core.automata.life_like import life_step
from core.automata.majority import majority_step
from core.automata.notation import read_generations, read_larger, read_life
from core.automata.patterns import LARGER_PATTERNS
from core.automata.starting import placed, single, soup

SHAPES = ("M", "N")


def after(step, grid, steps):
    return next(islice(evolve(step, grid), steps, None))


def test_brians_brain_has_a_butterfly_that_moves_a_cell_a_generation():
    # Two live cells and the two dying ones behind them: its smallest spaceship.
    step = generations_step(read_generations("B2/S/3"))
    start = placed(np.array([[1, 2], [1, 2]], np.uint8), (12, 12))
    np.testing.assert_array_equal(after(step, start, 5), np.roll(start, -5, axis=1))


def test_in_brians_brain_every_live_cell_dies_and_every_dying_one_is_dead_next(rng):
    step = generations_step(read_generations("B2/S/3"))
    grid = rng.integers(0, 3, (40, 40), np.uint8)
    later = step(grid)
    assert (later[grid == 1] == 2).all() and (later[grid == 2] == 0).all()


def test_generations_of_two_states_are_life(rng):
    grid = rng.integers(0, 2, (40, 40), np.uint8)
    step = generations_step(read_generations("B36/S23/2"))
    np.testing.assert_array_equal(step(grid), life_step(read_life("B36/S23"))(grid))


def test_larger_than_life_with_radius_one_is_life(rng):
    # K. M. Evans (2001): Life is R1,M1,S3..4,B3..3.
    grid = rng.integers(0, 2, (40, 40), np.uint8)
    step = larger_step(read_larger("R1,C2,M1,S3..4,B3..3,NM"))
    np.testing.assert_array_equal(step(grid), life_step(read_life("B3/S23"))(grid))


def test_a_bug_of_boscos_rule_crawls_eight_cells_diagonally_in_sixteen_generations():
    pattern = LARGER_PATTERNS["bug"]
    start = placed(pattern.cells, (64, 64))
    later = after(larger_step(read_larger(pattern.rule)), start, 16)
    np.testing.assert_array_equal(later, np.roll(start, (8, 8), axis=(0, 1)))


def test_larger_rules_with_more_states_age_before_they_die():
    step = larger_step(read_larger("R2,C5,M0,S9..9,B24..24,NM"))
    values = [grid[4, 4] for grid in islice(evolve(step, single((9, 9))), 6)]
    assert values == [1, 2, 3, 4, 0, 0]


def test_a_ring_of_all_states_turns_for_ever_in_the_cyclic_automaton():
    ring = np.full((6, 6), 2, np.uint8)
    ring[2:4, 2:4] = [[0, 1], [3, 2]]
    step = cyclic_step(4, 1)
    corner = [grid[2, 2] for grid in islice(evolve(step, ring), 9)]
    assert corner == [0, 1, 2, 3, 0, 1, 2, 3, 0]


def test_a_cyclic_cell_stays_or_takes_the_next_state(rng):
    grid = rng.integers(0, 7, (50, 50), np.uint8)
    moved = (cyclic_step(7, 2, 2, "M")(grid).astype(int) - grid) % 7
    assert set(np.unique(moved)) == {0, 1}


def test_renaming_all_states_by_one_commutes_with_the_cyclic_step(rng):
    step, grid = cyclic_step(6, 1), rng.integers(0, 6, (30, 30), np.uint8)
    np.testing.assert_array_equal(step((grid + 1) % 6), (step(grid) + 1) % 6)


def test_a_spark_grows_to_a_ring_as_far_as_it_is_old():
    step = greenberg_hastings_step(4)
    later = after(step, single((41, 41)), 10)
    rows, columns = np.indices((41, 41)) - 20
    np.testing.assert_array_equal(later == 1, abs(rows) + abs(columns) == 10)


def test_an_excited_medium_rests_again_once_a_single_wave_has_passed():
    step = greenberg_hastings_step(5, border="dead")
    assert not after(step, single((21, 21)), 26).any()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_energy_of_the_majority_never_rises(shape):
    # Goles and Olivos (1980): −Σ w_pq x_p(t) x_q(t − 1) falls along every parallel orbit.
    grids = [*islice(evolve(majority_step(2, shape), soup((48, 48), 0.5, 2, 4)), 40)]
    spins = [2 * grid.astype(int) - 1 for grid in grids]
    fields = [count_neighbours(spin, 2, shape, "torus") + spin for spin in spins]
    energy = [-int((a * field).sum()) for a, field in zip(spins[1:], fields, strict=False)]
    assert energy == sorted(energy, reverse=True) and energy[0] > energy[-1]


def test_the_majority_ends_in_a_cycle_no_longer_than_two():
    step = majority_step(1)
    late = after(step, soup((40, 40), 0.5, 2, 1), 200)
    np.testing.assert_array_equal(step(step(late)), late)
