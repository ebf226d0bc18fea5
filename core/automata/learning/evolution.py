"""Evolution of rule tables: parents and children compete, the best of both survive."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.automata.grid import Grid
from core.automata.learning.counting import count_last_step
from core.automata.learning.progress import Progress
from core.automata.learning.target import Target
from core.automata.tables import RuleTable


@dataclass(frozen=True)
class Plan:
    """How a population lives."""

    parents: int = 16  # μ
    children: int = 32  # λ
    crossing: float = 0.5  # chance of a child to have two parents
    whole_orbit: float = 0.3  # chance of a mutation to hit all turned and mirrored rows alike
    patience: int = 40  # generations without progress after which all start anew


def evolution(
    target: Target,
    *,
    budget: int,
    seed: int = 0,
    plan: Plan | None = None,
    first: Sequence[RuleTable] = (),
    jobs: int = 1,
) -> Iterator[Progress]:
    """Search by a (μ + λ) strategy, yielding after every generation.

    A child takes each row from one of two parents or all from one; then one or more rows change,
    singly or with all that turn and mirror into them. One child in each generation has its
    last step counted, which is exact where the steps before it are right.

    Args:
        target: What is wanted.
        budget: Tables to try.
        seed: Draws everything.
        plan: Sizes and chances.
        first: Tables to go on from, an edited one for example.
        jobs: Pieces of the population that are judged at the same time.

    Source:
        H.-G. Beyer and H.-P. Schwefel, Evolution Strategies: A Comprehensive Introduction,
        Natural Computing 1 (2002) 3-52.
    """
    plan, rng, spent = plan or Plan(), np.random.default_rng(seed), 0
    best: Progress | None = None
    while spent < budget:
        tables = rng.integers(0, target.space.states, (plan.parents, target.space.rows), np.uint8)
        for place, table in enumerate(first[: plan.parents]):
            tables[place] = table.entries
        tried = 0
        for leader, fitness, tried in _life(target, tables, plan, rng, budget - spent, jobs):
            best = _better(best, RuleTable(target.space, leader), fitness, spent + tried)
            yield best
            if best.fitness >= target.best - 1e-12:
                return
        spent, first = spent + tried, ()


def _life(
    target: Target, tables: Grid, plan: Plan, rng: np.random.Generator, budget: int, jobs: int
) -> Iterator[tuple[Grid, float, int]]:
    """Yield the best table of a population, its fitness and the tables tried, till it stalls."""
    scores, spent, stale = target.score_all(tables, jobs), len(tables), 0
    yield tables[scores.argmax()], float(scores.max()), spent
    while spent < budget and stale <= plan.patience:
        level = scores.max()
        children = _children(target, tables, plan, rng)[: budget - spent]
        spent += len(children)
        pool = np.concatenate([tables, children])
        pooled = np.concatenate([scores, target.score_all(children, jobs)])
        _, kept = np.unique(pool, axis=0, return_index=True)
        kept.sort()  # without twins, the older first
        kept = kept[np.argsort(-pooled[kept], kind="stable")[: plan.parents]]
        tables, scores = pool[kept], pooled[kept]
        stale = 0 if scores[0] > level else stale + 1
        yield tables[0], float(scores[0]), spent


def _better(best: Progress | None, table: RuleTable, fitness: float, spent: int) -> Progress:
    if best is None:
        return Progress(table, fitness, spent)
    if fitness <= best.fitness:
        return replace(best, evaluations=spent, changed=())
    return Progress(table, fitness, spent, tuple(table.changed(best.best)))


def _children(target: Target, tables: Grid, plan: Plan, rng: np.random.Generator) -> Grid:
    mothers, fathers = tables[rng.integers(0, len(tables), (2, plan.children))]
    mixed = rng.random(mothers.shape) < 0.5
    alone = rng.random(plan.children) >= plan.crossing
    children = np.where(mixed & ~alone[:, None], fathers, mothers)
    for child in children:
        _mutate(child, target, plan, rng)
    children[0] = count_last_step(target, tables[rng.integers(0, len(tables))])
    return children


def _mutate(child: Grid, target: Target, plan: Plan, rng: np.random.Generator) -> None:
    """Change one orbit or row, and another with chance ½, and so on."""
    states, orbits = target.space.states, target.space.orbits()
    for _ in range(rng.geometric(0.5)):
        orbit = orbits[rng.integers(len(orbits))]
        if rng.random() < plan.whole_orbit:
            child[orbit] = rng.integers(states)
        else:
            row = rng.choice(orbit)
            child[row] = (child[row] + rng.integers(1, states)) % states
