"""From the parts that the parser found to an L-system, with the checks no grammar can make."""

from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

from lark import Token, Transformer, v_args

from core.lsystems.expression import Expression, Name, Number, Operation, Signed
from core.lsystems.grammar import CLOSE, OPEN, LSystem, Module, Rule, Word
from core.sentence import InputError

MOST_OPERATORS = 60  # in one expression
MOST_SYMBOLS = 250  # of an alphabet: a code takes one byte
ALIKE = {"==": "=", "&&": "&", "||": "|"}


class Mistake(Exception):
    """A place in the text, what was expected there and what was found."""

    def __init__(self, place: Token | tuple[int, int], expected: str, found: str = "") -> None:
        """Take the place from a token, or as line and column from 1."""
        if isinstance(place, Token):
            self.line, self.column = place.line or 1, place.column or 1
        else:
            self.line, self.column = place
        self.expected, self.found = expected, found or f"“{place}”"
        super().__init__(self.expected)


@v_args(inline=True)
class Reader(Transformer[Token, LSystem]):
    """Builds the system from the leaves upwards, each statement in the order of the text."""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__()
        self.words: list[tuple[Token, Word]] = []
        self.rules: list[tuple[Token, Rule]] = []
        self.ignored: set[str] = set()
        self.constants: dict[str, Expression] = {}
        self.used: list[Token] = []  # names in the expressions of the current statement
        self.operators = 0  # in the current expression

    def number(self, token: Token) -> Expression:
        """Read a number."""
        if not isfinite(float(token)):
            raise Mistake(token, "a smaller number")
        return Number(float(token))

    def name(self, token: Token) -> Expression:
        """Read a name; whether it is known shows when the statement is whole."""
        self.used.append(token)
        return Name(str(token))

    def signed(self, sign: Token, operand: Expression) -> Expression:
        """Read a minus or a not."""
        self._count(sign)
        return Signed(str(sign), operand)

    def operation(self, left: Expression, operator: Token, right: Expression) -> Expression:
        """Read two operands."""
        self._count(operator)
        return Operation(ALIKE.get(operator, str(operator)), left, right)

    def argument(self, expression: Expression) -> Expression:
        """Read a whole expression."""
        self.operators = 0
        return expression

    def module(self, symbol: Token, *arguments: Expression | None) -> tuple[Token, Module]:
        """Read a module of an axiom or a successor."""
        return symbol, Module(str(symbol), tuple(a for a in arguments if a is not None))

    def formal(self, symbol: Token, *names: Token | None) -> tuple[Token, Module, list[Token]]:
        """Read a module of a predecessor or a context, whose arguments are names."""
        given = [name for name in names if name is not None]
        return symbol, Module(str(symbol), tuple(Name(str(name)) for name in given)), given

    def define(self, name: Token, value: Expression) -> None:
        """Read a constant, which may build on earlier ones."""
        self._check_names(())
        self.constants[str(name)] = value

    def ignore(self, *symbols: Token) -> None:
        """Read what contexts look through."""
        self.ignored |= set(map(str, symbols)) - {OPEN, CLOSE}

    def axiom(self, start: Token, *modules: Any) -> None:
        """Read the axiom."""
        if self.words:
            raise Mistake(start, "one axiom only")
        self._check_names(())
        self.words.append((start, _word(modules)))

    def rule(self, _label: Token | None, sides: Any, condition: Any, *rest: Any) -> None:
        """Read a rule: what may stand around the predecessor, and what follows from it."""
        _, weight, successor = rest
        left, (place, predecessor, _), right = sides
        _check_context(left, right)
        if predecessor.symbol in (OPEN, CLOSE):
            raise Mistake(place, "a symbol other than “[” and “]”")
        names = [name for part in (*left, sides[1], *right) for name in part[2]]
        self._check_names(names)
        before, after = (tuple(module for _, module, _ in side) for side in (left, right))
        rule = Rule(predecessor, _word(successor), before, after, condition, weight)
        self.rules.append((place, rule))

    def short_rule(self, label: Token | None, sides: Any, *rest: Any) -> None:
        """Read a rule with `=` for an arrow, which allows of no condition."""
        self.rule(label, sides, None, *rest)

    def sides(self, *parts: Any) -> tuple[Any, Any, Any]:
        """Sort left context, predecessor and right context."""
        signs = [str(part) if isinstance(part, Token) else "" for part in parts]
        middle = signs.index("<") + 1 if "<" in signs else 0
        return (
            parts[0] if "<" in signs else (),
            parts[middle],
            parts[-1] if ">" in signs else (),
        )

    def context(self, *parts: Any) -> tuple[Any, ...]:
        """Read a context; `*` asks for nothing."""
        return () if isinstance(parts[0], Token) else parts

    def condition(self, part: Any) -> Expression | None:
        """Read a condition; `*` asks for nothing."""
        return None if isinstance(part, Token) else part

    def weight(self, part: Expression | None) -> Expression | None:
        """Read a probability, or any weight in proportion to one."""
        return part

    def successor(self, *parts: Any) -> tuple[Any, ...]:
        """Read what the predecessor becomes."""
        return () if parts and isinstance(parts[0], Token) else parts

    def start(self, *_statements: Any) -> LSystem:
        """Put the statements together."""
        if not self.words and not self.rules:
            raise Mistake((1, 1), "a rule such as F -> F[+F]F", "nothing")
        self._check_weights()
        axiom = self.words[0][1] if self.words else (self.rules[0][1].predecessor,)
        if not self.words and axiom[0].arguments:
            raise Mistake(self.rules[0][0], f"an axiom that gives {axiom[0]} values")
        rules = tuple(rule for _, rule in self.rules)
        constants = tuple(self.constants.items())
        system = LSystem(axiom, rules, frozenset(self.ignored), constants)
        if len(system.alphabet) > MOST_SYMBOLS:
            raise InputError("The rules use more than {limit} symbols.", limit=MOST_SYMBOLS)
        return system

    def _count(self, token: Token) -> None:
        self.operators += 1
        if self.operators > MOST_OPERATORS:
            raise Mistake(token, "a shorter expression")

    def _check_names(self, parameters: Iterable[Token]) -> None:
        """See that names are given once, and that those used are given."""
        given: list[str] = []
        for name in parameters:
            if name in given:
                raise Mistake(name, "a name not used before")
            given.append(str(name))
        known = [*given, *self.constants]
        for token in self.used:
            if token not in known:
                raise Mistake(token, " or ".join(known) or "a number")
        self.used = []

    def _check_weights(self) -> None:
        """See that of rules for the same module, all have a weight or none has."""
        weighted: dict[object, bool] = {}
        for place, rule in self.rules:
            has = rule.weight is not None
            if weighted.setdefault((rule.predecessor.key, rule.contexts), has) != has:
                raise Mistake(place, "a weight for every rule of this symbol or for none")


def _word(parts: Iterable[tuple[Token, Module]]) -> Word:
    """Return the modules, their brackets closed one by one."""
    modules = list(parts)
    _check_brackets(token for token, _ in modules)
    return tuple(module for _, module in modules)


def _check_context(left: Iterable[Any], right: Iterable[Any]) -> None:
    for token, _, _ in left:
        if token in (OPEN, CLOSE):
            raise Mistake(token, "no bracket before “<”, where the path to the root stands")
    _check_brackets(token for token, _, _ in right)


def _check_brackets(tokens: Iterator[Token]) -> None:
    opened: list[Token] = []
    for token in tokens:
        if token == OPEN:
            opened.append(token)
        elif token == CLOSE:
            if not opened:
                raise Mistake(token, "a “[” before it")
            opened.pop()
    if opened:
        raise Mistake(opened[-1], "a “]” after it")
