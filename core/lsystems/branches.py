"""The tree that brackets make of a string, worked on for all modules at once.

A module's path is what a turtle has walked when it gets there: the string up to it without the
branches that have closed. Going down a path one by one is slow in Python, so everything here
is a sum, a sort or a search over whole arrays.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]  # of modules in their string
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Branches:
    """The brackets of a string of n modules; they must match."""

    opens: Mask  # (n,)
    closes: Mask  # (n,)

    @cached_property
    def brackets(self) -> tuple[Places, Places, Places]:
        """Return each branch's first and last bracket and its parent, in order of opening.

        Branch 0 is the trunk and has no brackets of its own: the arrays start with branch 1.
        """
        places = np.flatnonzero(self.opens | self.closes)
        is_open = self.opens[places]
        level = np.cumsum(np.where(is_open, 1, -1)) + ~is_open  # of the branch it bounds
        by_level = np.argsort(level, kind="stable")  # in one level, [ and ] alternate
        first, last = by_level[0::2], by_level[1::2]
        above = np.searchsorted(_key(level[first], first), _key(level[first] - 1, first))
        number = np.empty(len(places), np.int64)  # branch of an opening bracket
        number[np.sort(first)] = np.arange(1, len(first) + 1)
        parent = np.where(level[first] > 1, number[first[above - 1]], 0)
        in_order = np.argsort(first)
        return places[first][in_order], places[last][in_order], parent[in_order]

    @cached_property
    def branch(self) -> Places:
        """The branch each module stands in; brackets that open count to where they stand."""
        first, last, parent = self.brackets
        change = np.zeros(len(self.opens) + 1, np.int64)
        numbers = np.arange(1, len(first) + 1)
        change[first + 1] += numbers - parent
        change[last + 1] -= numbers - parent
        return np.cumsum(change)[:-1]

    def sums(self, values: Numbers) -> Numbers:
        """Return the sum of the values along each module's path, itself included, (n,).

        Closing a branch takes back what the branch added; those within it have done the same.
        """
        if not self.opens.any():
            return np.cumsum(values)
        _, last, _ = self.brackets
        added = np.bincount(self.branch, values, len(last) + 1)
        taken = np.array(values, float)
        taken[last] = -added[1:]
        return np.cumsum(taken)

    def previous(self, mask: Mask, at: Places) -> Places:
        """Return the last masked module before each given one on its path, -1 for none.

        A closing bracket counts to the path that it comes back to.

        It is the latest in the string with as many masked ones on its path: whatever stands
        between it and the given one grows out of it, and has more.
        """
        marked = np.flatnonzero(mask)
        if not len(marked):
            return np.full(len(at), -1)
        ranks = np.rint(self.sums(mask.astype(float))).astype(np.int64)
        order = np.argsort(ranks[marked], kind="stable")
        keys = ranks[marked][order] * len(mask) + marked[order]
        before = ranks[at] - mask[at]
        found = marked[order][np.searchsorted(keys, before * len(mask) + at) - 1]
        return np.where(before > 0, found, -1)


def _key(level: Places, place: Places) -> Places:
    return level * (len(place) * 2 + 1) + place
