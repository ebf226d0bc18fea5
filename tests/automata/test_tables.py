import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.automata.life_like import life_step
from core.automata.majority import majority_step
from core.automata.notation import read_life
from core.automata.spaces import SPACES
from core.automata.tables import PARITY, RuleTable, random_table, read_table
from core.sentence import InputError

every_space = pytest.mark.parametrize("space", SPACES.values(), ids=lambda space: space.name)
BORDERS = ("torus", "dead", "mirror")


def grid_of(space, rng, side=30):
    return rng.integers(0, space.states, (side, side), np.uint8)


@given(st.sampled_from([*SPACES.values()]), st.integers(0, 2**32))
def test_a_table_reads_back_as_it_is_written(space, seed):
    table = random_table(space, np.random.default_rng(seed))
    assert read_table(str(table)).changed(table) == []


def test_the_spaces_have_as_many_rows_as_counting_says():
    assert [space.rows for space in SPACES.values()] == [2**5, 3**5, 102, 2 * 5**4 * 9]


@every_space
def test_the_rule_that_keeps_the_centre_changes_nothing(space, rng):
    grid = grid_of(space, rng)
    np.testing.assert_array_equal(RuleTable(space, space.keep()).step()(grid), grid)


@every_space
def test_the_example_of_a_row_belongs_to_the_row(space):
    for row in range(0, space.rows, max(1, space.rows // 500)):
        example = space.example(row)
        cells = np.where(example == 255, 0, example)
        middle = len(cells) // 2
        assert space.index(cells, "dead")[middle, middle] == row


@every_space
def test_rows_of_one_orbit_turn_and_mirror_into_one_another(space, rng):
    entries = np.empty(space.rows, np.uint8)
    for orbit in space.orbits():
        entries[orbit] = rng.integers(space.states)
    step, grid = RuleTable(space, entries).step(), grid_of(space, rng)
    np.testing.assert_array_equal(step(np.rot90(grid)), np.rot90(step(grid)))
    np.testing.assert_array_equal(step(grid[::-1]), step(grid)[::-1])


def test_an_orbit_of_the_cross_has_as_many_members_as_burnside_says():
    assert len(SPACES["von_neumann_2"].orbits()) == 2 * 6
    assert len(SPACES["von_neumann_3"].orbits()) == 3 * 21


@pytest.mark.parametrize("border", BORDERS)
def test_parity_is_the_sum_of_five_modulo_two(border, rng):
    grid = rng.integers(0, 2, (20, 20), np.uint8)
    around = np.pad(grid, 1, mode={"torus": "wrap", "dead": "constant"}.get(border, "symmetric"))
    five = around[:-2, 1:-1] + around[2:, 1:-1] + around[1:-1, :-2] + around[1:-1, 2:] + grid
    np.testing.assert_array_equal(read_table(PARITY).step(border)(grid), five % 2)


def test_life_is_a_moore_table(rng):
    space = SPACES["moore_2"]
    alive = np.array([space.example(row) for row in range(space.rows)])
    own, around = alive[:, 1, 1], alive.sum(axis=(1, 2)) - alive[:, 1, 1]
    table = RuleTable(space, ((around == 3) | ((own == 1) & (around == 2))).astype(np.uint8))
    grid = grid_of(space, rng)
    np.testing.assert_array_equal(table.step()(grid), life_step(read_life("B3/S23"))(grid))


def test_the_majority_of_25_is_a_wide_table(rng):
    space = SPACES["wide_2"]
    counts = np.array([space.example(row).sum() for row in range(space.rows)])
    table = RuleTable(space, (counts > 12).astype(np.uint8))
    grid = grid_of(space, rng)
    np.testing.assert_array_equal(table.step()(grid), majority_step(2)(grid))


def test_one_entry_can_be_edited():
    table = read_table(PARITY)
    edited = table.with_entry(5, 1 - int(table.entries[5]))
    assert table.changed(edited) == [5]
    with pytest.raises(InputError, match="rows 0 to 31"):
        table.with_entry(32, 0)


@pytest.mark.parametrize(
    "text", ["", "moore_2", "von_neumann_2:6996", "von_neumann_3:" + "3" * 243]
)
def test_text_that_is_no_table_is_refused(text):
    with pytest.raises(InputError):
        read_table(text)
