"""Rewriting: every module of a string at once, as fast as memory allows."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from core.lsystems.grammar import LSystem
from core.lsystems.modules import Modules, start
from core.lsystems.productions import MOST_MODULES, Productions, Step
from core.sentence import InputError


def rewrite(system: LSystem, order: int, seed: int = 0) -> Modules:
    """Return the string after so many steps.

    Args:
        system: Axiom and rules.
        order: Number of steps.
        seed: Draws among weighted rules.

    Raises:
        InputError: The string grows too long, or an expression has no value.
    """
    if system.is_plain:
        return _composed(system, order)
    for step in derive(system, order, seed):
        modules = step.modules
    return modules


def derive(system: LSystem, order: int, seed: int = 0) -> Iterator[Step]:
    """Yield the strings of order 0, 1, … up to the given one.

    Raises:
        InputError: The string grows too long, or an expression has no value.
    """
    rng = np.random.default_rng(seed)
    productions = Productions(system)
    modules = start(system)
    yield Step(modules, np.ones(len(modules), np.int64), np.zeros(len(modules), bool))
    for _ in range(order):
        step = productions.apply(modules, rng)
        modules = step.modules
        yield step


def _composed(system: LSystem, order: int) -> Modules:
    """Rewrite a D0L-system by composing substitutions: n steps are half of n, done twice.

    The last round joins pieces about as long as the root of the whole, so its speed is that
    of copying memory.
    """
    code = {key: index for index, key in enumerate(system.alphabet)}
    images = {code[rule.predecessor.key]: rule.successor for rule in reversed(system.rules)}
    table = [bytes([symbol]) for symbol in range(len(code))]
    for symbol, successor in images.items():
        table[symbol] = bytes(code[module.key] for module in successor)

    @cache
    def expand(word: bytes, steps: int) -> bytes:
        if steps == 0:
            return word
        if steps == 1:
            return join(table, word)
        middle = expand(word, steps // 2)
        rest = steps - steps // 2
        return join({symbol: expand(bytes([symbol]), rest) for symbol in set(middle)}, middle)

    def join(pieces: dict[int, bytes] | list[bytes], word: bytes) -> bytes:
        if sum(len(pieces[symbol]) * word.count(symbol) for symbol in set(word)) > MOST_MODULES:
            raise InputError("The string grows beyond {limit} symbols.", limit=MOST_MODULES)
        return b"".join(map(pieces.__getitem__, word))

    codes = np.frombuffer(expand(bytes(code[m.key] for m in system.axiom), order), np.uint8)
    return Modules(system.alphabet, codes, np.zeros((len(codes), 0)))
