from itertools import islice

import numpy as np
import pytest

from core.automata.grid import evolve
from core.automata.patterns import WIREWORLD_PATTERNS
from core.automata.wireworld import HEAD, TAIL, wireworld_step


def heads_at(pattern, row, column, steps):
    """Generations at which a head passes a cell."""
    grids = islice(evolve(wireworld_step(), pattern.cells), steps)
    return [age for age, grid in enumerate(grids) if grid[row, column] == HEAD]


TRUTH = [("or gate", (1, 1, 1)), ("xor gate", (0, 1, 1)), ("and-not gate", (0, 1, 0))]


@pytest.mark.parametrize(("name", "passes"), TRUTH)  # of the inputs 11, 10 and 01
def test_a_gate_has_its_truth_table(name, passes):
    pattern = WIREWORLD_PATTERNS[name]
    arrivals = [len(heads_at(pattern, row, 28, 60)) for row in (3, 10, 17)]
    assert tuple(arrivals) == passes


def test_an_electron_passes_a_diode_one_way_only():
    pattern = WIREWORLD_PATTERNS["diodes"]
    assert heads_at(pattern, 2, 38, 60) == []
    assert len(heads_at(pattern, 7, 38, 60)) == 1


def test_the_clock_sends_an_electron_every_eighteen_generations():
    ages = heads_at(WIREWORLD_PATTERNS["clock"], 2, 30, 150)
    assert len(ages) >= 5 and set(np.diff(ages)) == {18}


def test_an_electron_moves_a_cell_a_generation_along_a_wire():
    wire = np.full((1, 12), 3, np.uint8)
    wire[0, 1:3] = TAIL, HEAD
    later = next(islice(evolve(wireworld_step(), wire), 7, None))
    assert later[0].tolist() == [3] * 8 + [TAIL, HEAD] + [3] * 2
