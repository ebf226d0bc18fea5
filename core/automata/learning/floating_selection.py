"""Sequential floating forward selection of the rows that a rule acts on."""

from collections.abc import Iterator

import numpy as np

from core.automata.grid import Grid
from core.automata.learning.progress import Progress
from core.automata.learning.target import Target
from core.automata.tables import RuleTable

Choice = tuple[int, int]  # group of rows, the state they get


def floating_selection(
    target: Target, *, budget: int, first: RuleTable | None = None, jobs: int = 1
) -> Iterator[Progress]:
    """Add the change that helps most, then take back what no longer helps; and again.

    Starts from a given rule, or from the one that changes nothing. A change gives all rows that
    turn and mirror into one another another state; only rows that occur are tried. Yields after
    every change.

    Args:
        target: What is wanted.
        budget: Tables to try.
        first: Table to go on from, an edited one for example.
        jobs: Pieces of the candidates that are judged at the same time.

    Source:
        P. L. Rosin, Training Cellular Automata for Image Processing, IEEE Trans. Image Process.
        15 (2006) 2076-2087; P. Pudil, J. Novovičová and J. Kittler, Floating Search Methods in
        Feature Selection, Pattern Recognit. Lett. 15 (1994) 1119-1125.
    """
    keep = target.space.keep() if first is None else first.entries
    options = _options(target, keep)
    chosen: list[Choice] = []
    best_of = {0: float(target.score(keep[None])[0])}  # by number of changes
    spent, last = 1, keep
    while spent < budget:
        trials = [[*chosen, option] for option in options if option[0] not in dict(chosen)]
        trials = trials[: budget - spent]
        if not trials:
            return
        scores = target.score_all(_built(target, keep, trials), jobs)
        spent += len(trials)
        if scores.max() <= best_of[len(chosen)]:
            return
        chosen = trials[int(scores.argmax())]
        best_of[len(chosen)] = float(scores.max())
        while len(chosen) > 2 and spent + len(chosen) <= budget:
            trials = [chosen[:place] + chosen[place + 1 :] for place in range(len(chosen) - 1)]
            scores = target.score_all(_built(target, keep, trials), jobs)
            spent += len(trials)
            if scores.max() <= best_of[len(chosen) - 1]:
                break
            chosen = trials[int(scores.argmax())]
            best_of[len(chosen)] = float(scores.max())
        (entries,) = _built(target, keep, [chosen])
        changed = tuple(np.flatnonzero(entries != last).tolist())
        last = entries
        yield Progress(RuleTable(target.space, entries), best_of[len(chosen)], spent, changed)


def _options(target: Target, keep: Grid) -> list[Choice]:
    occur = set(np.unique(target.space.index(target.starts, target.border)).tolist())
    return [
        (number, state)
        for number, rows in enumerate(target.space.orbits())
        if target.steps > 1 or occur & set(rows.tolist())
        for state in range(target.space.states)
        if (keep[rows] != state).any()
    ]


def _built(target: Target, keep: Grid, trials: list[list[Choice]]) -> Grid:
    orbits = target.space.orbits()
    tables = np.repeat(keep[None], len(trials), axis=0)
    for table, choices in zip(tables, trials, strict=True):
        for number, state in choices:
            table[orbits[number]] = state
    return tables
