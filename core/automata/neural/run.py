"""Neural automata at the speed of a page, in NumPy: only cells that change are worked on.

Not an approximation: cells that do not fire, or that have nothing alive around them, keep their
state under the rule as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.automata.neural.cells import ALIVE, ALPHA, FIRING
from core.automata.neural.wounds import Wound, disc

if TYPE_CHECKING:
    from core.automata.neural.rule import Rule

State = NDArray[np.float32]  # (H, W, channels)
Mask = NDArray[np.bool_]  # (H, W)

ROWS = 64  # cells in one product: more would wake BLAS's threads, which only wait for one another
AROUND = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c]  # rows down, columns right
DOWN = [r * (2 - abs(c)) / 8 for r, c in AROUND]  # Sobel's filters, slopes per cell
RIGHT = [c * (2 - abs(r)) / 8 for r, c in AROUND]
LAPLACIAN = [(2 - abs(r)) * (2 - abs(c)) / 8 for r, c in AROUND]  # and -12/8 of the cell itself


@dataclass(frozen=True, eq=False)
class Layers:
    """A rule's numbers, ready for NumPy."""

    perceive: NDArray[np.float32]  # (seen, hidden)
    bias: NDArray[np.float32]  # (hidden,)
    act: NDArray[np.float32]  # (hidden, channels)
    is_torus: bool

    @classmethod
    def of(cls, rule: Rule) -> Layers:
        """Read them from the network."""
        perceive, bias, act = (
            np.ascontiguousarray(numbers.detach().cpu().float().numpy())
            for numbers in (rule.perceive.weight.T, rule.perceive.bias, rule.act.weight.T)
        )
        return cls(perceive, bias, act, rule.is_torus)

    @property
    def channels(self) -> int:
        """How many numbers a cell holds."""
        return self.act.shape[1]


class Organism:
    """A grid of cells that follow a neural rule."""

    def __init__(self, layers: Layers, size: int, seed: int) -> None:
        """Plant the seed in the middle; a texture's cells all begin alike.

        Args:
            layers: The rule.
            size: Cells along a side.
            seed: Draws which cells fire.
        """
        self.layers, self.size = layers, size
        self.rng = np.random.default_rng(seed)
        self._cells = np.zeros((size * size + 1, layers.channels), np.float32)  # last: beyond
        self._around = neighbours(size, layers.is_torus)
        slopes = [DOWN, RIGHT, LAPLACIAN] if layers.is_torus else [DOWN, RIGHT]
        self._filters = np.array(slopes, np.float32)
        if not layers.is_torus:
            self.state[size // 2, size // 2, ALPHA:] = 1

    @property
    def state(self) -> State:
        """All cells, (size, size, channels); what is written here they take on."""
        return self._cells[:-1].reshape(self.size, self.size, -1)

    def step(self) -> None:
        """Let half the cells, drawn at random, follow the rule."""
        fires = self.rng.random((self.size, self.size), np.float32) < FIRING
        if self.layers.is_torus:
            self._change(np.flatnonzero(fires))
            return
        before = self.living()
        self._change(np.flatnonzero(fires & before))
        self.state[~(before & self.living())] = 0

    def living(self) -> Mask:
        """Return which cells have one alive among the nine around them."""
        alive = np.zeros((self.size + 2, self.size + 2), bool)
        alive[1:-1, 1:-1] = self.state[..., ALPHA] > ALIVE
        rows = alive[:-2] | alive[1:-1] | alive[2:]
        return rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]

    def erase(self, wound: Wound) -> None:
        """Empty all cells in a disc."""
        self.state[disc(self.size, wound)] = 0

    def _change(self, moving: NDArray[np.intp]) -> None:
        """Let some cells, by their places, follow the rule."""
        if not len(moving):
            return
        layers, channels = self.layers, self.layers.channels
        beyond = self.size**2
        places = np.pad(moving, (0, -len(moving) % ROWS), constant_values=beyond)
        own = self._cells[places]
        around = self._cells[self._around[:, places]]  # (8, places, channels)
        slopes = self._filters @ around.reshape(8, -1)
        parts = [own, *slopes.reshape(-1, len(places), channels)]
        if layers.is_torus:
            parts[-1] = parts[-1] - 1.5 * own
        seen = np.concatenate(parts, 1).reshape(-1, ROWS, layers.perceive.shape[0])
        hidden = seen @ layers.perceive
        hidden += layers.bias
        np.maximum(hidden, 0, out=hidden)
        own += (hidden @ layers.act).reshape(-1, channels)
        self._cells[places] = own
        self._cells[beyond] = 0


@lru_cache(maxsize=8)
def neighbours(size: int, is_torus: bool) -> NDArray[np.intp]:
    """Return the places of the eight neighbours of each cell, (8, size² + 1).

    Those beyond the border of a grid that is no torus are the last place, which stays empty.
    """
    beyond = size * size
    rows, columns = np.divmod(np.arange(size * size), size)
    found = []
    for down, right in AROUND:
        row, column = rows + down, columns + right
        inside = (row >= 0) & (row < size) & (column >= 0) & (column < size) | is_torus
        place = np.where(inside, row % size * size + column % size, beyond)
        found.append(np.append(place, beyond))
    return np.stack(found)
