"""What a search shows while it goes on, and the random search beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from core.automata.learning.target import Target
from core.automata.tables import RuleTable

BATCH = 32  # random tables at a time


@dataclass(frozen=True)
class Progress:
    """The best rule so far."""

    best: RuleTable
    fitness: float
    evaluations: int  # tables tried so far
    changed: tuple[int, ...] = ()  # rows in which the best differs from the one before
    baseline: float = float("nan")  # fitness of random search with as many evaluations


def random_search(
    target: Target, *, budget: int, seed: int = 0, batch: int = BATCH, jobs: int = 1
) -> Iterator[Progress]:
    """Try random tables; yield after every batch."""
    rng = np.random.default_rng(seed)
    space = target.space
    best, fitness, spent = None, -np.inf, 0
    while spent < budget:
        count = min(batch, budget - spent)
        tables = rng.integers(0, space.states, (count, space.rows), np.uint8)
        scores = target.score_all(tables, jobs)
        spent += count
        changed: tuple[int, ...] = ()
        if scores.max() > fitness:
            found = RuleTable(space, tables[scores.argmax()])
            changed = tuple(found.changed(best)) if best else ()
            best, fitness = found, float(scores.max())
        assert best is not None
        yield Progress(best, fitness, spent, changed, fitness)


def with_baseline(
    search: Iterator[Progress], target: Target, *, budget: int, seed: int = 0, jobs: int = 1
) -> Iterator[Progress]:
    """Yield the search's progress with that of random search beside it, at equal budget."""
    baseline, level, spent = random_search(target, budget=budget, seed=seed, jobs=jobs), 0.0, 0
    for progress in search:
        while spent < min(progress.evaluations, budget):
            beside = next(baseline)
            level, spent = beside.fitness, beside.evaluations
        yield replace(progress, baseline=level)
