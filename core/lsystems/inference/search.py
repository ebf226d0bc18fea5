"""Evolution of rules towards a picture: scouts, refined hunches, mutants; random search beside it.

A wrong angle hides right rules: a degree off, a drawing of many steps overlaps with its target
little better than chance. So scouts look at rules under the angles that the target's lines tell
of, the likeliest first; hunches refine the angles of those whose ink is spread most alike,
which changes slowly; mutants and mixtures change the rules themselves; and where nothing
improves for long, all edits of the best are tried.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

import numpy as np

from core.lsystems.inference.candidates import (
    Bundle,
    Candidate,
    Verdict,
    judged,
    rounded,
)  # fmt: skip
from core.lsystems.inference.closeup import look, sharpened
from core.lsystems.inference.genomes import Space
from core.lsystems.inference.likeness import Judge
from core.lsystems.inference.sketch import Rules
from core.lsystems.inference.target import Target

SIDE = 64  # cells of the sketches
COMB = 12  # angles of a scout
ROUGH = tuple(np.arange(-12, 13) * 0.4)  # degrees around a hunch
NEAR = (-4, -2, -1, 0, 1, 2, 4)
FINE = tuple(np.arange(-4, 5) * 0.1)
SCOUTS, HUNCHES, MUTANTS = 128, 40, 24  # bundles of a generation
PARENTS = 48  # rules that mutants come from
STALE = 12  # generations without progress after which all edits of the best are tried
MOST_SEGMENTS = 5000
SHOWN = 8  # of the fittest
LOOKS = 2  # at whole drawings, in a generation
PROMISING = 0.75  # fitness of a sketch from which on the drawing itself is looked at
CLOSE = 0.5  # IoU from which on the angle may be off by a tenth of a degree
FOUND = 0.95  # IoU at which the search ends


@dataclass(frozen=True)
class Progress:
    """Where a search stands."""

    best: tuple[Candidate, ...]  # with different rules, the fittest first
    tried: int  # pictures
    baseline: float  # fitness of random search after as many
    is_found: bool  # whether the first one's own drawing is the target's


@dataclass
class Search:
    """The state of one evolution."""

    judge: Judge
    space: Space
    rng: np.random.Generator
    angles: tuple[float, ...]  # the likeliest first
    jobs: int = 1
    tried: int = 0
    fittest: dict[Rules, Candidate] = field(default_factory=dict)
    densest: dict[Rules, Candidate] = field(default_factory=dict)
    hunches: list[tuple[float, Rules, float, int]] = field(default_factory=list)
    refined: set[tuple[Rules, int, int]] = field(default_factory=set)
    visits: dict[Rules, int] = field(default_factory=dict)
    drawn: dict[Candidate, Candidate] = field(default_factory=dict)  # as closer looks mended them
    searched: set[Rules] = field(default_factory=set)  # whose neighbours have been tried

    def best(self, count: int) -> list[Candidate]:
        """Return the fittest candidates of different rules."""
        return heapq.nlargest(count, self.fittest.values(), key=lambda c: c.fitness)

    def try_all(self, bundles: list[Bundle]) -> None:
        """Judge bundles and remember what was good."""
        for verdict in judged(self.judge, bundles, most=MOST_SEGMENTS, jobs=self.jobs):
            self.note(verdict)

    def note(self, verdict: Verdict) -> None:
        """Remember the best of each choice of rules, and what deserves a closer look."""
        self.tried += verdict.tried
        if verdict.fittest is None or verdict.densest is None:
            return
        rules = verdict.fittest.rules
        known = self.fittest.get(rules, Candidate(rules, 0, 0))
        self.fittest[rules] = max(known, verdict.fittest, key=lambda found: found.fitness)
        known = self.densest.get(rules, Candidate(rules, 0, 0))
        self.densest[rules] = max(known, verdict.densest, key=lambda found: found.density)
        for found in {verdict.fittest, verdict.densest}:
            heapq.heappush(self.hunches, (-found.density, rules, found.angle, found.order))

    def scouts(self, walk: Iterator[Rules]) -> list[Bundle]:
        """Return the next rules, under the likeliest angles that they have not been seen under."""
        bundles = []
        for rules in islice(walk, SCOUTS):
            first = COMB * self.visits.get(rules, 0) % len(self.angles)
            self.visits[rules] = self.visits.get(rules, 0) + 1
            bundles.append(Bundle(rules, self.angles[first : first + COMB]))
        return bundles

    def closer_looks(self) -> list[Bundle]:
        """Return the most promising finds under the angles around theirs."""
        bundles: list[Bundle] = []
        while self.hunches and len(bundles) < HUNCHES:
            _, rules, angle, order = heapq.heappop(self.hunches)
            key = (rules, order, round(angle / 2))
            if key not in self.refined:
                self.refined.add(key)
                bundles.append(Bundle(rules, _around(angle, ROUGH), order))
        return bundles

    def polish(self) -> list[Bundle]:
        """Return the fittest under the angles next to theirs."""
        bundles = []
        for found in self.best(6):
            key = (found.rules, found.order, round(-found.angle * 10))
            if key not in self.refined:
                self.refined.add(key)
                bundles.append(Bundle(found.rules, _around(found.angle, FINE), found.order))
        return bundles

    def mutants(self) -> list[Bundle]:
        """Return children of the fittest and of those whose ink is spread most alike."""
        if not self.fittest:
            return []
        parents = self.best(PARENTS // 2)
        parents += heapq.nlargest(PARENTS // 2, self.densest.values(), key=lambda c: c.density)
        bundles = []
        for _ in range(MUTANTS):
            mother, father = (
                parents[int(min(self.rng.integers(0, len(parents), 2)))] for _ in range(2)
            )
            rules = self.space.child(mother.rules, father.rules, self.rng)
            angles = {*_around(mother.angle, NEAR), *self.angles[: COMB // 2]}
            bundles.append(Bundle(rules, tuple(sorted(angles))))
        return bundles

    def edits(self) -> list[Bundle]:
        """Return all that is one edit from the best that were not searched yet."""
        for found in self.best(8):
            if found.rules not in self.searched:
                self.searched.add(found.rules)
                angles = tuple(sorted({*_around(found.angle, NEAR), *self.angles[:COMB]}))
                return [Bundle(rules, angles) for rules in self.space.around(found.rules)]
        return []

    def recognised(self, target: Target) -> Candidate | None:
        """Look closely at some of the fittest; return one whose drawing is the target's."""
        new = [c for c in self.best(SHOWN) if c.fitness >= PROMISING and c not in self.drawn]
        for seen in new[:LOOKS]:
            found = at_best_order(target, seen)
            if look(target, found).iou >= CLOSE:
                found = sharpened(target, found)
            self.drawn[seen] = found
            if look(target, found).iou >= FOUND:
                return found
        return None


def at_best_order(target: Target, found: Candidate) -> Candidate:
    """Return a candidate at the order whose drawing is most like the target.

    The small sketches of a plant look alike at several orders.
    """
    orders = range(max(1, found.order - 3), found.order + 2)
    others = [replace(found, order=order) for order in orders]
    return max(others, key=lambda other: look(target, other).iou)


def _around(angle: float, offsets: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sorted({rounded(angle + offset) for offset in offsets}))


def infer(
    target: Target,
    *,
    budget: int,
    space: Space | None = None,
    seed: int = 0,
    jobs: int = 1,
    baseline: bool = True,
) -> Iterator[Progress]:
    """Look for the rules of a picture, yielding after every generation.

    Args:
        target: The picture's ink.
        budget: Pictures that may be tried, each one choice of rules, angle and order.
        space: The systems to look among.
        seed: Draws everything.
        jobs: Processes at the same time.
        baseline: Whether random search is run beside it, on as many pictures again.
    """
    space = space or Space()
    judge = Judge(target.at(SIDE))
    rng = np.random.default_rng(seed)
    search, walk = Search(judge, space, rng, target.angles, jobs), space.walk(rng)
    beside = random_search(target, space=space, seed=seed + 1, jobs=jobs)
    level, spent, stale, highest = 0.0, 0, 0, -1.0
    while search.tried < budget:
        search.try_all([*search.scouts(walk), *search.closer_looks(), *search.mutants()])
        search.try_all(search.polish())
        best = search.best(SHOWN)
        stale = 0 if best[0].fitness > highest else stale + 1
        highest = best[0].fitness
        if stale >= STALE:
            search.try_all(search.edits())
            stale = 0
        while baseline and spent < search.tried:
            chance, spent = next(beside)
            level = chance.fitness if chance else 0.0
        found = search.recognised(target)
        best = [search.drawn.get(seen, seen) for seen in search.best(SHOWN)]
        if found is not None:
            best = [found, *(other for other in best if other.rules != found.rules)]
        yield Progress(tuple(best), search.tried, level, found is not None)
        if found is not None:
            return


def random_search(
    target: Target, *, space: Space | None = None, seed: int = 0, jobs: int = 1
) -> Iterator[tuple[Candidate | None, int]]:
    """Try systems drawn by chance without end; yield the best so far, and how many were tried."""
    judge, space, rng = Judge(target.at(SIDE)), space or Space(), np.random.default_rng(seed)
    best: Candidate | None = None
    tried = 0
    while True:
        bundles = [
            Bundle(space.drawn(rng), tuple(rng.choice(target.angles, COMB).tolist()))
            for _ in range(SCOUTS)
        ]
        for verdict in judged(judge, bundles, most=MOST_SEGMENTS, jobs=jobs):
            tried += verdict.tried
            if verdict.fittest and (best is None or verdict.fittest.fitness > best.fitness):
                best = verdict.fittest
        yield best, tried
