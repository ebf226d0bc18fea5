import numpy as np
import pytest

from core.automata.learning.counting import counting
from core.automata.learning.evolution import evolution
from core.automata.learning.floating_selection import floating_selection
from core.automata.learning.packed_tables import run_tables
from core.automata.learning.pictures import pair
from core.automata.learning.progress import random_search, with_baseline
from core.automata.learning.similarity import SIMILARITIES, double_overlap, overlap, soft
from core.automata.learning.target import Target, as_filter, from_hidden_rule, towards_picture
from core.automata.spaces import SPACES
from core.automata.study import HALF, hidden, last
from core.automata.tables import RuleTable, random_table

CROSS = SPACES["von_neumann_2"]
BORDERS = ("torus", "dead", "mirror")


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("side", [64, 50, 7])
def test_packed_tables_do_what_plain_ones_do(side, border, rng):
    tables = rng.integers(0, 2, (5, 32), np.uint8)
    starts = rng.integers(0, 2, (3, 20, side), np.uint8)
    made = run_tables(tables, starts, 4, border)
    for entries, grids in zip(tables, made, strict=True):
        expected = starts
        for _ in range(4):
            expected = RuleTable(CROSS, entries).step(border)(expected)
        np.testing.assert_array_equal(grids, expected)


@pytest.mark.parametrize("space", ["von_neumann_2", "von_neumann_3"])
def test_counting_recovers_a_hidden_rule_from_pairs_one_step_apart(space):
    rule = hidden(space, 0)
    found = last(counting(from_hidden_rule(rule, steps=1, seed=0)))
    assert found.best.changed(rule) == [] and found.fitness == 1


def test_pictures_before_and_after_are_taken_cell_for_cell(rng):
    rule = hidden("von_neumann_2", 0)
    start = rng.integers(0, 2, (200, 96), np.uint8)
    after = rule.step("torus")(start)
    before, after = (cells[..., None].astype(np.float32) for cells in (start, after))
    task = pair(before, after, CROSS, steps=1, similarity="agreement")
    found = last(counting(task)).best
    np.testing.assert_array_equal(found.step("torus")(start), rule.step("torus")(start))


@pytest.mark.parametrize("seed", [0, 1])
def test_evolution_recovers_a_hidden_rule_from_pairs_five_steps_apart(seed):
    rule = hidden("von_neumann_2", seed)
    target = from_hidden_rule(rule, steps=5, seed=seed)
    assert last(evolution(target, budget=20_000, seed=seed)).best.changed(rule) == []


def test_evolution_beats_random_search_and_floating_selection_improves_on_no_change():
    target = from_hidden_rule(hidden("von_neumann_2", 3), steps=3, seed=3, side=32)
    evolved = last(evolution(target, budget=600, seed=3))
    drawn = last(random_search(target, budget=600, seed=3))
    selected = last(floating_selection(target, budget=600))
    keep = target.score(CROSS.keep()[None])[0]
    assert evolved.fitness > drawn.fitness and selected.fitness > keep


def test_floating_selection_finds_the_one_orbit_that_a_rule_changes():
    orbit = CROSS.orbits()[3]
    entries = CROSS.keep()
    entries[orbit] = 1 - entries[orbit]
    target = from_hidden_rule(RuleTable(CROSS, entries), steps=1, seed=0, densities=HALF)
    first = next(floating_selection(target, budget=100))
    assert first.fitness == 1 and first.changed == tuple(orbit.tolist())


def test_progress_never_falls_and_a_search_goes_on_from_where_it_was_left():
    target = from_hidden_rule(hidden("von_neumann_2", 5), steps=5, seed=5, side=32)
    looks = [*evolution(target, budget=300, seed=1)]
    fitness = [look.fitness for look in looks]
    assert fitness == sorted(fitness)
    again = next(evolution(target, budget=16, seed=2, first=[looks[-1].best]))
    assert again.fitness >= fitness[-1]


def test_the_baseline_has_had_as_many_tables():
    target = from_hidden_rule(hidden("von_neumann_2", 5), steps=2, seed=5, side=16)
    look = last(with_baseline(evolution(target, budget=200, seed=0), target, budget=200, seed=9))
    assert look.baseline == last(random_search(target, budget=200, seed=9)).fitness


def test_the_same_seed_finds_the_same_rule_however_many_work_on_it():
    target = from_hidden_rule(hidden("von_neumann_3", 1), steps=2, seed=1, side=16)
    one, two = (last(evolution(target, budget=150, seed=4, jobs=jobs)) for jobs in (1, 2))
    assert one.best.changed(two.best) == []


def test_identical_grids_score_best_and_the_source_articles_similarity_one_half(rng):
    grids = rng.integers(0, 2, (2, 16, 16), np.uint8)
    for name, similarity in SIMILARITIES.items():
        assert similarity(grids[None], grids)[0] == pytest.approx(0.5 if name == "overlap" else 1)


def test_the_overlap_is_the_formula_by_hand():
    a, b = np.array([[[1, 1, 0, 0]]], np.uint8), np.array([[[1, 0, 1, 1]]], np.uint8)
    assert overlap(a[None], b)[0] == pytest.approx(1 / 5)
    assert double_overlap(a[None], b)[0] == pytest.approx(2 / 5)


def test_a_near_miss_is_softer_than_a_far_one():
    target = np.zeros((1, 24, 24), np.uint8)
    target[0, 12, 12] = 1
    near, far = np.roll(target, 1, axis=2), np.roll(target, 8, axis=2)
    scores = soft(np.stack([near, far]), target)
    assert scores[0] > scores[1]


def test_counting_makes_the_best_one_step_filter_of_its_space(man, rng):
    space = SPACES["moore_2"]
    clean = (man > 0.5).astype(np.float32)
    noisy = np.where(rng.random(clean.shape) < 0.1, 1 - clean, clean).astype(np.float32)
    target = as_filter(noisy, clean, space)
    found = last(counting(target)).fitness
    others = np.stack([random_table(space, rng).entries for _ in range(20)])
    assert found > target.score(space.keep()[None])[0]
    assert found > target.score(others).max()


def test_a_picture_is_a_target_too(man):
    target = towards_picture(man[::4, ::4], SPACES["moore_2"], steps=6)
    assert isinstance(target, Target)
    looks = [*evolution(target, budget=120, seed=0)]
    assert looks[-1].fitness > looks[0].fitness
