"""Rules as people write them: B3/S23, B2/S/C3, R5,C2,M1,S34..58,B34..45,NM."""

import re
from dataclasses import dataclass

from core.sentence import InputError

LIFE = re.compile(r"B([0-8]*)/?S([0-8]*)", re.IGNORECASE)
LIFE_OLD = re.compile(r"([0-8]*)/([0-8]*)")  # survival first, 23/3
GENERATIONS = re.compile(r"B([0-8]*)/S([0-8]*)/[CG]?(\d+)", re.IGNORECASE)
GENERATIONS_OLD = re.compile(r"([0-8]*)/([0-8]*)/C?(\d+)", re.IGNORECASE)
LARGER = re.compile(
    r"R(\d+),C(\d+),M([01]),S(\d+)\.\.(\d+),B(\d+)\.\.(\d+),?N?([MNC]?)", re.IGNORECASE
)
MOST_STATES = 256
LARGEST_RADIUS = 50


@dataclass(frozen=True)
class LifeRule:
    """Numbers of live neighbours at which a cell is born or stays, and how long it then ages."""

    birth: frozenset[int]
    survival: frozenset[int]
    states: int = 2  # 2: dead at once; more: ages through states - 2 in which it counts as dead

    def __str__(self) -> str:
        """Return the rule as B3/S23, or B2/S/3 with more than two states."""
        digits = ["".join(map(str, sorted(counts))) for counts in (self.birth, self.survival)]
        return f"B{digits[0]}/S{digits[1]}" + (f"/{self.states}" if self.states > 2 else "")


@dataclass(frozen=True)
class LargerRule:
    """A rule with intervals of live neighbours, bounds included."""

    radius: int
    states: int
    counts_itself: bool
    survival: tuple[int, int]
    birth: tuple[int, int]
    shape: str = "M"  # M a square, N a diamond, C a disc

    def __str__(self) -> str:
        """Return the rule as Golly writes it."""
        survival, birth = ("{}..{}".format(*pair) for pair in (self.survival, self.birth))
        return (
            f"R{self.radius},C{self.states},M{int(self.counts_itself)},"
            f"S{survival},B{birth},N{self.shape}"
        )


def read_life(text: str) -> LifeRule:
    """Read B3/S23, or 23/3 with survival first.

    Raises:
        InputError: It is neither.
    """
    plain = "".join(text.split())
    if found := LIFE.fullmatch(plain):
        birth, survival = found.groups()
    elif found := LIFE_OLD.fullmatch(plain):
        survival, birth = found.groups()
    else:
        raise InputError(
            "The rule {text} cannot be read: write B, the numbers of neighbours for birth, /S "
            "and those for survival, such as B3/S23.",
            text=repr(text[:60]),
        )
    return LifeRule(_digits(birth), _digits(survival))


def read_generations(text: str) -> LifeRule:
    """Read B2/S/3, B2/S/C3, /2/3 with survival first, or a rule of two states.

    Raises:
        InputError: It is none of these.
    """
    plain = "".join(text.split())
    if found := GENERATIONS.fullmatch(plain):
        birth, survival, states = found.groups()
    elif found := GENERATIONS_OLD.fullmatch(plain):
        survival, birth, states = found.groups()
    elif LIFE.fullmatch(plain) or LIFE_OLD.fullmatch(plain):
        return read_life(plain)
    else:
        raise InputError(
            "The rule {text} cannot be read: write B, the numbers for birth, /S, those for "
            "survival, / and the number of states, such as B2/S/3.",
            text=repr(text[:60]),
        )
    return LifeRule(_digits(birth), _digits(survival), _states(states))


def read_larger(text: str) -> LargerRule:
    """Read a rule of Larger than Life as Golly writes it.

    Raises:
        InputError: It is none, or its radius or states lie beyond what is allowed.
    """
    found = LARGER.fullmatch("".join(text.split()))
    if not found:
        raise InputError(
            "The rule {text} cannot be read: write it as R5,C2,M1,S34..58,B34..45,NM.",
            text=repr(text[:60]),
        )
    *numbers, shape = found.groups()
    radius, states, middle, *bounds = (int(n[:9]) for n in numbers)
    if not 1 <= radius <= LARGEST_RADIUS:
        raise InputError(
            "The radius R must lie in [1, {limit}], got {value}.",
            limit=LARGEST_RADIUS,
            value=radius,
        )
    s_low, s_high, b_low, b_high = bounds
    states = _states(str(max(states, 2)))  # Golly's C0 and C1 mean two states
    return LargerRule(
        radius, states, bool(middle), (s_low, s_high), (b_low, b_high), shape.upper() or "M"
    )


def _digits(text: str) -> frozenset[int]:
    return frozenset(map(int, text))


def _states(text: str) -> int:
    states = int(text[:9])
    if not 2 <= states <= MOST_STATES:
        raise InputError(
            "A rule has 2 to {limit} states, got {value}.", limit=MOST_STATES, value=states
        )
    return states
