"""One step of rewriting for every kind of L-system, on arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.lsystems.branches import Places
from core.lsystems.contexts import Surroundings, fitting
from core.lsystems.expression import Value, evaluate
from core.lsystems.grammar import Key, LSystem, Rule, Word
from core.lsystems.modules import Modules, check_values, constants
from core.sentence import InputError

MOST_MODULES = 20_000_000
MOST_VALUES = 8_000_000  # of parametric strings, eight bytes each


@dataclass(frozen=True, eq=False)
class Match:
    """Which of some modules a rule may rewrite, and the values of its names there."""

    fits: NDArray[np.bool_]  # (m,)
    names: dict[str, Value]  # numbers, or arrays of as many values as fit

    def among(self, chosen: NDArray[np.bool_]) -> "Match":
        """Return the match for some of those that fit."""
        fits = self.fits.copy()
        fits[self.fits] = chosen
        names = {k: v[chosen] if isinstance(v, np.ndarray) else v for k, v in self.names.items()}
        return Match(fits, names)


@dataclass(frozen=True, eq=False)
class Step:
    """A string, and how it follows from the one before, of m modules."""

    modules: Modules
    lengths: Places  # (m,), how many modules each one became
    by_rule: NDArray[np.bool_]  # (m,), whether a rule applied to it

    @property
    def parents(self) -> Places:
        """Which module of the string before each one came from, (n,)."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    @property
    def rewritten(self) -> NDArray[np.bool_]:
        """Which modules a rule made, rather than being kept, (n,)."""
        return np.repeat(self.by_rule, self.lengths)


class Productions:
    """The rules of a system as tables, ready to be applied to its strings."""

    def __init__(self, system: LSystem) -> None:
        """Write every successor into one long table; each module's own identity comes first."""
        self.system = system
        self.constants = constants(system)
        self.code = {key: index for index, key in enumerate(system.alphabet)}
        successors = [[self.code[m.key] for m in rule.successor] for rule in system.rules]
        pieces = [[code] for code in self.code.values()] + successors
        self.lengths = np.array([len(piece) for piece in pieces])
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.table = np.array([code for piece in pieces for code in piece], np.uint8)
        self.turns = _in_turns(system)

    @np.errstate(all="ignore")  # what has no value is found at the end
    def apply(self, modules: Modules, rng: np.random.Generator) -> Step:
        """Rewrite all modules at once.

        Raises:
            InputError: The new string would be too long, or an expression has no value.
        """
        choice = modules.codes.astype(np.intp)  # a piece of the table; first the identities
        chosen: list[tuple[int, Places, dict[str, Value]]] = []
        surroundings = Surroundings(modules, self.system)
        for rules in self.turns:
            code = self.code[self.system.rules[rules[0]].predecessor.key]
            at = np.flatnonzero(choice == code)
            found = [self._match(self.system.rules[r], modules, surroundings, at) for r in rules]
            winner = self._draw(rules, found, rng)
            for index, (number, match) in enumerate(zip(rules, found, strict=True)):
                won = match.among(winner[match.fits] == index)
                chosen.append((number, at[won.fits], won.names))
                choice[chosen[-1][1]] = len(self.code) + number
        lengths = self.lengths[choice]
        ends = np.cumsum(lengths)
        size = int(ends[-1]) if len(ends) else 0
        self._check_size(size, modules)
        offsets = ends - lengths
        pieces = np.repeat(self.starts[choice] - offsets, lengths)
        pieces += np.arange(size)
        codes = self.table[pieces]
        by_rule = choice >= len(self.code)
        values = self._values(modules, size, ~by_rule, offsets, chosen)
        return Step(Modules(modules.alphabet, codes, values), lengths, by_rule)

    def _draw(
        self, rules: list[int], found: list[Match], rng: np.random.Generator
    ) -> NDArray[np.intp]:
        """Choose for each module one of the rules that fit, by weight or else the first, (m,).

        Where none fits, the number of rules is returned.
        """
        size = len(found[0].fits)
        expressions = [self.system.rules[number].weight for number in rules]
        if expressions[0] is None:
            winner = np.full(size, len(rules))
            for index in reversed(range(len(rules))):
                winner[found[index].fits] = index
            return winner
        heights = np.zeros((len(rules), size))
        for row, expression, match in zip(heights, expressions, found, strict=True):
            if expression is not None:
                row[match.fits] = np.maximum(evaluate(expression, match.names), 0)
        np.cumsum(heights, axis=0, out=heights)
        return (rng.random(size) * heights[-1] >= heights).sum(axis=0)

    def _match(self, rule: Rule, modules: Modules, surroundings: Surroundings, at: Places) -> Match:
        """Find which of the modules the rule's contexts and condition fit."""
        left = surroundings.left(at, rule.left)
        right = surroundings.right(at, rule.right)
        keep = fitting([*left, *right], len(at))
        pattern: Word = (*rule.left, rule.predecessor, *rule.right)
        names: dict[str, Value] = dict(self.constants)
        for module, places in zip(pattern, [*left, at, *right], strict=True):
            for column, name in enumerate(module.arguments):
                names[str(name)] = modules.values[places[keep], column]
        match = Match(keep, names)
        if rule.condition is None:
            return match
        holds = np.not_equal(evaluate(rule.condition, names), 0)
        return match.among(np.broadcast_to(holds, (int(keep.sum()),)))

    def _values(
        self,
        modules: Modules,
        size: int,
        kept: NDArray[np.bool_],
        offsets: Places,
        chosen: list[tuple[int, Places, dict[str, Value]]],
    ) -> NDArray[np.float64]:
        """Compute the values of the new modules, (size, most parameters)."""
        values = np.zeros((size, modules.values.shape[1]))
        if not values.shape[1]:
            return values
        values[offsets[kept]] = modules.values[kept]
        for number, at, names in chosen:
            for place, module in enumerate(self.system.rules[number].successor):
                for column, argument in enumerate(module.arguments):
                    values[offsets[at] + place, column] = evaluate(argument, names)
        return check_values(values)

    def _check_size(self, size: int, modules: Modules) -> None:
        columns = modules.values.shape[1]
        limit = MOST_VALUES // columns if columns else MOST_MODULES
        if size > limit:
            raise InputError("The string grows beyond {limit} symbols.", limit=limit)


def _in_turns(system: LSystem) -> list[list[int]]:
    """Group the rules that compete: the same predecessor, the same number of contexts.

    Groups with more contexts come first, and what they rewrite is no longer free.
    """
    groups: dict[tuple[int, Key], list[int]] = {}
    for number, rule in enumerate(system.rules):
        groups.setdefault((-rule.contexts, rule.predecessor.key), []).append(number)
    return [groups[key] for key in sorted(groups)]
