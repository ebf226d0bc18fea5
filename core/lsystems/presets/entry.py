"""What a preset holds."""

from dataclasses import dataclass
from functools import cached_property
from math import log

from core.lsystems.grammar import LSystem
from core.lsystems.notation import parse
from core.lsystems.turtle import Turtle


@dataclass(frozen=True)
class Preset:
    """A system from the literature, and how it is drawn there."""

    title: str
    source: str
    rules: str
    angle: float
    order: int
    width: float = 1.0
    palette: str = "ink"
    elasticity: float = 0.0
    tropism: tuple[float, float, float] = (0.0, -1.0, 0.0)
    view: tuple[float, float] = (0.0, 0.0)  # round and down, in degrees
    copies: tuple[float, float] | None = None  # how many it consists of, and how much smaller

    @cached_property
    def system(self) -> LSystem:
        """The rules, read."""
        return parse(self.rules)

    @property
    def turtle(self) -> Turtle:
        """Who draws it."""
        return Turtle(self.angle, self.width, self.tropism, self.elasticity)

    @property
    def dimension(self) -> float | None:
        """The exact similarity dimension log copies / log ratio, where it is self-similar."""
        return None if self.copies is None else log(self.copies[0]) / log(self.copies[1])
