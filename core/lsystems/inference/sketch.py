"""Small pictures of many simple systems at once: one system under many angles, order by order.

The drawing of order n is put together from those of order n - 1, as the rule says, so every
order comes along for nothing. The turtle of core.lsystems draws the same lines, more slowly and
with all that a turtle can do; a test compares the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.lsystems.drawing import MARGIN

Rules = tuple[tuple[str, str], ...]  # symbol and word; the first symbol is the axiom
Complex = NDArray[np.complex64]
Floats = NDArray[np.float32]
Masks = NDArray[np.bool_]  # (a, side, side)

DRAWN = "F"
HIGHEST = 14  # order
FEWEST, MOST = 12, 6000  # segments
PLENTY = 6  # points set down, of the cells of the square; more are left out


@dataclass(frozen=True, eq=False)
class Part:
    """What a symbol grows into: its segments as seen from where it stands, x forward, y left."""

    starts: Complex  # (a, n)
    steps: Complex  # (a, n), each of length one
    end: Complex  # (a,), where the turtle is after it
    turn: Complex  # (a,), where it looks then


@dataclass(frozen=True, eq=False)
class Sketch:
    """The drawings of one order under several angles; x to the right, y up."""

    order: int
    starts: Complex  # (a, n)
    steps: Complex  # (a, n)

    @cached_property
    def box(self) -> tuple[Complex, Complex]:
        """The lower left and the upper right corner of each, (a,).

        Every segment starts where another ends, or at 0.
        """
        ends = self.starts + self.steps
        x, y = ends.real, ends.imag
        low = np.minimum(x.min(axis=1), 0) + 1j * np.minimum(y.min(axis=1), 0)
        return low, np.maximum(x.max(axis=1), 0) + 1j * np.maximum(y.max(axis=1), 0)

    def at(self, places: NDArray[np.int64]) -> "Sketch":
        """Return some of the drawings."""
        some = Sketch(self.order, self.starts[places], self.steps[places])
        low, high = self.box
        some.__dict__["box"] = low[places], high[places]  # known already
        return some

    def middles(self, side: int, most: int) -> NDArray[np.int32]:
        """Return the cells of a square that hold the middles of some segments, (a, m).

        Args:
            side: Cells along a side; the drawing is scaled and centred.
            most: Segments looked at, evenly spread over the string.
        """
        chosen = np.linspace(0, self.starts.shape[1] - 1, min(most, self.starts.shape[1]))
        scale, corner = self._frame(side)
        places = chosen.astype(np.int64)
        middles = (self.starts[:, places] + self.steps[:, places] / 2) * scale[:, None]
        placed = np.ascontiguousarray(middles + corner[:, None])
        cells = placed.view(np.float32).astype(np.int32)
        return cells[:, ::2] + side * (side - 1 - cells[:, 1::2])

    def masks(self, side: int) -> Masks:
        """Return which cells of a square the lines run through, scaled and centred."""
        scale, corner = self._frame(side)
        places = self.starts * scale[:, None] + corner[:, None]
        steps = self.steps * scale[:, None]
        enough = max(PLENTY * side**2 // self.starts.shape[1], 1)
        pieces = int(np.clip(np.ceil(scale.mean() * 1.4), 1, min(enough, 2 * side)))
        shares = ((np.arange(pieces, dtype=np.float32) + 0.5) / pieces)[:, None, None]
        points = places + steps * shares  # (pieces, a, n)
        cells = points.view(np.float32).astype(np.int32)  # columns and rows from below
        first = (np.arange(len(places), dtype=np.int32) * side + side - 1)[:, None] * side
        masks = np.zeros(len(places) * side * side, bool)
        masks[first + cells[..., ::2] - side * cells[..., 1::2]] = True
        return masks.reshape(-1, side, side)

    def _frame(self, side: int) -> tuple[Floats, Complex]:
        """Return how large a step is in cells, and where the turtle starts, (a,) each."""
        low, high = self.box
        size = high - low
        scale = side * (1 - 2 * MARGIN) / np.maximum(size.real, size.imag)
        return scale, (1 + 1j) * np.float32(side / 2) - (low + high) / 2 * scale


def sketches(
    rules: Rules, angles: NDArray[np.float64], *, most: int = MOST, highest: int = HIGHEST
) -> Iterator[Sketch]:
    """Yield the drawings of every order.

    Args:
        rules: What to draw.
        angles: In degrees, (a,).
        most: Segments of the last order that is drawn.
        highest: The last order at most.
    """
    turned = np.exp(1j * np.radians(angles)).astype(np.complex64)
    axiom, words = rules[0][0], dict(rules)
    parts = {symbol: _first(symbol, len(angles)) for symbol in {DRAWN, *words}}
    for order in range(1, highest + 1):
        counts = {symbol: part.starts.shape[1] for symbol, part in parts.items()}
        size = sum(counts.get(symbol, 0) for symbol in words[axiom])
        if size > most or (order > 2 and size <= counts[axiom]):
            return
        parts |= {symbol: _joined(word, parts, turned) for symbol, word in words.items()}
        if size >= FEWEST:
            yield Sketch(order, parts[axiom].starts * 1j, parts[axiom].steps * 1j)


def _first(symbol: str, count: int) -> Part:
    one = np.ones(count, np.complex64)
    if symbol != DRAWN:
        nothing = np.zeros((count, 0), np.complex64)
        return Part(nothing, nothing, 0 * one, one)
    return Part(0 * one[:, None], one[:, None], one, one)


def _joined(word: str, parts: dict[str, Part], turned: Complex) -> Part:
    """Walk along a word, setting down what its symbols have grown into."""
    place, heading = np.zeros_like(turned), np.ones_like(turned)
    kept: list[tuple[Complex, Complex]] = []
    starts: list[Complex] = [np.zeros((len(turned), 0), np.complex64)]
    steps = list(starts)
    for symbol in word:
        if symbol == "[":
            kept.append((place, heading))
        elif symbol == "]":
            place, heading = kept.pop()
        elif symbol in "+-":
            heading = heading * (turned if symbol == "+" else turned.conj())
        else:
            part = parts[symbol]
            starts.append(place[:, None] + heading[:, None] * part.starts)
            steps.append(heading[:, None] * part.steps)
            place, heading = place + heading * part.end, heading * part.turn
    return Part(np.concatenate(starts, 1), np.concatenate(steps, 1), place, heading)
