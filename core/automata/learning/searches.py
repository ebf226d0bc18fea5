"""The searches by name, each able to go on from a table that another one or a person left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core.automata.learning.counting import counting
from core.automata.learning.evolution import evolution
from core.automata.learning.floating_selection import floating_selection
from core.automata.learning.progress import Progress, with_baseline
from core.automata.learning.target import Target
from core.automata.tables import RuleTable


class Search(Protocol):
    """A way to look for a table."""

    def __call__(
        self, target: Target, *, budget: int, seed: int, first: Sequence[RuleTable], jobs: int
    ) -> Iterator[Progress]:
        """Yield the best so far until the budget is spent or nothing better is left."""


def _evolution(
    target: Target, *, budget: int, seed: int, first: Sequence[RuleTable], jobs: int
) -> Iterator[Progress]:
    return evolution(target, budget=budget, seed=seed, first=first, jobs=jobs)


def _floating(
    target: Target, *, budget: int, seed: int, first: Sequence[RuleTable], jobs: int
) -> Iterator[Progress]:
    return floating_selection(target, budget=budget, first=first[0] if first else None, jobs=jobs)


def _counting(
    target: Target, *, budget: int, seed: int, first: Sequence[RuleTable], jobs: int
) -> Iterator[Progress]:
    return counting(target)


SEARCHES: dict[str, Search] = {
    "evolution": _evolution,
    "floating selection": _floating,
    "counting": _counting,
}


@dataclass(frozen=True)
class Course:
    """How a search has gone so far, parts that came before it included."""

    latest: Progress
    tried: tuple[int, ...] = ()
    reached: tuple[float, ...] = ()
    baseline: tuple[float, ...] = ()

    def then(self, step: Progress, before: "Course | None") -> "Course":
        """Return the course with one look more; tables tried count on from an earlier part."""
        spent = before.latest.evaluations if before else 0
        floor = before.baseline[-1] if before else step.baseline
        step = replace(
            step, evaluations=spent + step.evaluations, baseline=max(step.baseline, floor)
        )
        return Course(
            step,
            (*self.tried, step.evaluations),
            (*self.reached, step.fitness),
            (*self.baseline, step.baseline),
        )


def train(
    target: Target,
    search: Search,
    *,
    budget: int,
    seed: int,
    before: Course | None = None,
    first: Sequence[RuleTable] = (),
    jobs: int = 1,
) -> Iterator[Course]:
    """Yield the course of a search with random search beside it, at equal budget.

    Args:
        target: What is wanted.
        search: How it is looked for.
        budget: Tables to try, beyond those of an earlier part.
        seed: Draws everything.
        before: An earlier part, which this one goes on from.
        first: Tables to begin with, an edited one for example.
        jobs: Pieces of the population that are judged at the same time.
    """
    blank = Progress(RuleTable(target.space, target.space.keep()), 0.0, 0)
    course = before or Course(blank)
    found = search(target, budget=budget, seed=seed, first=first, jobs=jobs)
    for step in with_baseline(found, target, budget=budget, seed=seed, jobs=jobs):
        course = course.then(step, before)
        yield course
