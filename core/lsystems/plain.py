"""A plain rewriter, one module after another: what the fast one is measured and tested against."""

import operator
import random
from collections.abc import Callable, Mapping

from core.lsystems.expression import Expression, Name, Number, Operation, Signed
from core.lsystems.grammar import CLOSE, OPEN, Key, LSystem, Rule, Word, write

Values = tuple[float, ...]
Item = tuple[str, Values]  # symbol and its values
Names = dict[str, float]
FUNCTIONS: Mapping[str, Callable[[float, float], float]] = {
    "|": lambda a, b: bool(a) or bool(b), "&": lambda a, b: bool(a) and bool(b),
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge, "+": operator.add, "-": operator.sub,
    "*": operator.mul, "/": operator.truediv, "^": operator.pow,
}  # fmt: skip


class Plain:
    """Rewrites lists of items."""

    def __init__(self, system: LSystem, seed: int = 0) -> None:
        """Sort the rules by what they rewrite, the most demanding first."""
        self.ignored = system.ignored
        self.random = random.Random(seed)
        self.constants: Names = {}
        for name, expression in system.constants:
            self.constants[name] = value_of(expression, self.constants)
        self.rules: dict[Key, list[Rule]] = {}
        for rule in sorted(system.rules, key=lambda rule: -rule.contexts):
            self.rules.setdefault(rule.predecessor.key, []).append(rule)
        self.axiom = self.written(system.axiom, self.constants)

    def rewrite(self, order: int) -> list[Item]:
        """Return the string after so many steps."""
        items = self.axiom
        for _ in range(order):
            items = [new for place in range(len(items)) for new in self.successor(items, place)]
        return items

    def successor(self, items: list[Item], place: int) -> list[Item]:
        """Return what one item becomes."""
        symbol, values = items[place]
        fitting: list[tuple[Rule, Names]] = []
        for rule in self.rules.get((symbol, len(values)), ()):
            if fitting and rule.contexts < fitting[0][0].contexts:
                break
            names = self.match(rule, items, place)
            if names is not None:
                if rule.weight is None:
                    return self.written(rule.successor, names)
                fitting.append((rule, names))
        if not fitting:
            return [items[place]]
        weights = [value_of(rule.weight, names) for rule, names in fitting if rule.weight]
        rule, names = self.random.choices(fitting, weights)[0]
        return self.written(rule.successor, names)

    def match(self, rule: Rule, items: list[Item], place: int) -> Names | None:
        """Return the values of a rule's names where it fits."""
        names = dict(self.constants)
        bind(rule.predecessor.arguments, items[place][1], names)
        at = place
        for module in reversed(rule.left):
            found = self.before(items, at)
            if found is None or (items[found][0], len(items[found][1])) != module.key:
                return None
            bind(module.arguments, items[found][1], names)
            at = found
        if rule.right and not self.follows(items, place + 1, rule.right, names):
            return None
        if rule.condition is not None and not value_of(rule.condition, names):
            return None
        return names

    def before(self, items: list[Item], place: int) -> int | None:
        """Return the item before one on the path from the root."""
        closed = 0
        for at in range(place - 1, -1, -1):
            symbol = items[at][0]
            if symbol == CLOSE:
                closed += 1
            elif symbol == OPEN:
                closed = max(closed - 1, 0)
            elif not closed and symbol not in self.ignored:
                return at
        return None

    def follows(self, items: list[Item], at: int, context: Word, names: Names) -> bool:
        """Return whether a context fits what grows from a place on."""
        while context:
            while at < len(items) and items[at][0] in self.ignored:
                at += 1
            if at == len(items) or items[at][0] == CLOSE:
                return False
            if items[at][0] == OPEN:
                inner = context[1 : end_of([(m.symbol, ()) for m in context], 0)]
                if context[0].symbol == OPEN and self.follows(items, at + 1, inner, names):
                    context = context[len(inner) + 2 :]
                at = end_of(items, at) + 1
            elif context[0].key == (items[at][0], len(items[at][1])):
                bind(context[0].arguments, items[at][1], names)
                context, at = context[1:], at + 1
            else:
                return False
        return True

    def written(self, word: Word, names: Names) -> list[Item]:
        """Return a word with its expressions worked out."""
        return [(m.symbol, tuple(value_of(a, names) for a in m.arguments)) for m in word]


def rewrite_text(system: LSystem, order: int, seed: int = 0) -> str:
    """Return the string of a system without parameters and contexts, by joining texts."""
    rng = random.Random(seed)
    becomes: dict[str, tuple[list[str], list[float]]] = {}
    for rule in system.rules:
        successors, weights = becomes.setdefault(rule.predecessor.symbol, ([], []))
        successors.append(write(rule.successor))
        weights.append(1.0 if rule.weight is None else value_of(rule.weight, {}))
    weighted = {rule.predecessor.symbol for rule in system.rules if rule.weight is not None}
    fixed = {s: texts[0] for s, (texts, _) in becomes.items() if s not in weighted}

    def successor(symbol: str) -> str:
        if symbol in fixed or symbol not in becomes:
            return fixed.get(symbol, symbol)
        return rng.choices(*becomes[symbol])[0]

    text = write(system.axiom)
    for _ in range(order):
        text = "".join(map(successor, text))
    return text


def end_of(items: list[Item], at: int) -> int:
    """Return where the bracket that opens at a place is closed."""
    depth = 0
    for place in range(at, len(items)):
        depth += (items[place][0] == OPEN) - (items[place][0] == CLOSE)
        if depth == 0:
            return place
    return at


def bind(arguments: tuple[Expression, ...], values: Values, names: Names) -> None:
    """Give the names in a predecessor their values."""
    for name, value in zip(arguments, values, strict=True):
        names[str(name)] = value


def value_of(expression: Expression, names: Names) -> float:
    """Return the value of an expression."""
    match expression:
        case Number(value):
            return value
        case Name(name):
            return names[name]
        case Signed("-", operand):
            return -value_of(operand, names)
        case Signed(_, operand):
            return not value_of(operand, names)
        case Operation(sign, left, right):
            return FUNCTIONS[sign](value_of(left, names), value_of(right, names))
