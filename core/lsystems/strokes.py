"""What a turtle leaves behind: segments and filled polygons in space."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (n, 3); x to the right, y up, z towards the viewer


@dataclass(frozen=True, eq=False)
class Strokes:
    """Segments and polygons, in units of the turtle's step."""

    starts: Points  # (n, 3)
    ends: Points  # (n, 3)
    widths: NDArray[np.float64]  # (n,), in 1/500 of a picture's side
    colours: NDArray[np.int64]  # (n,), places in a palette
    modules: NDArray[np.int64]  # (n,), places in the string
    corners: Points  # (m, 3), of all polygons, one after another
    first_corners: NDArray[np.int64]  # (p,), where each polygon starts among them
    fills: NDArray[np.int64]  # (p,), places in a palette

    def __len__(self) -> int:
        """Return the number of segments."""
        return len(self.starts)

    @property
    def is_flat(self) -> bool:
        """Whether everything lies in the plane of the picture."""
        return not any(points[:, 2].any() for points in (self.starts, self.ends, self.corners))

    def box(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the smallest and the largest coordinates, (3,) each; zeros where all is empty."""
        parts = [points for points in (self.starts, self.ends, self.corners) if len(points)]
        if not parts:
            return np.zeros(3), np.zeros(3)
        low = np.min([points.min(axis=0) for points in parts], axis=0)
        return low, np.max([points.max(axis=0) for points in parts], axis=0)

    def moved(self, matrix: Points, shift: Sequence[float] = (0, 0, 0)) -> "Strokes":
        """Return everything after a linear map, (3, 3), and a shift."""
        starts, ends, corners = (
            points @ np.asarray(matrix).T + shift
            for points in (self.starts, self.ends, self.corners)
        )
        return replace(self, starts=starts, ends=ends, corners=corners)

    def turned(self, azimuth: float, tilt: float) -> "Strokes":
        """Return everything as seen after walking round it and looking down on it, in degrees."""
        if azimuth == 0 and tilt == 0:
            return self
        a, t = np.radians([azimuth, tilt])
        around = np.array([[np.cos(a), 0, -np.sin(a)], [0, 1, 0], [np.sin(a), 0, np.cos(a)]])
        down = np.array([[1, 0, 0], [0, np.cos(t), -np.sin(t)], [0, np.sin(t), np.cos(t)]])
        return self.moved(down @ around)


def joined(parts: Sequence[Strokes]) -> Strokes:
    """Return many drawings as one, the first at the back of the list."""
    counts = np.cumsum([0, *(len(part.corners) for part in parts)])
    firsts = [part.first_corners + count for part, count in zip(parts, counts, strict=False)]
    names = ("starts", "ends", "widths", "colours", "modules", "corners")
    arrays = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return Strokes(
        **arrays,
        first_corners=np.concatenate(firsts),
        fills=np.concatenate([part.fills for part in parts]),
    )


def lines(strokes: Strokes, chosen: NDArray[np.int64]) -> tuple[Points, NDArray[np.bool_]]:
    """Return some segments as lines: points, and before which of them the pen is lifted.

    A segment that starts where the one before ended goes on with its line.
    """
    starts, ends = strokes.starts[chosen], strokes.ends[chosen]
    gaps = np.abs(starts[1:] - ends[:-1]).max(axis=1, initial=0)
    sizes = np.abs(ends - starts).max(axis=1, initial=0)
    is_new = np.append(True, gaps > 1e-6 * sizes[1:])
    at = np.cumsum(1 + is_new) - 1  # place of each segment's end among the points
    points = np.empty((at[-1] + 1, 3))
    points[at] = ends
    points[at[is_new] - 1] = starts[is_new]
    lifted = np.zeros(len(points), bool)
    lifted[at[is_new] - 1] = True
    return points, lifted
