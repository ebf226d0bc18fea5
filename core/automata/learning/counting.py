"""The exact way for pairs one step apart: count what follows each neighbourhood."""

from collections.abc import Iterator

import numpy as np

from core.automata.grid import Grid
from core.automata.learning.progress import Progress
from core.automata.learning.target import Target
from core.automata.tables import RuleTable


def count_last_step(target: Target, entries: Grid) -> Grid:
    """Return the entries that turn the last but one generation best into the targets.

    Args:
        target: Its starts run all steps but one by the given entries.
        entries: Table, (rows,); they stay where a row does not occur.
    """
    (late,) = target.outcomes(entries[None], target.steps - 1)
    rows = target.space.index(late, target.border).ravel()
    states, count = target.space.states, target.space.rows
    tally = np.bincount(rows * states + target.targets.ravel(), minlength=count * states)
    tally = tally.reshape(count, states)
    return np.where(tally.any(axis=1), tally.argmax(axis=1), entries).astype(np.uint8)


def counting(target: Target) -> Iterator[Progress]:
    """Yield the one table that fits pairs one step apart best; rows never seen keep the centre.

    The share of equal cells cannot be larger: each row has the state that follows it most often.
    """
    keep = RuleTable(target.space, target.space.keep())
    best = RuleTable(target.space, count_last_step(target, keep.entries))
    fitness = float(target.score(best.entries[None])[0])
    yield Progress(best, fitness, 1, tuple(best.changed(keep)))
