"""What the searches find, measured: python -m core.automata.study.

Hidden rules are recovered from what they made, and evolution runs beside random search.
"""

from collections.abc import Iterator
from itertools import chain
from time import perf_counter

import numpy as np

from core.automata.learning.counting import counting
from core.automata.learning.evolution import evolution
from core.automata.learning.floating_selection import floating_selection
from core.automata.learning.progress import Progress, random_search
from core.automata.learning.target import DENSITIES, Target, from_hidden_rule
from core.automata.spaces import SPACES
from core.automata.tables import RuleTable, random_table

SEEDS = range(10)
HIDDEN = 1000  # added to a seed to draw the hidden rule, so that no search starts from it
BUDGET = 2000  # tables, for evolution beside random search
MOST = {"von_neumann_2": 200_000, "von_neumann_3": 40_000}  # tables that a recovery may try
HALF = (0.5,) * 5  # all starts half alive: the hardest


def hidden(space: str, seed: int) -> RuleTable:
    """Return the rule that is to be found."""
    return random_table(SPACES[space], np.random.default_rng(HIDDEN + seed))


def recover(
    space: str, steps: int, seed: int, densities: tuple[float, ...] = DENSITIES
) -> tuple[int, float, int, float]:
    """Search for a hidden rule.

    Returns:
        Wrong entries, share of equal cells in pairs not searched on, tables tried, seconds.
    """
    rule = hidden(space, seed)
    target = from_hidden_rule(rule, steps=steps, seed=seed, densities=densities)
    start = perf_counter()
    found = last(
        counting(target) if steps == 1 else evolution(target, budget=MOST[space], seed=seed)
    )
    seconds = perf_counter() - start
    fresh = from_hidden_rule(rule, steps=steps, seed=seed + HIDDEN, similarity="agreement")
    share = float(fresh.score(found.best.entries[None])[0])
    return len(found.best.changed(rule)), share, found.evaluations, seconds


def beside_random(seed: int) -> dict[str, float]:
    """Return the fitness of each search at equal budget; the hidden rule acts five times."""
    target = from_hidden_rule(hidden("von_neumann_2", seed), steps=5, seed=seed)
    return {
        "evolution": last(evolution(target, budget=BUDGET, seed=seed)).fitness,
        "floating selection": last_or_keep(target),
        "random": last(random_search(target, budget=BUDGET, seed=seed)).fitness,
    }


def last(search: Iterator[Progress]) -> Progress:
    """Return the end of a search."""
    *_, progress = search
    return progress


def last_or_keep(target: Target) -> float:
    """Return the fitness of floating selection, which may find nothing better than no change."""
    keep = float(target.score(target.space.keep()[None])[0])
    found = (progress.fitness for progress in floating_selection(target, budget=BUDGET))
    return max(chain([keep], found))


def main() -> None:
    """Print the figures."""
    for space, steps, densities in (
        ("von_neumann_2", 1, HALF),
        ("von_neumann_2", 5, DENSITIES),
        ("von_neumann_2", 5, HALF),
        ("von_neumann_3", 1, DENSITIES),
        ("von_neumann_3", 2, DENSITIES),
    ):
        print(f"{space}, {steps} steps apart, starts of density {densities}")
        for seed in SEEDS[:5]:
            wrong, share, tried, seconds = recover(space, steps, seed, densities)
            print(
                f"  seed {seed}: {wrong} wrong entries, {share:.2%} of cells in new pairs, "
                f"{tried} tables, {seconds:.1f} s",
                flush=True,
            )
    wins = 0
    print(f"Fitness with {BUDGET} tables, five steps apart")
    for seed in SEEDS:
        scores = beside_random(seed)
        wins += scores["evolution"] > scores["random"]
        print("  " + ", ".join(f"{name} {score:.3f}" for name, score in scores.items()), flush=True)
    print(f"Evolution beats random search on {wins} of {len(SEEDS)} targets.")


if __name__ == "__main__":
    main()
