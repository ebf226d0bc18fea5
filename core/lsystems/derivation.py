"""Where symbols come from: what each one became in a step, and the tree of a whole derivation."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.lsystems.grammar import LSystem
from core.lsystems.modules import Modules
from core.lsystems.productions import Step
from core.lsystems.rewrite import derive
from core.sentence import InputError

MOST_NODES = 600  # of a tree that can still be read


@dataclass(frozen=True)
class Piece:
    """A module, and what one step made of it."""

    source: str
    result: str
    is_rewritten: bool  # by a rule, rather than kept


@dataclass(frozen=True)
class Node:
    """A module and those that came from it, down to the last order."""

    text: str
    is_rewritten: bool  # whether a rule made it
    children: tuple["Node", ...] = ()


def pieces(before: Modules, step: Step, most: int | None = None) -> tuple[Piece, ...]:
    """Return what became of each module in one step; what was erased became nothing.

    Args:
        before: The string that was rewritten.
        step: What it became.
        most: Modules of the new string after which to stop, in the middle of no piece.
    """
    ends = np.cumsum(step.lengths)
    count = len(ends) if most is None else int(np.searchsorted(ends, most, side="right"))
    places = [0, *ends[:count].tolist()]
    results = _texts(step.modules, places[-1])
    texts = ["".join(results[start:end]) for start, end in pairwise(places)]
    return tuple(map(Piece, _texts(before, count), texts, step.by_rule[:count].tolist()))


def tree(system: LSystem, order: int, seed: int = 0) -> tuple[Node, ...]:
    """Return the derivation of a short string: a tree for each module of the axiom.

    Raises:
        InputError: There are too many symbols for a tree that can be read.
    """
    steps: list[Step] = []
    nodes = 0
    for step in derive(system, order, seed):
        nodes += len(step.modules)
        if nodes > MOST_NODES:
            raise InputError(
                "A tree can be shown for at most {limit} symbols in all: choose a lower order.",
                limit=MOST_NODES,
            )
        steps.append(step)
    below: list[tuple[Node, ...]] = [()] * len(steps[-1].modules)
    for step in reversed(steps):
        parts = zip(_texts(step.modules), step.rewritten.tolist(), below, strict=True)
        level = [Node(*part) for part in parts]
        ends = np.cumsum(step.lengths).tolist()
        below = [tuple(level[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
    return tuple(level)


def _texts(modules: Modules, most: int | None = None) -> list[str]:
    places = range(len(modules) if most is None else most)
    return [modules.at(np.array([place])).text() for place in places]
