"""Reaction and diffusion after Gray and Scott: spots that divide, stripes, mazes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Border
from core.automata.palettes import paint_field
from core.automata.settings import Edge, Every, Palette, Size, Steps, check_cost
from core.automata.strips import BlockStep, advance
from core.automata.watching import watch_any
from core.method import Frame, Range, Seed

Fields = NDArray[np.float32]  # (2, H, W): concentrations of U and V

DIFFUSION = (2e-5, 1e-5)  # of U and V, as in the paper
SPACING = 2.5 / 256  # between grid points, and steps of time are 1: as there
RATE = 3e7  # cells per second
BRIGHTEST = 0.45  # concentration of V that is drawn in the last colour
STRIP_ROWS, DEPTH = 128, 8
REGIMES = {  # feed and kill rates at which each class of patterns is found in Pearson's map
    "alpha": (0.010, 0.047),
    "beta": (0.026, 0.051),
    "gamma": (0.022, 0.051),
    "delta": (0.030, 0.055),
    "epsilon": (0.018, 0.055),
    "zeta": (0.026, 0.059),
    "eta": (0.034, 0.063),
    "theta": (0.030, 0.057),
    "iota": (0.046, 0.0594),
    "kappa": (0.050, 0.063),
    "lambda": (0.034, 0.065),
    "mu": (0.046, 0.065),
}


@dataclass(frozen=True)
class Reaction:
    """Rates of the reaction U + 2 V → 3 V, per step of time."""

    feed: float
    kill: float
    spread_u: float = DIFFUSION[0] / SPACING**2
    spread_v: float = DIFFUSION[1] / SPACING**2


def advance_gray_scott(
    fields: Fields, steps: int, reaction: Reaction, border: Border = "torus"
) -> Fields:
    """Return the concentrations, (2, H, W), after some steps of the explicit scheme."""
    framed = np.zeros((2, fields.shape[1], fields.shape[2] + 2), np.float32)
    framed[..., 1:-1] = fields
    step = _block_step(reaction, border)
    done = advance(framed, steps, step, border=border, rows=STRIP_ROWS, depth=DEPTH)
    return done[..., 1:-1].copy()


def gray_scott(
    *,
    regime: Literal[
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "own",
    ] = "kappa",
    feed: Annotated[float, Range(0, 0.1, 0.001)] = 0.037,
    kill: Annotated[float, Range(0, 0.1, 0.001)] = 0.06,
    size: Size = 256,
    steps: Steps = 5000,
    start: Literal["square", "scattered"] = "scattered",
    border: Edge = "torus",
    every: Every = 100,
    palette: Palette = "sea",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Let two substances react, flow apart, and be fed and drained.

    V makes more of itself out of U. U is fed to everywhere, V drained from everywhere, and U
    spreads twice as fast: enough for spots that divide like cells, worms, mazes and waves,
    depending on the two rates alone. Pearson named the classes of patterns by Greek letters.

    Formula:
        \partial_t u = D_u \Delta u - u v^2 + F (1 - u), \quad
        \partial_t v = D_v \Delta v + u v^2 - (F + k) v

    Args:
        regime: A class of patterns, which sets both rates, or own.
        feed: Rate at which U is fed, where the regime is own.
        kill: Rate at which V is drained beyond the feed, where the regime is own.
        size: Cells along a side.
        steps: Steps of time; patterns need thousands.
        start: A square of V in the middle, as Pearson had it, or many small ones.
        border: What lies beyond the border: the other side, no substance at all, or a wall.
        every: Steps from one frame to the next.
        palette: Colours from little V to much.
        seed: Draws the noise and the places of the small squares.

    Yields:
        The concentration of V, one pixel a cell.

    Source:
        J. E. Pearson, Complex Patterns in a Simple System, Science 261 (1993) 189-192.
    """
    check_cost(size**2, steps, RATE)
    reaction = Reaction(*REGIMES.get(regime, (feed, kill)))

    def step(state: tuple[int, Fields]) -> tuple[int, Fields]:
        age, fields = state
        pause = min(every, steps - age)
        return age + pause, advance_gray_scott(fields, pause, reaction, border)

    yield from watch_any(
        step,
        (0, start_fields(size, start, seed)),
        steps=-(-steps // every),
        every=1,
        draw=lambda state: paint_field(state[1][1] / BRIGHTEST, palette),
        measure=lambda state: {"mean of V": float(state[1][1].mean())},
    )


def start_fields(size: int, start: str, seed: int) -> Fields:
    """Return U = 1 and V = 0, but U = 1/2 and V = 1/4 in squares, all with 1 % of noise."""
    rng = np.random.default_rng(seed)
    fields = np.zeros((2, size, size), np.float32)
    fields[0] = 1
    side = max(4, round(20 * size / 256)) if start == "square" else 8
    count = 1 if start == "square" else max(1, size**2 // 3000)
    middle = [((size - side) // 2,) * 2]
    places = middle if start == "square" else rng.integers(0, size - side, (count, 2)).tolist()
    for row, column in places:
        fields[:, row : row + side, column : column + side] = [[[0.5]], [[0.25]]]
    return fields * rng.uniform(0.99, 1.01, fields.shape).astype(np.float32)


def _block_step(reaction: Reaction, border: Border) -> BlockStep:
    spread_u, spread_v = np.float32(reaction.spread_u), np.float32(reaction.spread_v)
    feed = np.float32(reaction.feed)
    keep_u = np.float32(1 - 4 * reaction.spread_u - reaction.feed)
    keep_v = np.float32(1 - 4 * reaction.spread_v - reaction.feed - reaction.kill)

    def step(block: NDArray[Any], result: NDArray[Any], scratch: dict[str, NDArray[Any]]) -> None:
        _fill_sides(block, border)
        (u, v), (new_u, new_v) = block.reshape(2, -1), result.reshape(2, -1)
        stride, size = block.shape[2], u.size
        inner = slice(stride, size - stride)
        if not scratch:
            scratch |= {name: np.empty(size - 2 * stride, np.float32) for name in ("lap", "made")}
        flow, made = scratch["lap"], scratch["made"]
        np.multiply(v[inner], v[inner], made)
        np.multiply(made, u[inner], made)
        _sum_four(u, stride, flow)
        np.multiply(flow, spread_u, flow)
        np.multiply(u[inner], keep_u, new_u[inner])
        np.add(new_u[inner], flow, new_u[inner])
        np.subtract(new_u[inner], made, new_u[inner])
        np.add(new_u[inner], feed, new_u[inner])
        _sum_four(v, stride, flow)
        np.multiply(flow, spread_v, flow)
        np.add(flow, made, flow)
        np.multiply(v[inner], keep_v, new_v[inner])
        np.add(new_v[inner], flow, new_v[inner])

    return step


def _sum_four(field: NDArray[np.float32], stride: int, out: NDArray[np.float32]) -> None:
    """Add the four neighbours of the inner rows; cells lie in one line."""
    size = field.size
    np.add(field[: size - 2 * stride], field[2 * stride :], out)
    np.add(out, field[stride - 1 : size - stride - 1], out)
    np.add(out, field[stride + 1 : size - stride + 1], out)


def _fill_sides(block: NDArray[Any], border: Border) -> None:
    if border == "torus":
        block[..., 0], block[..., -1] = block[..., -2], block[..., 1]
    elif border == "mirror":
        block[..., 0], block[..., -1] = block[..., 1], block[..., -2]
    else:
        block[..., 0] = block[..., -1] = 0
