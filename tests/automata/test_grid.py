import numpy as np
import pytest
from scipy.ndimage import convolve

from core.automata.cyclic import cyclic_step
from core.automata.grid import asynchronous, count_neighbours, neighbour_offsets, pad
from core.automata.life_like import life_step
from core.automata.notation import read_life
from core.automata.settings import PATIENCE, check_cost
from core.sentence import InputError

MODES = {"torus": "wrap", "dead": "constant", "mirror": "reflect"}


@pytest.mark.parametrize("border", MODES)
@pytest.mark.parametrize("shape", "MNC")
@pytest.mark.parametrize("radius", [1, 2, 5])
def test_neighbours_are_counted_as_a_convolution_counts_them(radius, shape, border, rng):
    alive = rng.integers(0, 2, (19, 23))
    kernel = np.zeros((2 * radius + 1,) * 2, int)
    for row, column in neighbour_offsets(radius, shape):
        kernel[radius + row, radius + column] = 1
    expected = convolve(alive, kernel, mode=MODES[border])
    np.testing.assert_array_equal(count_neighbours(alive, radius, shape, border), expected)


def test_neighbourhoods_have_as_many_cells_as_geometry_says():
    assert [len(neighbour_offsets(2, shape)) for shape in "MNC"] == [24, 12, 20]


@pytest.mark.parametrize("step", [life_step(read_life("B3/S23")), cyclic_step(5, 1)])
def test_with_all_cells_chosen_the_asynchronous_step_is_the_synchronous(step, rng):
    grid = rng.integers(0, 2, (30, 30), np.uint8)
    np.testing.assert_array_equal(asynchronous(step, 1.0, rng)(grid), step(grid))


def test_an_asynchronous_cell_follows_the_rule_or_stays(rng):
    grid = np.zeros((200, 200), np.uint8)
    moved = asynchronous(lambda cells: cells + np.uint8(1), 0.25, rng)(grid)
    assert set(np.unique(moved)) == {0, 1}
    assert abs(moved.mean() - 0.25) < 0.01  # 4.6 standard deviations


def test_a_mirror_repeats_the_edge_and_a_torus_the_other_side():
    row = np.array([1, 2, 3])
    assert pad(row, 1, "mirror").tolist() == [1, 1, 2, 3, 3]
    assert pad(row, 1, "torus").tolist() == [3, 1, 2, 3, 1]
    assert pad(row, 1, "dead").tolist() == [0, 1, 2, 3, 0]


def test_a_run_that_would_take_too_long_is_refused_with_the_estimate():
    check_cost(1000, 1000, 1e6 / PATIENCE)
    with pytest.raises(InputError, match=f"about {10 * PATIENCE} seconds"):
        check_cost(1000, 10_000, 1e6 / PATIENCE)
