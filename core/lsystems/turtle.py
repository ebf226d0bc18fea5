r"""The turtle of ABOP, in the plane and in space: a string's modules become strokes.

    F f G    go forward; F and G draw, f does not           + -     turn left, right
    |        turn round                                     & ^     pitch down, up
    \ /      roll left, right                               $       roll until left is level
    [ ]      keep the state, come back to it                !       thinner; !(w) sets the width
    '        next colour; '(c) sets it                      { . }   polygon, its corners
    ~        a leaf

A value in brackets replaces the default, as in F(2) and +(30). A subscript, as in F_l, tells
symbols apart for the rules; the turtle does not look at it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.lsystems import turns
from core.lsystems.branches import Branches, Mask, Numbers, Places
from core.lsystems.modules import Modules
from core.lsystems.strokes import Points, Strokes
from core.sentence import InputError

DRAWING, MOVING = "FG", "FGf"
KNOWN = "FGf+-|&^\\/$[]!'{}.~"
THINNER = 0.75  # what ! leaves of the width
CORNERS = "Ff."  # what puts a corner into a polygon
LEAF = np.array([[0.0, 0.0], [0.3, 0.16], [0.6, 0.16], [1.0, 0.0], [0.6, -0.16], [0.3, -0.16]])


@dataclass(frozen=True)
class Turtle:
    """How a turtle reads strings."""

    angle: float = 90.0  # degrees
    width: float = 1.0  # what !(1) means, in 1/500 of a picture's side
    tropism: tuple[float, float, float] = (0.0, -1.0, 0.0)  # where branches bend to
    elasticity: float = 0.0  # how much they do

    @np.errstate(over="ignore", invalid="ignore")  # refused below
    def draw(self, string: Modules) -> Strokes:
        """Walk along a string.

        Raises:
            InputError: The turtle goes so far that its place has no finite number.
        """
        known = np.flatnonzero(string.are(KNOWN))
        modules = string.at(known)
        branches = Branches(modules.are("["), modules.are("]"))
        moves = np.flatnonzero(modules.are(MOVING))
        steps = self._frames(modules, branches, moves, 1)[:, 0]  # headings
        steps *= modules.first_values(1.0)[moves, None]
        places = _Places(modules, branches, moves, steps)
        is_drawn = modules.are(DRAWING)[moves]
        drawn = moves[is_drawn]
        leaves = np.flatnonzero(modules.are("~"))
        foliage = self._leaves(modules, branches, leaves, places.at(leaves))
        corners, first_corners, braces = _polygons(modules, places)
        first_leaves = len(corners) + np.arange(len(leaves)) * len(LEAF)
        ends = places.at(drawn)
        return Strokes(
            starts=ends - steps[is_drawn],
            ends=ends,
            widths=self._widths(modules, branches, drawn),
            colours=_colours(modules, branches, drawn),
            modules=known[drawn],
            corners=np.concatenate([corners, foliage]),
            first_corners=np.concatenate([first_corners, first_leaves]),
            fills=_colours(modules, branches, np.concatenate([braces, leaves])),
        )

    def _frames(self, modules: Modules, branches: Branches, at: Places, rows: int) -> turns.Frames:
        """Return headings, or headings and lefts, where the given modules stand."""
        degrees = turns.turning(modules, self.angle)
        pull = np.array(self.tropism) * self.elasticity
        if pull.any() or modules.are("$").any():
            bends = modules.are(DRAWING) & bool(pull.any())
            return turns.bent_frames(modules, branches, degrees, at, rows, bends, pull)
        find = turns.flat_frames if turns.is_flat(modules) else turns.frames
        return find(modules, branches, degrees, at, rows)

    def _widths(self, modules: Modules, branches: Branches, at: Places) -> Numbers:
        """Return the width of each drawn segment, (m,)."""
        if not modules.are("!").any():
            return np.full(len(at), self.width)
        value, thinner = _state(modules, branches, "!", 1.0, at)
        return self.width * np.maximum(value, 0) * THINNER**thinner

    def _leaves(self, modules: Modules, branches: Branches, at: Places, places: Points) -> Points:
        """Return the corners of all leaves, len(LEAF) each."""
        if not len(at):
            return np.zeros((0, 3))
        outline = LEAF @ self._frames(modules, branches, at, 2)  # along heading and left
        sizes = modules.first_values(1.0)[at]
        return (places[:, None] + outline * sizes[:, None, None]).reshape(-1, 3)


class _Places:
    """Where the turtle is after each module."""

    def __init__(self, modules: Modules, branches: Branches, moves: Places, steps: Points) -> None:
        """Add up the steps along every path, axis by axis."""
        self.axes: list[Numbers] = []
        for step in steps.T:
            along = np.zeros(len(modules))
            along[moves] = step
            self.axes.append(branches.sums(along) if step.any() else along)
        if not all(np.isfinite(axis).all() for axis in self.axes):
            raise InputError("The turtle walks out of the range of numbers.")

    def at(self, modules: Places) -> Points:
        """Return the places after some modules, (m, 3)."""
        return np.stack([axis[modules] for axis in self.axes], axis=1)


def _colours(modules: Modules, branches: Branches, at: Places) -> NDArray[np.int64]:
    """Return the colour at some modules, (m,)."""
    if not modules.are("'").any():
        return np.zeros(len(at), np.int64)
    value, later = _state(modules, branches, "'", 0.0, at)
    return np.clip(np.rint(value + later), 0, 255).astype(np.int64)


def _state(
    modules: Modules, branches: Branches, symbol: str, initial: float, at: Places
) -> tuple[Numbers, Numbers]:
    """Return what a symbol was last set to, and how often it stood without a value since."""
    has_value = np.array([arity > 0 for _, arity in modules.alphabet], bool)[modules.codes]
    is_symbol = modules.are(symbol)
    steps = branches.sums((is_symbol & ~has_value).astype(float))
    setters = is_symbol & has_value
    if not setters.any():
        return np.full(len(at), initial), steps[at]
    setter = branches.previous(setters, at)
    value = np.where(setter >= 0, modules.values[setter, 0], initial)
    return value, steps[at] - np.where(setter >= 0, steps[setter], 0)


def _polygons(modules: Modules, places: _Places) -> tuple[Points, Places, Places]:
    """Return all corners, where each polygon starts among them, and its opening brace.

    Braces count across brackets, so a leaf may take its corners from several branches.
    """
    opens, closes = _matched(modules.are("{"), modules.are("}"))
    if not opens.any():
        return np.zeros((0, 3)), np.zeros(0, np.int64), np.zeros(0, np.int64)
    braces = Branches(opens, closes)
    corners = np.flatnonzero(modules.are(CORNERS) & (braces.branch > 0))
    corners = corners[np.argsort(braces.branch[corners], kind="stable")]
    polygons, first_corners = np.unique(braces.branch[corners], return_index=True)
    return places.at(corners), first_corners, braces.brackets[0][polygons - 1]


def _matched(opens: Mask, closes: Mask) -> tuple[Mask, Mask]:
    """Return the braces that have a partner: rules may leave some without."""
    if not opens.any():
        return opens, opens
    depth = np.cumsum(opens.astype(int) - closes)
    lowest = np.minimum.accumulate(np.minimum(depth, 0))
    closes = closes & ~(np.diff(lowest, prepend=0) < 0)
    height = np.cumsum((closes.astype(int) - opens)[::-1])
    lowest = np.minimum.accumulate(np.minimum(height, 0))
    return opens & ~(np.diff(lowest, prepend=0) < 0)[::-1], closes
