"""How large a string will be, known before it is made.

Without parameters and contexts, the numbers of the symbols follow from the rules' matrix:
column sums of its powers, exact whole numbers where nothing is left to chance and
expectations otherwise. Other systems are rewritten as far as a small budget goes, and then
taken to grow on at their recent pace.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.lsystems.expression import evaluate
from core.lsystems.grammar import Key, LSystem
from core.lsystems.modules import constants
from core.lsystems.rewrite import derive
from core.lsystems.turtle import DRAWING
from core.sentence import InputError

MOST_DRAWN = 4_000_000  # symbols that a picture may take: a few seconds
BUDGET = 20_000  # symbols of a dry run, summed over its strings
RECENT = 4  # orders that the pace is taken from
BYTES_A_MODULE, BYTES_A_SEGMENT = 90, 150  # at the peak; measured, within a factor of two
SECONDS_A_MODULE, SECONDS_A_SEGMENT = 1e-7, 7e-7  # on a core of 2024; measured
SECONDS_A_DRAWING = 0.01  # for a picture of 512 × 512, whatever is on it
ENDLESS = 10**15  # symbols; what grows beyond is not followed further


@dataclass(frozen=True)
class Growth:
    """What the string of one order will take."""

    order: int
    modules: float
    segments: float
    is_exact: bool

    @property
    def megabytes(self) -> float:
        """Memory while the string is drawn."""
        return (self.modules * BYTES_A_MODULE + self.segments * BYTES_A_SEGMENT) / 2**20

    @property
    def seconds(self) -> float:
        """Time to rewrite, interpret and draw."""
        growing = self.modules * SECONDS_A_MODULE + self.segments * SECONDS_A_SEGMENT
        return SECONDS_A_DRAWING + growing


def growth(system: LSystem, order: int) -> tuple[Growth, ...]:
    """Return what the strings of order 0 up to the given one will take, or up to ENDLESS."""
    countable = not system.is_parametric and not any(
        rule.contexts or rule.condition for rule in system.rules
    )
    sizes = _counted(system) if countable else _tried(system, order)
    found: list[Growth] = []
    for step, size in zip(range(order + 1), sizes, strict=False):
        found.append(Growth(step, *size))
        if found[-1].modules > ENDLESS:
            break
    return tuple(found)


def check_growth(system: LSystem, order: int, limit: int = MOST_DRAWN) -> tuple[Growth, ...]:
    """Return the growth up to an order if its string stays within the limit.

    Raises:
        InputError: It does not; the sentence names the largest order that fits.
    """
    sizes = growth(system, order)
    too_long = [size for size in sizes if size.modules > limit]
    if too_long:
        raise InputError(
            "Order {order} would have more than {limit} symbols; up to order {largest} it fits.",
            order=order,
            limit=limit,
            largest=max(too_long[0].order - 1, 0),
        )
    return sizes


def matrix(system: LSystem) -> dict[Key, dict[Key, float]]:
    """Return how many of each symbol a symbol becomes in one step, expected where chance rules."""
    return {key: _becomes(system, key) for key in system.alphabet}


def _becomes(system: LSystem, key: Key) -> dict[Key, float]:
    rules = [rule for rule in system.rules if rule.predecessor.key == key]
    if not rules:
        return {key: 1}
    known = constants(system)
    shares: list[float] = [1]
    if rules[0].weight is not None:
        weights = [max(float(evaluate(r.weight, known)), 0) for r in rules if r.weight is not None]
        if not sum(weights):
            return {key: 1}
        shares = [weight / sum(weights) for weight in weights]
    found: dict[Key, float] = {}
    for rule, share in zip(rules, shares, strict=False):
        for module in rule.successor:
            found[module.key] = found.get(module.key, 0) + share
    return found


def _counted(system: LSystem) -> Iterator[tuple[float, float, bool]]:
    """Yield symbols, segments and whether they are exact, order by order, without end."""
    becomes = matrix(system)
    counts: dict[Key, float] = dict.fromkeys(system.alphabet, 0)
    for module in system.axiom:
        counts[module.key] += 1
    while True:
        drawn = sum(count for (symbol, _), count in counts.items() if symbol[0] in DRAWING)
        yield sum(counts.values()), drawn, not system.is_random
        after: dict[Key, float] = dict.fromkeys(system.alphabet, 0)
        for key, count in counts.items():
            for other, times in becomes[key].items():
                after[other] += count * times
        counts = after


def _tried(system: LSystem, order: int) -> Iterator[tuple[float, float, bool]]:
    """Yield the same from a dry run, and beyond its budget from its pace."""
    sizes: list[tuple[float, float]] = []
    longest = max((len(rule.successor) for rule in system.rules), default=1)
    spent = 0
    for step in derive(system, order):
        modules = float(len(step.modules))
        sizes.append((modules, float(step.modules.are(DRAWING).sum())))
        yield *sizes[-1], not system.is_random
        spent += len(step.modules)
        if spent > BUDGET or len(step.modules) * longest > 20 * BUDGET:
            break
    steps = min(RECENT, len(sizes) - 1)
    before, (modules, segments) = sizes[-1 - steps], sizes[-1]
    pace = (modules / before[0]) ** (1 / steps) if steps and before[0] else longest
    while True:
        modules, segments = modules * pace, segments * pace
        yield modules, segments, False
