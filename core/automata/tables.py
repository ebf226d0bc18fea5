"""Rules as tables: what follows each neighbourhood, entry by entry."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Literal

import numpy as np

from core.automata.grid import Border, Grid, Step
from core.automata.settings import (
    Density,
    Edge,
    Every,
    Palette,
    Share,
    Size,
    Steps,
    Text,
    check_cost,
)
from core.automata.spaces import SPACES, Space
from core.automata.starting import begin
from core.automata.watching import watch_cells
from core.method import RARE, Frame, Seed
from core.sentence import InputError

RATE = 1e7  # cells per second
PARITY = "von_neumann_2:69969669"  # alive where an odd number of the five is


@dataclass(frozen=True, eq=False)
class RuleTable:
    """A rule: the space tells which row applies to a cell, the entry is the cell's next state."""

    space: Space
    entries: Grid  # (rows,)

    def __post_init__(self) -> None:
        """Refuse entries that the space does not know.

        Raises:
            InputError: There are too few or too many, or a state does not exist.
        """
        if self.entries.shape != (self.space.rows,) or self.entries.max() >= self.space.states:
            raise InputError(
                "A table {name} has {rows} entries from 0 to {limit}.",
                name=self.space.name,
                rows=self.space.rows,
                limit=self.space.states - 1,
            )

    def with_entry(self, row: int, state: int) -> "RuleTable":
        """Return the table with one entry changed.

        Raises:
            InputError: There is no such row or state.
        """
        if not (0 <= row < self.space.rows and 0 <= state < self.space.states):
            raise InputError(
                "The table {name} has rows 0 to {row} and states 0 to {state}.",
                name=self.space.name,
                row=self.space.rows - 1,
                state=self.space.states - 1,
            )
        entries = self.entries.copy()
        entries[row] = state
        return replace(self, entries=entries)

    def changed(self, other: "RuleTable") -> list[int]:
        """Return the rows in which two tables of one space differ."""
        return np.flatnonzero(self.entries != other.entries).tolist()

    def step(self, border: Border = "torus") -> Step:
        """Return the step of the rule on grids (..., H, W)."""
        return lambda grid: self.entries[self.space.index(grid, border)]

    def __str__(self) -> str:
        """Return the space and the entries from row 0 on: hexadecimal bits, or digits."""
        if self.space.states > 2:
            return f"{self.space.name}:{''.join(map(str, self.entries))}"
        return (
            f"{self.space.name}:{np.packbits(self.entries).tobytes().hex()[: _digits(self.space)]}"
        )


def read_table(text: str) -> RuleTable:
    """Read a table as str() writes it.

    Raises:
        InputError: The space is unknown, or the entries are not as many as it needs.
    """
    name, _, entries = "".join(text.split()).partition(":")
    if name not in SPACES:
        raise InputError(
            "There is no table {name}; there are {names}.",
            name=repr(name[:40]),
            names=", ".join(SPACES),
        )
    space = SPACES[name]
    allowed = "0123456789abcdefABCDEF" if space.states == 2 else "012"
    if len(entries) != _digits(space) or set(entries) - set(allowed):
        raise InputError(
            "The table {name} is written with {count} of the digits {digits} after the colon.",
            name=name,
            count=_digits(space),
            digits=allowed[:16],
        )
    if space.states > 2:
        return RuleTable(space, np.array([*entries], np.uint8))
    octets = np.frombuffer(bytes.fromhex(entries + "0" * (len(entries) % 2)), np.uint8)
    return RuleTable(space, np.unpackbits(octets)[: space.rows])


def random_table(space: Space, rng: np.random.Generator) -> RuleTable:
    """Return a table with all entries drawn alike."""
    return RuleTable(space, rng.integers(0, space.states, space.rows, np.uint8))


def rule_table(
    *,
    table: Annotated[str, RARE] = PARITY,
    size: Size = 256,
    steps: Steps = 63,
    start: Literal["single", "random"] = "single",
    density: Density = 0.5,
    border: Edge = "torus",
    share: Share = 1.0,
    every: Every = 1,
    rle: Text = "",
    palette: Palette = "ink",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Run a rule that is written down entry by entry: for each neighbourhood, what follows.

    Any rule of a neighbourhood can be written so, made up, edited or trained. The default has a
    cell live where an odd number of the five did: it copies whatever it starts from.

    Formula:
        x' = T[\, \text{row}(x_N, x_E, x_S, x_W, x) \,]

    Args:
        table: Name of the neighbourhood, a colon, and the entries from row 0 on.
        size: Cells along a side.
        steps: Generations.
        start: One cell, or a random grid.
        density: Chance of a cell to be in a state other than 0, in a random start.
        border: What lies beyond the border.
        share: Chance of a cell to follow the rule in a generation; below 1 it is asynchronous.
        every: Generations from one frame to the next.
        rle: Pattern as RLE text, in place of start.
        palette: Colours of the cells.
        seed: Draws the random start and which cells move.

    Yields:
        The grid, one pixel a cell.

    Source:
        J. von Neumann, Theory of Self-Reproducing Automata, edited by A. W. Burks, University
        of Illinois Press (1966).
    """
    read = read_table(table)
    states = read.space.states
    check_cost(size**2, steps, RATE)
    grid = begin(start, (size, size), density=density, seed=seed, states=states, rle=rle)
    yield from watch_cells(
        read.step(border),
        grid,
        share=share,
        seed=seed,
        steps=steps,
        every=every,
        states=states,
        palette=palette,
    )


def _digits(space: Space) -> int:
    return -(-space.rows // 4) if space.states == 2 else space.rows
