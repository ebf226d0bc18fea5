"""Rules as people write them: B3/S23, B2/S/C3, R5,C2,M1,S34..58,B34..45,NM."""

import re
from dataclasses import dataclass

from core.sentence import InputError

LIFE = re.compile(r"B([0-8]*)/?S([0-8]*)", re.IGNORECASE)
LIFE_OLD = re.compile(r"([0-8]*)/([0-8]*)")  # survival first, 23/3
GENERATIONS = re.compile(r"B([0-8]*)/S([0-8]*)/[CG]?(\d+)", re.IGNORECASE)
GENERATIONS_OLD = re.compile(r"([0-8]*)/([0-8]*)/C?(\d+)", re.IGNORECASE)
LIFE_BACKWARDS = re.compile(r"S([0-8]*)/?B([0-8]*)", re.IGNORECASE)
LARGER = re.compile(r"R(\d+),C(\d+),(?:M([01]),)?([SB].*)", re.IGNORECASE)
ENDS = re.compile(r"(S[^SBN]*B[^SBN]*|B[^SBN]*S[^SBN]*?),?(?:N([MNC]?))?", re.IGNORECASE)
PART = re.compile(r"([SB])([^SB]*)", re.IGNORECASE)
COUNTS = re.compile(r"(\d{1,5})(?:(?:\.\.|-)(\d{1,5}))?")
EVANS = re.compile(r"(\d+),(\d+),(\d+),(\d+),(\d+)")  # radius, birth, survival; counts itself
NAMES = {"life": "B3/S23", "conway'slife": "B3/S23", "highlife": "B36/S23"}
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


Intervals = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class LargerRule:
    """A rule with intervals of live neighbours, bounds included."""

    radius: int
    states: int
    counts_itself: bool
    survival: Intervals
    birth: Intervals
    shape: str = "M"  # M a square, N a diamond, C a disc

    def __str__(self) -> str:
        """Return the rule as Golly writes it."""
        survival, birth = (
            ",".join("{}..{}".format(*pair) for pair in intervals)
            for intervals in (self.survival, self.birth)
        )
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
    plain = NAMES.get(plain.lower(), plain)
    if found := LIFE.fullmatch(plain):
        birth, survival = found.groups()
    elif (found := LIFE_BACKWARDS.fullmatch(plain)) or (found := LIFE_OLD.fullmatch(plain)):
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
    elif any(form.fullmatch(plain) for form in (LIFE, LIFE_OLD, LIFE_BACKWARDS)):
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
    plain = "".join(text.split())
    if old := EVANS.fullmatch(plain):
        first, *bounds = old.groups()
        plain = "R{},C0,M1,S{}..{},B{}..{},NM".format(first, *bounds[2:], *bounds[:2])
    found = LARGER.fullmatch(plain)
    ends = ENDS.fullmatch(found[4]) if found else None
    parts = {key.upper(): value for key, value in PART.findall(ends[1])} if ends else {}
    if not found or not ends or set(parts) != {"S", "B"}:
        raise _not_larger(text)
    radius, states = (int(number[:9]) for number in found.groups()[:2])
    if not 1 <= radius <= LARGEST_RADIUS:
        raise InputError(
            "The radius R must lie in [1, {limit}], got {value}.",
            limit=LARGEST_RADIUS,
            value=radius,
        )
    states = _states(str(max(states, 2)))  # Golly's C0 and C1 mean two states
    survival, birth = (_intervals(parts[key], text) for key in "SB")
    return LargerRule(radius, states, found[3] == "1", survival, birth, (ends[2] or "M").upper())


def _intervals(text: str, rule: str) -> Intervals:
    """Read 33-57, 34..58 or a list such as 2,3,5-7; nothing is no interval."""
    made = []
    for part in filter(None, text.split(",")):
        found = COUNTS.fullmatch(part)
        if not found:
            raise _not_larger(rule)
        made.append((int(found[1]), int(found[2] or found[1])))
    return tuple(made)


def _not_larger(text: str) -> InputError:
    return InputError(
        "The rule {text} cannot be read: write it as R5,C2,M1,S34..58,B34..45,NM.",
        text=repr(text[:60]),
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
