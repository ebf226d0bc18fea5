"""What stands around a module in the tree of its string, as ABOP 1.8 defines it.

The left context is the path towards the root; branches that have closed on the way are passed
over. The right context is what grows out of the module: along its own branch, with side branches
passed over, or into them where the context itself has brackets. What is written after a
context's last symbol, in a branch or at the end, does not matter.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.lsystems.branches import Branches, Mask, Places
from core.lsystems.grammar import CLOSE, OPEN, Key, LSystem, Word
from core.lsystems.modules import Modules

NOWHERE = -1


class Surroundings:
    """The neighbours of every module of one string, looked up for all candidates at once."""

    def __init__(self, modules: Modules, system: LSystem) -> None:
        """Keep the string; what is asked of it is computed when first needed."""
        self.codes = modules.codes
        self.code = {key: index for index, key in enumerate(modules.alphabet)}
        self.opens = self.codes == self.code[OPEN, 0]
        self.branches = Branches(self.opens, self.codes == self.code[CLOSE, 0])
        ignored = np.array([symbol in system.ignored for symbol, _ in modules.alphabet])
        self.seen = ~(ignored[self.codes] | self.opens | self.branches.closes)

    def left(self, at: Places, context: Word) -> list[Places]:
        """Return where each module of a left context stands for each candidate, or NOWHERE."""
        places: list[Places] = []
        for module in reversed(context):
            at = self._if_it_is(self._step(self._before, at), module.key)
            places.insert(0, at)
        return places

    def right(self, at: Places, context: Word) -> list[Places]:
        """Return where each module of a right context stands, one array for each of them.

        Brackets of the context have arrays as well, so that it stays aligned.
        """
        places: list[Places] = []
        rest = context
        while rest:
            if rest[0].symbol != OPEN:
                at = self._if_it_is(self._past_branches(at), rest[0].key)
                places.append(at)
                rest = rest[1:]
                continue
            end = _closing(rest)
            at, inside = self._into_branch(at, rest[1:end])
            places += [at, *inside, at]
            rest = rest[end + 1 :]
        return places

    def _into_branch(self, at: Places, inner: Word) -> tuple[Places, list[Places]]:
        """Find the first of the next side branches that the inner context fits.

        Returns:
            The bracket that opens it for each candidate, and the places within.
        """
        found = np.full(len(at), NOWHERE)
        inside = [found.copy() for _ in inner]
        trying = self._step(self._after, at)
        while True:
            trying = np.where(self._is_open(trying), trying, NOWHERE)
            places = self.right(self._entered(trying), inner)
            fits = (trying >= 0) & (found < 0)
            fits &= np.all([p >= 0 for p in places], axis=0) if places else True
            found = np.where(fits, trying, found)
            for kept, place in zip(inside, places, strict=True):
                kept[fits] = place[fits]
            trying = np.where(fits, NOWHERE, trying)
            if not (trying >= 0).any():
                return found, inside
            trying = self._step(self._after, trying)

    def _entered(self, brackets: Places) -> Places:
        """Code brackets so that what follows is their inside: the rows after the string's."""
        return np.where(brackets >= 0, brackets + len(self.codes), NOWHERE)

    def _past_branches(self, at: Places) -> Places:
        at = self._step(self._after, at)
        while (is_open := self._is_open(at)).any():
            at = np.where(is_open, self._step(self._after, at), at)
        return at

    def _is_open(self, at: Places) -> Mask:
        return (at >= 0) & self.opens[at]

    def _if_it_is(self, at: Places, key: Key) -> Places:
        return np.where((at >= 0) & (self.codes[at] == self.code[key]), at, NOWHERE)

    @staticmethod
    def _step(table: Places, at: Places) -> Places:
        return np.where(at >= 0, table[at], NOWHERE)

    @cached_property
    def _before(self) -> Places:
        """The symbol before each one on its path, (n,)."""
        return self.branches.previous(self.seen, np.arange(len(self.codes)))

    @cached_property
    def _after(self) -> Places:
        """The next symbol or opening bracket in the same branch, (2 n,).

        Rows from n on belong to opening brackets and give what comes first inside.
        """
        size = len(self.codes)
        after = np.full(2 * size, NOWHERE)
        branch = self.branches.branch
        items = np.flatnonzero(~self.branches.closes)  # the ignored have neighbours as well
        items = items[np.argsort(branch[items], kind="stable")]
        stands = np.where((self.seen | self.opens)[items], np.arange(len(items)), len(items))
        following = np.minimum.accumulate(np.append(stands, len(items))[:0:-1])[::-1]
        has_one = following < len(items)
        has_one[has_one] &= branch[items[following[has_one]]] == branch[items[has_one]]
        after[items[has_one]] = items[following[has_one]]
        items = items[stands < len(items)]
        fellows = branch[items[1:]] == branch[items[:-1]]
        heads = items[np.concatenate([[True], ~fellows])] if len(items) else items
        heads = heads[branch[heads] > 0]
        first, _, _ = self.branches.brackets
        after[size + first[branch[heads] - 1]] = heads
        return after


def _closing(context: Word) -> int:
    """Return where the bracket that a context starts with is closed."""
    depth = 0
    for index, module in enumerate(context):
        depth += (module.symbol == OPEN) - (module.symbol == CLOSE)
        if depth == 0:
            return index
    raise AssertionError("the reader sees to it that brackets match")


def fitting(places: list[Places], size: int) -> NDArray[np.bool_]:
    """Return for which of the candidates every module of a context was found."""
    return np.all([place >= 0 for place in places], axis=0) if places else np.ones(size, bool)
