"""From successive strings back to the rules of a D0L-system: exact search.

Every symbol always becomes the same word, so the numbers of symbols in one string and in the
next are tied by linear equations, which often fix how long each word is. Words are then read
off from both ends of the strings; where equations leave a choice, all lengths are tried.

Source:
    J. Bernard and I. McQuillan, Techniques for inferring context-free Lindenmayer systems with
    genetic algorithm, Swarm and Evolutionary Computation 64 (2021) 100893.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from core.sentence import InputError

MODULE = re.compile(r"[^\s()](?:_[A-Za-z0-9])?(?:\([^()\s]*\))?")
LONGEST = 50_000  # symbols of all strings
MOST_CHOICES = 4000  # words tried
CONSTANT = "+-&^/\\|$[]{}!'.~"  # what the turtle reads and rules seldom rewrite
Tokens = tuple[str, ...]
Pair = tuple[Tokens, Tokens]
Known = dict[str, Tokens]


@dataclass(frozen=True)
class Found:
    """Rules that turn every string into the next."""

    axiom: Tokens
    rules: tuple[tuple[str, Tokens], ...]  # of every symbol that was seen to become something
    others: Literal["none", "some", "unknown"]  # whether other rules do so too

    @property
    def text(self) -> str:
        """The system as core.lsystems.notation reads it, without symbols that stay."""
        lines = [f"axiom: {''.join(self.axiom)}"]
        for symbol, word in self.rules:
            if word != (symbol,):
                lines.append(f"{symbol} -> {''.join(word) or 'ε'}")
        return "\n".join(lines)


def from_strings(strings: Sequence[str]) -> Found:
    """Return rules that turn each string into the next one.

    Args:
        strings: Of successive orders, symbols as ABOP writes them.

    Raises:
        InputError: There are none, or too few or too long strings.
    """
    lines = [tuple(MODULE.findall(string)) for string in strings if string.strip()]
    if len(lines) < 2 or not lines[0]:
        raise InputError("Write at least two successive strings, one in each line.")
    if sum(map(len, lines)) > LONGEST:
        raise InputError("The strings may have {limit} symbols together.", limit=LONGEST)
    pairs = list(pairwise(lines))
    plain: Known = {
        symbol: (symbol,) for line in lines[:-1] for symbol in line if symbol[0] in CONSTANT
    }
    first = next(_Search(pairs).solutions(plain), None)
    search = _Search(pairs)
    other = next((found for found in search.solutions({}) if found != first), None)
    best = first or other
    if best is None and search.left > 0:
        raise InputError("No rules for single symbols turn each of these strings into the next.")
    if best is None:
        raise InputError("The search for rules took too long: give more of the strings.")
    if first is None:
        other = next((found for found in search.solutions({}) if found != best), None)
    others: Literal["none", "some", "unknown"] = "none" if search.left > 0 else "unknown"
    return Found(lines[0], tuple(sorted(best.items())), "some" if other else others)


class _Search:
    """Backtracking over the words of symbols, the most constrained first."""

    def __init__(self, pairs: list[Pair]) -> None:
        """Count symbols, and solve for lengths."""
        self.pairs = pairs
        self.counts = [(Counter(before), Counter(after)) for before, after in pairs]
        self.lengths = _lengths(self.counts)
        self.left = MOST_CHOICES

    def solutions(self, known: Known, pairs: list[Pair] | None = None) -> Iterator[Known]:
        """Yield every way to complete what is known, given what it leaves open of the pairs."""
        self.left -= 1
        if self.left <= 0:
            return
        gaps = [_gap(before, after, known) for before, after in pairs or self.pairs]
        if any(gap is None for gap in gaps):
            return
        open_gaps = [gap for gap in gaps if gap is not None and gap[0]]
        if not open_gaps:
            yield known
            return
        choices = [(gap[0][0], self._words(*gap, known)) for gap in open_gaps]
        symbol, words = min(choices, key=lambda choice: len(choice[1]))
        for word in words:
            yield from self.solutions({**known, symbol: word}, open_gaps)

    def _words(self, before: Tokens, after: Tokens, known: Known) -> list[Tokens]:
        """Return what the first symbol of a gap may become, itself first."""
        symbol = before[0]
        rest = sum(len(known[other]) for other in before[1:] if other in known)
        times = before.count(symbol)
        sizes: Sequence[int] = range((len(after) - rest) // times + 1)
        if set(before) == {symbol}:
            sizes = [len(after) // times] if len(after) % times == 0 else []
        if symbol in self.lengths:
            sizes = [size for size in sizes if size == self.lengths[symbol]]
        words = [after[:size] for size in sizes if self._affordable(symbol, after[:size])]
        return sorted(words, key=lambda word: word != (symbol,))

    def _affordable(self, symbol: str, word: Tokens) -> bool:
        """Whether every string has symbols enough for all the words that would stand in it."""
        needs = Counter(word)
        return all(
            before[symbol] * need <= after[other]
            for before, after in self.counts
            for other, need in needs.items()
        )


def _gap(before: Tokens, after: Tokens, known: Known) -> Pair | None:
    """Return what is left between the known words at both ends, or nothing if they contradict."""
    start, first = 0, 0
    while start < len(before) and before[start] in known:
        word = known[before[start]]
        if after[first : first + len(word)] != word:
            return None
        start, first = start + 1, first + len(word)
    end, last = len(before), len(after)
    while end > start and before[end - 1] in known:
        word = known[before[end - 1]]
        if last - len(word) < first or after[last - len(word) : last] != word:
            return None
        end, last = end - 1, last - len(word)
    if start == end and first != last:
        return None
    return before[start:end], after[first:last]


def _lengths(counts: list[tuple[Counter[str], Counter[str]]]) -> dict[str, int]:
    """Return the lengths of words that the numbers of symbols alone determine."""
    symbols = sorted({symbol for before, _ in counts for symbol in before})
    matrix = np.array([[before[symbol] for symbol in symbols] for before, _ in counts], float)
    totals = np.array([after.total() for _, after in counts], float)
    scale = np.maximum(matrix.max(axis=1), 1)  # later strings are far longer
    matrix, totals = matrix / scale[:, None], totals / scale
    solution = np.linalg.lstsq(matrix, totals, rcond=None)[0]
    _, values, vectors = np.linalg.svd(matrix)
    rank = int((values > 1e-9 * values[0]).sum())
    loose = np.abs(vectors[rank:]).max(axis=0, initial=0) > 1e-6
    return {
        symbol: round(size)
        for symbol, size, is_loose in zip(symbols, solution.tolist(), loose, strict=True)
        if not is_loose and abs(size - round(size)) < 1e-4
    }
