"""How fast Life runs here, beside others: python -m core.automata.race.

All run in one command, one after the other and in turn, so that what else the machine does
slows them alike; the ratios are what counts. cellpylib is raced where it is installed.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.automata.gray_scott import REGIMES, Reaction, advance_gray_scott, start_fields
from core.automata.grid import Grid
from core.automata.notation import read_life
from core.automata.packed_life import advance_life, pack, unpack
from core.automata.starting import soup
from core.machine import cores

SIDE = 4096
STEPS = 64  # packed generations in one measurement
TURNS = 5
SLOW_SIDE = 64  # of cellpylib's grid; its cost is the same for every cell
LIFE = read_life("B3/S23")


def scipy_life(grid: Grid) -> Grid:
    """Return the next generation by scipy.ndimage.convolve, the usual way in Python."""
    from scipy.ndimage import convolve

    kernel = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.uint8)
    count = convolve(grid, kernel, mode="wrap")
    return ((count == 3) | ((grid == 1) & (count == 2))).astype(np.uint8)


def cellpylib_life(grid: Grid, steps: int) -> Grid:
    """Return a later generation by cellpylib."""
    cellpylib = import_module("cellpylib")
    history = cellpylib.evolve2d(
        grid[None],
        timesteps=steps + 1,
        neighbourhood="Moore",
        apply_rule=cellpylib.game_of_life_rule,
    )
    return np.asarray(history[-1], np.uint8)


def fastest(runs: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the least seconds of each, run in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for name in [*runs] * TURNS:
        start = perf_counter()
        runs[name]()
        seconds[name].append(perf_counter() - start)
    return {name: min(times) for name, times in seconds.items()}


def race() -> dict[str, float]:
    """Return cells per second of each contestant, after checking that they agree.

    memory is what copying the packed grid once a generation would allow.
    """
    grid, small = soup((SIDE, SIDE), 0.3, 2, 0), soup((SLOW_SIDE, SLOW_SIDE), 0.3, 2, 0)
    words = pack(grid)
    np.testing.assert_array_equal(
        unpack(advance_life(words, SIDE, 1, LIFE), SIDE), scipy_life(grid)
    )
    large = np.zeros(2**25, np.uint64)  # 256 MB, larger than every cache
    other = np.empty_like(large)
    runs: dict[str, Callable[[], object]] = {
        "packed": lambda: advance_life(words, SIDE, STEPS, LIFE),
        "scipy": lambda: scipy_life(grid),
        "copy": lambda: _copy(large, other),
    }
    if find_spec("cellpylib"):
        np.testing.assert_array_equal(cellpylib_life(small, 1), scipy_life(small))
        runs["cellpylib"] = lambda: cellpylib_life(small, 1)
    seconds = fastest(runs)
    rates = {
        "packed": SIDE**2 * STEPS / seconds["packed"],
        "scipy": SIDE**2 / seconds["scipy"],
        "memory": large.size * 64 / seconds["copy"],
    }
    if "cellpylib" in runs:
        rates["cellpylib"] = SLOW_SIDE**2 / seconds["cellpylib"]
    return rates


def race_gray_scott() -> float:
    """Return the seconds of 500 steps on 512 × 512."""
    fields, reaction = start_fields(512, "scattered", 0), Reaction(*REGIMES["kappa"])
    return fastest({"ours": lambda: advance_gray_scott(fields, 500, reaction)})["ours"]


def _copy(source: NDArray[np.uint64], target: NDArray[np.uint64]) -> None:
    np.copyto(target, source)


def main() -> None:
    """Print the figures."""
    rates = race()
    print(f"Life, {SIDE} × {SIDE}, {cores()} cores; the machine may have other work meanwhile.")
    for name, rate in rates.items():
        print(f"  {name:10s} {rate:12.3g} cells/s   packed is {rates['packed'] / rate:10.3g} ×")
    print(f"Gray–Scott, 512 × 512: 500 steps in {race_gray_scott():.2f} s")


if __name__ == "__main__":
    main()
