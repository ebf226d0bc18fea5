"""Arithmetic of parametric L-systems: a tree that prints itself and works on whole arrays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = float | NDArray[np.float64]

BINDING = {  # operator: how tightly it holds its operands
    "|": 1, "&": 2, "=": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "^": 7,
}  # fmt: skip
SIGN_BINDING = 6  # of a minus or an exclamation mark in front
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "|": lambda a, b: np.logical_or(a, b) * 1.0,
    "&": lambda a, b: np.logical_and(a, b) * 1.0,
    "=": lambda a, b: np.equal(a, b) * 1.0,
    "!=": lambda a, b: np.not_equal(a, b) * 1.0,
    "<": lambda a, b: np.less(a, b) * 1.0,
    "<=": lambda a, b: np.less_equal(a, b) * 1.0,
    ">": lambda a, b: np.greater(a, b) * 1.0,
    ">=": lambda a, b: np.greater_equal(a, b) * 1.0,
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power,
}  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A number as it stands in the text, zero or more."""

    value: float

    def __str__(self) -> str:
        """Return the number as short as it goes."""
        is_short = self.value.is_integer() and self.value < 1e15
        return str(int(self.value)) if is_short else repr(self.value)


@dataclass(frozen=True)
class Name:
    """A parameter of a module, or a constant of the system."""

    name: str

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@dataclass(frozen=True)
class Signed:
    """An operand with a minus or a not (`!`) in front."""

    sign: str
    operand: "Expression"

    def __str__(self) -> str:
        """Return the sign and the operand, in brackets where it would fall apart."""
        return f"{self.sign}{_guarded(self.operand, SIGN_BINDING)}"


@dataclass(frozen=True)
class Operation:
    """Two operands and what stands between them."""

    operator: str
    left: "Expression"
    right: "Expression"

    def __str__(self) -> str:
        """Return the operation with as few brackets as keep its meaning."""
        binding = BINDING[self.operator]
        is_power = self.operator == "^"  # the only one that groups from the right
        left = _guarded(self.left, binding + is_power)
        return f"{left}{self.operator}{_guarded(self.right, binding + (not is_power))}"


Expression = Number | Name | Signed | Operation


def evaluate(expression: Expression, values: Mapping[str, Value]) -> Value:
    """Return the value for each module at once; comparisons give 0 or 1.

    Args:
        expression: What to compute.
        values: A number, or an array with one for each module, for every name.
    """
    match expression:
        case Number(value):
            return value
        case Name(name):
            return values[name]
        case Signed("-", operand):
            return -evaluate(operand, values)
        case Signed(_, operand):
            return np.equal(evaluate(operand, values), 0) * 1.0
        case Operation(operator, left, right):
            return OPERATORS[operator](evaluate(left, values), evaluate(right, values))


def _guarded(expression: Expression, binding: int) -> str:
    match expression:
        case Operation(operator, _, _):
            own = BINDING[operator]
        case Signed():
            own = SIGN_BINDING
        case _:
            return str(expression)
    return str(expression) if own >= binding else f"({expression})"
