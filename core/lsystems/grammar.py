"""L-systems as values, in the notation of The Algorithmic Beauty of Plants (ABOP).

    #define r 1.456
    #ignore: +-
    axiom: A(1)
    A(s) : s > 0.1 -> F(s)[+A(s/r)][-A(s/r)]

A system prints as it is read; core.lsystems.notation.parse reads it.
"""

from dataclasses import dataclass
from functools import cached_property

from core.lsystems.expression import Expression

OPEN, CLOSE = "[", "]"
WILD = "*"  # as a context or a condition: anything


@dataclass(frozen=True)
class Module:
    """A symbol and the values it carries, such as F(s/r)."""

    symbol: str  # one character, with a subscript such as F_l where need be
    arguments: tuple[Expression, ...] = ()

    @property
    def key(self) -> "Key":
        """What tells it from other modules: ABOP keeps F and F(x) apart."""
        return self.symbol, len(self.arguments)

    def __str__(self) -> str:
        """Return the module as it is written."""
        values = f"({','.join(map(str, self.arguments))})" if self.arguments else ""
        return self.symbol + values


Word = tuple[Module, ...]
Key = tuple[str, int]  # symbol and number of parameters


@dataclass(frozen=True)
class Rule:
    """What a module becomes: `left < predecessor > right : condition ->(weight) successor`."""

    predecessor: Module
    successor: Word
    left: Word = ()
    right: Word = ()
    condition: Expression | None = None
    weight: Expression | None = None

    @property
    def contexts(self) -> int:
        """On how many sides it looks, 0 to 2; of two that fit, the more demanding one acts."""
        return bool(self.left) + bool(self.right)

    def __str__(self) -> str:
        """Return the rule as one line."""
        left = f"{write(self.left)} < " if self.left else ""
        right = f" > {write(self.right)}" if self.right else ""
        condition = "" if self.condition is None else f" : {self.condition}"
        weight = "" if self.weight is None else f"({self.weight})"
        successor = write(self.successor) or "ε"
        return f"{left}{self.predecessor}{right}{condition} ->{weight} {successor}"


@dataclass(frozen=True)
class LSystem:
    """An axiom and the rules that rewrite it, all modules at once."""

    axiom: Word
    rules: tuple[Rule, ...] = ()
    ignored: frozenset[str] = frozenset()  # symbols that contexts look through
    constants: tuple[tuple[str, Expression], ...] = ()

    @cached_property
    def alphabet(self) -> tuple[Key, ...]:
        """Every module that can occur, brackets first; its place is its code."""
        words = [self.axiom, *(r.successor for r in self.rules), *map(_seen, self.rules)]
        keys = {module.key for word in words for module in word}
        brackets = {(OPEN, 0), (CLOSE, 0)}
        return (*sorted(brackets), *sorted(keys - brackets))

    @property
    def is_plain(self) -> bool:
        """Whether it is D0L: one rule for a symbol, without parameters or contexts."""
        plain = all(
            rule.contexts == 0 and rule.weight is None and rule.condition is None
            for rule in self.rules
        )
        return plain and not self.is_parametric

    @property
    def is_parametric(self) -> bool:
        """Whether any module carries values."""
        return any(arity for _, arity in self.alphabet)

    @property
    def is_random(self) -> bool:
        """Whether chance chooses among rules."""
        return any(rule.weight is not None for rule in self.rules)

    def __str__(self) -> str:
        """Return the text that reads back as this system."""
        lines = [f"#define {name} {value}" for name, value in self.constants]
        if self.ignored:
            lines.append(f"#ignore: {' '.join(sorted(self.ignored))}")
        return "\n".join([*lines, f"axiom: {write(self.axiom)}", *map(str, self.rules)])


def write(word: Word) -> str:
    """Return modules side by side."""
    return "".join(map(str, word))


def _seen(rule: Rule) -> Word:
    return (*rule.left, rule.predecessor, *rule.right)
