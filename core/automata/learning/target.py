"""What a rule is to do: turn these starts into those targets in so many generations."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from core.automata.grid import Border, Grid
from core.automata.learning.packed_tables import run_tables
from core.automata.learning.similarity import BEST, SIMILARITIES, Scores
from core.automata.spaces import Space
from core.automata.starting import from_picture, soup
from core.automata.tables import RuleTable
from core.image import Image
from core.jobs import each

DENSITIES = (0.03, 0.2, 0.5, 0.8, 0.97)  # sparse starts show single rows at work
PIECE = 64  # tables judged in one go, so that memory stays small


@dataclass(frozen=True, eq=False)
class Target:
    """Pairs of grids, and how the outcome is judged."""

    space: Space
    starts: Grid  # (N, H, W)
    targets: Grid  # (N, H, W)
    steps: int
    similarity: str = "above_chance"
    border: Border = "torus"

    @property
    def best(self) -> float:
        """The score of a perfect outcome."""
        return BEST.get(self.similarity, 1.0)

    def outcomes(self, tables: Grid, steps: int | None = None) -> Grid:
        """Return what tables (P, rows) make of the starts, (P, N, H, W)."""
        steps = self.steps if steps is None else steps
        if self.space.name == "von_neumann_2":
            return run_tables(tables, self.starts, steps, self.border)
        return np.stack([self._run(entries, steps) for entries in tables])

    def score(self, tables: Grid) -> Scores:
        """Return how well each of the tables (P, rows) does, (P,)."""
        return SIMILARITIES[self.similarity](self.outcomes(tables), self.targets)

    def score_all(self, tables: Grid, jobs: int = 1) -> Scores:
        """Do the same in pieces, as many at the same time as there are jobs."""
        count = max(min(jobs, len(tables)), -(-len(tables) // PIECE))
        pieces = np.array_split(tables, count)
        scored = each(self.score, pieces, jobs=jobs, backend="threading", ordered=True)
        return np.concatenate([outcome.get() for outcome in scored])

    def _run(self, entries: Grid, steps: int) -> Grid:
        step = RuleTable(self.space, entries).step(self.border)
        grids = self.starts
        for _ in range(steps):
            grids = step(grids)
        return grids


def from_hidden_rule(
    table: RuleTable,
    *,
    steps: int,
    seed: int,
    densities: Sequence[float] = DENSITIES,
    side: int = 64,
    similarity: str = "above_chance",
) -> Target:
    """Return pairs that a rule has made itself, one for each density of the start.

    Sparse starts (and dense ones) show single rows at work, so that a rule with many wrong
    entries still scores better than a wholly wrong one; half alive throughout is harder.
    """
    states = table.space.states
    starts = np.stack(
        [soup((side, side), d, states, seed + 1000 * n) for n, d in enumerate(densities)]
    )
    blank = Target(table.space, starts, starts, steps, similarity)
    (made,) = blank.outcomes(table.entries[None])
    return Target(table.space, starts, made, steps, similarity)


def towards_picture(
    image: Image,
    space: Space,
    *,
    steps: int,
    seed: int = 0,
    density: float = 0.5,
    similarity: str = "double_overlap",
) -> Target:
    """Return the task to grow a picture out of a random start of the same size."""
    wanted = from_picture(image, space.states)[None]
    start = soup(wanted.shape, density, space.states, seed)
    return Target(space, start, wanted, steps, similarity, border="dead")


def as_filter(
    before: Image, after: Image, space: Space, *, steps: int = 1, similarity: str = "agreement"
) -> Target:
    """Return the task to turn one picture into another."""
    grids = partial(from_picture, states=space.states)
    pair = grids(before)[None], grids(after)[None]
    return Target(space, *pair, steps, similarity, border="mirror")
