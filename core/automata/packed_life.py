"""Life with up to 64 cells in a word, counted for all of them at once.

Bit b of word j holds column b · words + j, so that the left and right neighbours of nearly all
cells lie in the words beside theirs, and only the outermost words need a shift. The eight
neighbours are summed in four bit planes by carry-save adders, and the rule is turned into
and, or and not of those planes.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Border, Grid
from core.automata.notation import LifeRule
from core.automata.strips import BlockStep, advance

Words = NDArray[np.uint64]  # (H, words)
BITS = 64
STRIP_BYTES = 2**18  # of one plane; smaller ones fit the cache better but fight for Python's lock
DEPTH = 8


def lanes(width: int) -> int:
    """Return the cells in a word: the largest divisor of the width up to 64."""
    return max(n for n in range(1, BITS + 1) if width % n == 0)


def pack(grid: Grid) -> Words:
    """Return the words of a grid of 0 and 1, (H, W) to (H, W / lanes)."""
    height, width = grid.shape
    count = lanes(width)
    columns = grid.reshape(height, count, width // count).swapaxes(1, 2)
    full = np.zeros((height, width // count, BITS), np.uint8)
    full[..., :count] = columns
    return np.packbits(full, axis=2, bitorder="little").view("<u8")[..., 0].astype(np.uint64)


def unpack(words: Words, width: int) -> Grid:
    """Return the grid of the words, (H, width)."""
    height, count = words.shape
    octets = np.ascontiguousarray(words, "<u8").view(np.uint8).reshape(height, count, -1)
    bits = np.unpackbits(octets, axis=2, bitorder="little")[..., : width // count]
    return np.ascontiguousarray(bits.swapaxes(1, 2)).reshape(height, width)


def advance_life(
    words: Words, width: int, steps: int, rule: LifeRule, border: Border = "torus"
) -> Words:
    """Return packed cells after some generations of a rule with two states."""
    height, count = words.shape
    framed = np.zeros((height, count + 2), np.uint64)  # a word more at either side
    framed[:, 1:-1] = words
    rows = max(4 * DEPTH, STRIP_BYTES // (8 * (count + 2)))
    step = _block_step(rule, lanes(width), border)
    return advance(framed, steps, step, border=border, rows=rows, depth=DEPTH)[:, 1:-1].copy()


def _block_step(rule: LifeRule, count: int, border: Border) -> BlockStep:
    program = compile_rule(rule)
    mask = np.uint64(2**count - 1)

    def step(block: NDArray[Any], result: NDArray[Any], scratch: dict[str, NDArray[Any]]) -> None:
        _fill_sides(block, count, mask, border)
        stride, size = block.shape[1], block.size
        if not scratch:
            scratch |= {name: np.empty(size, np.uint64) for name in "tuscpqk"}
        flat, out = block.reshape(-1), result.reshape(-1)[stride : size - stride]
        _decide(program, _count(flat, stride, scratch), out, scratch)

    return step


def _fill_sides(block: Words, count: int, mask: np.uint64, border: Border) -> None:
    """Put what lies to the left of each word's first column into word 0, and to the right."""
    first, last = block[:, 1] & mask, block[:, -2] & mask  # a rule with B0 fills what is unused
    one, top = np.uint64(1), np.uint64(count - 1)
    block[:, 0] = (last << one) & mask
    block[:, -1] = first >> one
    if border == "torus":
        block[:, 0] |= last >> top
        block[:, -1] |= (first & one) << top
    elif border == "mirror":
        block[:, 0] |= first & one
        block[:, -1] |= last & (one << top)


def _count(flat: Words, stride: int, scratch: dict[str, Words]) -> dict[str, Words]:
    """Return the planes of the sum of eight neighbours, and the cells, of the inner rows.

    Cells lie in one line, so that a step aside is an offset of one and a step down of a row.
    """
    t, u, s, c, p, q, k = scratch.values()
    left, own, right = flat[:-2], flat[1:-1], flat[2:]
    np.bitwise_xor(left, right, s[1:-1])  # left and right: s + 2 c
    np.bitwise_and(left, right, c[1:-1])
    np.bitwise_and(s[1:-1], own, u[1:-1])  # all three: t + 2 u
    np.bitwise_or(u[1:-1], c[1:-1], u[1:-1])
    np.bitwise_xor(s[1:-1], own, t[1:-1])
    above, inner, below = slice(None, -2 * stride), slice(stride, -stride), slice(2 * stride, None)
    p, q, k = p[inner], q[inner], k[inner]
    s, c = s[inner], c[inner]
    np.bitwise_and(t[above], t[below], k)
    np.bitwise_xor(t[above], t[below], p)
    np.bitwise_and(p, s, q)
    np.bitwise_or(k, q, k)  # carry into the twos
    np.bitwise_xor(s, p, s)  # ones
    np.bitwise_and(u[above], u[below], p)
    np.bitwise_xor(u[above], u[below], q)
    np.bitwise_and(q, c, t[inner])
    np.bitwise_or(p, t[inner], p)  # carry into the fours
    np.bitwise_xor(q, c, q)
    np.bitwise_and(q, k, c)  # a second carry into the fours
    np.bitwise_xor(q, k, q)  # twos
    np.bitwise_and(p, c, k)  # eights
    np.bitwise_xor(p, c, p)  # fours
    return {"x": flat[inner], "1": s, "2": q, "4": p, "8": k}


# A program: False, True, or (operation, plane or program, …) on planes.
Program = Any


@cache
def compile_rule(rule: LifeRule) -> Program:
    """Return a decision over the planes 4, 2, 1, x and 8, shortened where branches agree."""
    return _choose(rule, ("4", "2", "1", "x", "8"), {})


def _choose(rule: LifeRule, planes: tuple[str, ...], known: dict[str, int]) -> Program:
    if not planes:
        count = known["1"] + 2 * known["2"] + 4 * known["4"] + 8 * known["8"]
        counts = rule.survival if known["x"] else rule.birth
        return None if count > 8 else count in counts  # None: cannot happen
    plane, *rest = planes
    low, high = (_choose(rule, tuple(rest), {**known, plane: bit}) for bit in (0, 1))
    if low is None or high is None or low == high:
        return high if low is None else low
    if isinstance(low, bool) and isinstance(high, bool):
        return ("is", plane) if high else ("not", plane)
    if low is False:
        return ("and", plane, high)
    if high is False:
        return ("and not", plane, low)
    if high is True:
        return ("or", plane, low)
    if low is True:
        return ("or not", plane, high)
    return ("choose", plane, low, high)


def _decide(program: Program, planes: dict[str, Words], out: Words, scratch: Any) -> None:
    """Write the decision into out; what is at hand in t and u serves as scratch."""
    if isinstance(program, bool):
        out[:] = np.uint64(2**BITS - 1 if program else 0)
        return
    kind, name, *branches = program
    plane = planes[name]
    if kind == "is":
        np.copyto(out, plane)
    elif kind == "not":
        np.invert(plane, out)
    elif kind == "choose":
        high = np.empty_like(out)
        _decide(branches[1], planes, high, scratch)
        _decide(branches[0], planes, out, scratch)
        np.bitwise_xor(high, out, high)
        np.bitwise_and(high, plane, high)
        np.bitwise_xor(out, high, out)
    else:
        source = out
        if branches[0][0] == "is":
            source = planes[branches[0][1]]
        else:
            _decide(branches[0], planes, out, scratch)
        operation = np.bitwise_and if kind.startswith("and") else np.bitwise_or
        if kind.endswith("not"):
            plane = np.invert(plane, scratch["t"][: plane.size])
        operation(source, plane, out)
