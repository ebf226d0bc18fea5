from itertools import islice

import numpy as np
import pytest

from core.automata.elementary import begin_row, elementary, elementary_step
from core.automata.grid import evolve
from core.automata.patterns import ROWS
from core.automata.starting import single
from core.method import final

# The first 60 terms of A051023 in the On-Line Encyclopedia of Integer Sequences.
A051023 = "110111001100010110010011101011100111010101100001100101011010"


def history(rule, row, steps):
    return np.array([*islice(evolve(elementary_step(rule), row), steps + 1)])


def test_the_centre_column_of_rule_30_is_a051023():
    column = history(30, single((200,)), 59)[:, 100]
    assert "".join(map(str, column)) == A051023


def test_rule_90_draws_pascals_triangle_modulo_two():
    rows = history(90, single((64,)), 31)
    binomial = [1]
    for age in range(32):
        line = np.zeros(64, int)
        line[32 - age : 33 + age : 2] = np.array(binomial) % 2
        np.testing.assert_array_equal(rows[age], line)
        binomial = [a + b for a, b in zip([0, *binomial], [*binomial, 0], strict=True)]


def test_rule_204_keeps_every_row_and_rule_51_negates_it(rng):
    row = rng.integers(0, 2, 50, np.uint8)
    np.testing.assert_array_equal(elementary_step(204)(row), row)
    np.testing.assert_array_equal(elementary_step(51)(row), 1 - row)


@pytest.mark.parametrize(  # Juárez Martínez et al. (2006), table of gliders
    ("name", "cells", "period"), [("A", 2, 3), ("B", -2, 4), ("C1", 0, 7), ("D1", 2, 10)]
)
def test_the_gliders_of_rule_110_move_as_published(name, cells, period):
    ether = ROWS["ether"]
    row = np.array([*(ether * 30 + ROWS[f"glider {name}"] + ether * 30)], np.uint8)
    rows = history(110, row, 7 * 60)
    middle = [first_defect(rows[age]) for age in (0, 7 * period)]
    assert middle[1] - middle[0] == 7 * cells


def first_defect(row):
    """Where the ether's period of 14 cells is broken first."""
    return np.flatnonzero(row[:-14] != row[14:])[0]


def test_the_ether_of_rule_110_repeats_after_seven_generations():
    row = np.array([*ROWS["ether"] * 4], np.uint8)
    rows = history(110, row, 7)
    np.testing.assert_array_equal(rows[7], row)
    assert all((later != row).any() for later in rows[1:7])


def test_the_picture_has_a_row_for_each_generation():
    picture = final(elementary(rule=30, size=64, steps=40, palette="night"))
    assert picture.shape == (41, 64, 1)
    np.testing.assert_array_equal(picture[..., 0], history(30, single((64,)), 40))


def test_a_named_row_fills_the_width():
    assert begin_row("glider A", 100, 0, 0).shape == (100,)
