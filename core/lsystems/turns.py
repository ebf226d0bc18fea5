"""Which way the turtle looks: its frame of heading, left and up (H, L, U) along a string.

Turns multiply, so without anything else the frames are prefix products. Where the frame also
depends on where it is (tropism bends it, `$` levels it), frames are found in waves: first
everything that follows the root, then what follows that, all branches side by side.
"""

import numpy as np
from numpy.typing import NDArray

from core.lsystems.branches import Branches, Numbers, Places
from core.lsystems.modules import Modules

# ABOP 1.5 says left, down and roll left. With H up, L left and U towards the viewer, turns by
# the right hand about U go left, about L down, and about H lift the left side.
AXES = {"+": (0, 0, 1), "-": (0, 0, -1), "|": (0, 0, 1), "&": (0, 1, 0), "^": (0, -1, 0)}
AXES |= {"\\": (-1, 0, 0), "/": (1, 0, 0)}
UP = np.array([0.0, 1.0, 0.0])
UPRIGHT = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])  # rows H, L, U
BLOCK = 64  # turns multiplied in one go
LEVEL = "$"

Frames = NDArray[np.float64]  # (m, rows, 3): H, or H and L, or H, L and U, in the world's axes
Quaternions = NDArray[np.complex128]  # (2, m): w + x i and y + z i of w + x i + y j + z k


def turning(modules: Modules, angle: float) -> Numbers:
    """Return how far each module turns, in degrees, whatever the axis, (n,)."""
    degrees = modules.look_up(dict.fromkeys(AXES, angle) | {"|": 180.0})
    if modules.values.shape[1]:
        degrees = np.where(modules.are("".join(AXES)), modules.first_values(degrees), 0.0)
    return degrees


def is_flat(modules: Modules) -> bool:
    """Return whether a string without tropism stays in the plane."""
    return not modules.are("&^\\/$").any()


def flat_frames(
    modules: Modules, branches: Branches, degrees: Numbers, at: Places, rows: int
) -> Frames:
    """Return the frame that each of the given modules finds, for strings in the plane."""
    signed = np.where(modules.are("-"), -degrees, degrees)
    left_of_up = np.radians(branches.sums(signed)[at])
    found = np.zeros((len(at), rows, 3))
    for row, angle in enumerate((left_of_up, left_of_up + np.pi / 2)[:rows]):
        found[:, row, 0] = -np.sin(angle)
        found[:, row, 1] = np.cos(angle)
    return found


def frames(modules: Modules, branches: Branches, degrees: Numbers, at: Places, rows: int) -> Frames:
    """Return the frame that each of the given modules finds, for strings without `$`."""
    turns = np.flatnonzero(degrees)
    quaternions = _quaternions(modules, turns, degrees[turns])
    _, last, _ = branches.brackets
    undone = _undone(branches.branch[turns], quaternions, len(last))
    places = np.concatenate([turns, last])
    order = np.argsort(places, kind="stable")
    all_turns = np.concatenate([quaternions, undone], axis=1)[:, order]
    products = np.concatenate([_identity(1), _prefix_products(all_turns)], axis=1)
    happened = np.zeros(len(degrees), np.int64)
    happened[places] = 1
    return _matrices(products[:, np.cumsum(happened)[at]], rows) @ UPRIGHT


def bent_frames(
    modules: Modules,
    branches: Branches,
    degrees: Numbers,
    at: Places,
    rows: int,
    bends: NDArray[np.bool_],
    pull: Numbers,
) -> Frames:
    """Return the frame that each of the given modules finds, where `$` or tropism have a say.

    Args:
        modules: The string.
        branches: Its brackets.
        degrees: How far each module turns, (n,).
        at: Places of the modules asked about, (m,).
        rows: How many axes of the frames are wanted.
        bends: After which modules the heading bends, (n,).
        pull: Tropism: direction times elasticity, (3,). The heading turns towards it by the
            length of their cross product, in radians (ABOP 2.3.3).
    """
    is_level = modules.are(LEVEL)
    acts = (degrees != 0) | is_level | bends
    found = np.empty((len(modules) + 1, 3, 3))
    found[-1] = UPRIGHT  # where previous() finds nothing
    places = np.flatnonzero(acts)
    rank = np.rint(branches.sums(acts.astype(float))[places]).astype(np.int64)
    before = branches.previous(acts, places)
    turned = _matrices(_quaternions(modules, places, degrees[places]))
    order = np.argsort(rank, kind="stable")
    for wave in np.split(order, np.flatnonzero(np.diff(rank[order])) + 1):
        now = turned[wave] @ found[before[wave]]
        here = places[wave]
        if is_level[here].any():
            now = np.where(is_level[here, None, None], _levelled(now), now)
        if bends[here].any():
            now = np.where(bends[here, None, None], _bent(now, pull), now)
        found[here] = now
    return found[branches.previous(acts, at), :rows]


def _quaternions(modules: Modules, at: Places, degrees: Numbers) -> Quaternions:
    """Return the turns about the turtle's own axes H, L, U, (2, m)."""
    axes = np.array([AXES.get(symbol[0], (0, 0, 0)) for symbol, _ in modules.alphabet])
    x, y, z = axes[modules.codes[at]].T
    half = np.radians(degrees) / 2
    return np.stack([np.cos(half) + 1j * x * np.sin(half), (y + 1j * z) * np.sin(half)])


def _undone(branch: Places, quaternions: Quaternions, count: int) -> Quaternions:
    """Return for each branch what takes back its own turns at the closing bracket, (2, count)."""
    order = np.argsort(branch, kind="stable")
    products = np.concatenate([_identity(1), _prefix_products(quaternions[:, order])], axis=1)
    ends = np.searchsorted(branch[order], np.arange(count + 1), side="right")
    a, b = products[:, ends[1:]]
    return _multiplied(np.stack([a.conj(), -b]), products[:, ends[:-1]])


def _prefix_products(quaternions: Quaternions) -> Quaternions:
    """Return the product of the first, the first two, … of (2, m) quaternions."""
    size = quaternions.shape[1]
    if size <= 1:
        return quaternions
    rows = -(-size // BLOCK)
    padded = np.concatenate([quaternions, _identity(rows * BLOCK - size)], axis=1)
    blocks = padded.reshape(2, rows, BLOCK).transpose(0, 2, 1).copy()  # neighbours in memory
    for index in range(1, BLOCK):
        blocks[:, index] = _multiplied(blocks[:, index - 1], blocks[:, index])
    totals = _prefix_products(blocks[:, -1])
    blocks[:, :, 1:] = _multiplied(totals[:, None, :-1], blocks[:, :, 1:])
    return blocks.transpose(0, 2, 1).reshape(2, -1)[:, :size]


def _multiplied(first: Quaternions, second: Quaternions) -> Quaternions:
    """Return Hamilton's product: (a + b j)(c + d j) = ac - b d* + (ad + b c*) j."""
    a, b = first
    c, d = second
    return np.stack([a * c - b * d.conj(), a * d + b * c.conj()])


def _identity(count: int) -> Quaternions:
    return np.repeat(np.array([[1 + 0j], [0j]]), count, axis=1)


def _matrices(quaternions: Quaternions, rows: int = 3) -> Frames:
    """Return where turns take the axes H, L, U: a row each, in the axes before, (m, rows, 3)."""
    (w, y), (x, z) = quaternions.real, quaternions.imag
    images = (
        lambda: (1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)),
        lambda: (2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)),
        lambda: (2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)),
    )
    found = np.empty((quaternions.shape[1], rows, 3))
    for row in range(rows):
        found[:, row] = np.stack(images[row](), axis=1)
    return found


def _levelled(now: Frames) -> Frames:
    """Roll each frame about its heading until left is level; one that looks up or down stays."""
    heading = now[:, 0]
    left = np.cross(UP, heading)
    length = np.linalg.norm(left, axis=1, keepdims=True)
    left = np.where(length > 1e-9, left / np.maximum(length, 1e-9), now[:, 1])
    return np.stack([heading, left, np.cross(heading, left)], axis=1)


def _bent(now: Frames, pull: Numbers) -> Frames:
    """Turn each frame about heading × pull, by its length in radians (Rodrigues' formula)."""
    torque = np.cross(now[:, 0], pull)
    size = np.linalg.norm(torque, axis=1)[:, None, None]
    axis = torque[:, None, :] / np.maximum(size, 1e-12)
    along = (now * axis).sum(axis=2, keepdims=True) * axis
    return along + (now - along) * np.cos(size) + np.cross(axis, now) * np.sin(size)
