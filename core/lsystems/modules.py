"""Strings of modules as arrays: one byte for each symbol, one row for its values."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.lsystems.expression import evaluate
from core.lsystems.grammar import Key, LSystem
from core.sentence import InputError

Codes = NDArray[np.uint8]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Modules:
    """A string of an L-system."""

    alphabet: tuple[Key, ...]
    codes: Codes  # (n,), places in the alphabet
    values: Numbers  # (n, most parameters), 0 where a module has fewer

    def __len__(self) -> int:
        """Return the number of modules."""
        return len(self.codes)

    def __str__(self) -> str:
        """Return the whole string as ABOP writes it."""
        return self.text()

    def text(self, limit: int | None = None) -> str:
        """Return the string, or its first modules, with values to six digits."""
        names = [symbol for symbol, _ in self.alphabet]
        codes = self.codes[:limit].tolist()
        if not self.values.shape[1]:
            return "".join(map(names.__getitem__, codes))
        arities = [arity for _, arity in self.alphabet]
        rows = self.values[:limit].tolist()
        return "".join(
            names[code] + _bracketed(row[: arities[code]])
            for code, row in zip(codes, rows, strict=True)
        )

    def at(self, places: NDArray[np.int64]) -> "Modules":
        """Return the modules at some places as a string of their own."""
        return Modules(self.alphabet, self.codes[places], self.values[places])

    def counts(self) -> dict[Key, int]:
        """Return how often each module of the alphabet occurs."""
        found = np.bincount(self.codes, minlength=len(self.alphabet))
        return dict(zip(self.alphabet, found.tolist(), strict=True))

    def are(self, symbols: str) -> NDArray[np.bool_]:
        """Return which modules have one of these symbols, with or without a subscript, (n,)."""
        chosen = bytes(symbol[0] in symbols for symbol, _ in self.alphabet)
        table = chosen.ljust(256, b"\0")  # several times as fast as indexing with the codes
        return np.frombuffer(self.codes.tobytes().translate(table), bool)

    def look_up(self, numbers: dict[str, float]) -> Numbers:
        """Return a number for each module by the first character of its symbol, else 0, (n,)."""
        return np.array([numbers.get(symbol[0], 0.0) for symbol, _ in self.alphabet])[self.codes]

    def first_values(self, default: Numbers | float) -> Numbers:
        """Return each module's first value, or the default where it has none, (n,)."""
        has = np.array([arity > 0 for _, arity in self.alphabet], bool)
        if not has.any():
            return np.broadcast_to(np.asarray(default, float), (len(self),))
        return np.where(has[self.codes], self.values[:, 0], default)


@np.errstate(all="ignore")  # what has no value is found at the end
def start(system: LSystem) -> Modules:
    """Return the axiom of a system as its string of order 0.

    Raises:
        InputError: A value in it is not finite.
    """
    code = {key: index for index, key in enumerate(system.alphabet)}
    codes = np.array([code[module.key] for module in system.axiom], np.uint8)
    values = np.zeros((len(codes), max(arity for _, arity in system.alphabet)))
    known = constants(system)
    for row, module in enumerate(system.axiom):
        for column, argument in enumerate(module.arguments):
            values[row, column] = evaluate(argument, known)
    return Modules(system.alphabet, codes, check_values(values))


def check_values(values: Numbers) -> Numbers:
    """Return the values of a string if all of them are finite.

    Raises:
        InputError: One is not, as after a division by zero.
    """
    if not np.isfinite(values).all():
        raise InputError("A value of the string is not a finite number any more.")
    return values


def constants(system: LSystem) -> dict[str, float]:
    """Return the values of the names that a system defines."""
    known: dict[str, float] = {}
    for name, expression in system.constants:
        known[name] = float(evaluate(expression, known))
    return known


def _bracketed(values: list[float]) -> str:
    return f"({','.join(f'{value:.6g}' for value in values)})" if values else ""
