"""Lenia: Life made continuous in state, space and time."""

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray

from core.automata.orbium import ORBIUM
from core.automata.palettes import paint_field
from core.automata.settings import Every, Palette, Steps, check_cost
from core.automata.starting import placed
from core.automata.watching import watch_any
from core.method import RARE, Frame, Range, Seed

Field = NDArray[np.float32]  # (H, W), values in [0, 1]

RATE = 5e6  # cells per second
SHARPNESS = 4.0  # of the kernel's bump


def lenia_kernel(shape: tuple[int, int], radius: int) -> Field:
    """Return the ring that weighs the surroundings, summing to 1, its centre at [0, 0]."""
    rows, columns = (np.fft.fftfreq(side, 1 / side) for side in shape)
    distance = np.hypot(rows[:, None], columns) / radius
    inside = (distance > 0) & (distance < 1)
    place = np.where(inside, distance, 0.5)
    bump = np.where(inside, np.exp(SHARPNESS - SHARPNESS / (4 * place * (1 - place))), 0)
    return (bump / bump.sum()).astype(np.float32)


def lenia_step(
    shape: tuple[int, int], *, radius: int, centre: float, width: float, rate: int
) -> Callable[[Field], Field]:
    """Return the step on a torus.

    Args:
        shape: Of the grid.
        radius: Reach of the kernel, in cells.
        centre: Surroundings at which growth is strongest.
        width: How far they may lie from there, as a standard deviation.
        rate: Steps in one unit of time.
    """
    kernel = np.fft.rfft2(lenia_kernel(shape, radius)).astype(np.complex64)

    def step(field: Field) -> Field:
        around = np.fft.irfft2(np.fft.rfft2(field) * kernel, shape)
        growth = 2 * np.exp(-((around - centre) ** 2) / (2 * width**2)) - 1
        return np.clip(field + growth / rate, 0, 1).astype(np.float32)

    return step


def lenia(
    *,
    start: Literal["orbium", "orbia", "random"] = "orbium",
    centre: Annotated[float, Range(0.05, 0.5, 0.001)] = 0.15,
    width: Annotated[float, Range(0.001, 0.1, 0.001)] = 0.015,
    radius: Annotated[int, Range(5, 50)] = 13,
    rate: Annotated[int, Range(1, 50)] = 10,
    size: Annotated[int, Range(64, 1024, 16)] = 128,
    steps: Steps = 200,
    density: Annotated[float, Range(0, 1, 0.01), RARE] = 0.5,
    every: Every = 1,
    palette: Palette = "fire",
    seed: Seed = 0,
) -> Iterator[Frame]:
    r"""Let cells grow and fade smoothly by a ring of surroundings: lifelike creatures glide.

    Values, space and time are all continuous here. Growth is positive only in a narrow band of
    surroundings; within it live hundreds of creatures, the first of them Orbium.

    Formula:
        A' = \left[ A + \tfrac{1}{T}\, G(K * A) \right]_0^1, \quad
        G(u) = 2 \exp\left( -\tfrac{(u - \mu)^2}{2 \sigma^2} \right) - 1

    Args:
        start: One Orbium, a swarm that flies the same way, or noise.
        centre: Surroundings at which growth is strongest.
        width: Width of the band in which there is growth.
        radius: Reach of the kernel, in cells; Orbium is scaled along.
        rate: Steps in one unit of time; the more, the smoother.
        size: Cells along a side of the torus.
        steps: Steps of time.
        density: Mean of the noise, in a random start.
        every: Steps from one frame to the next.
        palette: Colours from 0 to 1.
        seed: Draws the random start and the places in a swarm.

    Yields:
        The field, one pixel a cell.

    Source:
        B. W.-C. Chan, Lenia: Biology of Artificial Life, Complex Systems 28 (2019) 251-286.
    """
    check_cost(size**2, steps, RATE)
    shape = (size, size)
    yield from watch_any(
        lenia_step(shape, radius=radius, centre=centre, width=width, rate=rate),
        start_field(start, shape, radius, density, seed),
        steps=steps,
        every=every,
        draw=lambda field: paint_field(field, palette),
        measure=lambda field: {"mass": float(field.sum()), "mean": float(field.mean())},
    )


def start_field(
    start: str, shape: tuple[int, int], radius: int, density: float, seed: int
) -> Field:
    """Return the first field: Orbia, scaled to the radius, or noise in the middle half."""
    rng = np.random.default_rng(seed)
    if start == "random":
        patch = rng.random((shape[0] // 2, shape[1] // 2)) * 2 * density
        return placed(np.minimum(patch, 1), shape).astype(np.float32)
    orbium = _scaled(ORBIUM.astype(np.float32), radius / 13)
    field = placed(orbium, shape).astype(np.float32)
    if start == "orbia":
        span = 2 * max(orbium.shape)
        places = np.stack(np.meshgrid(*[np.arange(0, side - span // 2, span) for side in shape]))
        chosen = [tuple(p) for p in places.reshape(2, -1).T.tolist() if rng.random() < 0.6]
        others = [np.roll(field, place, (0, 1)) for place in chosen]
        field = np.maximum.reduce([field, *others])
    return field


def _scaled(cells: Field, factor: float) -> Field:
    if factor == 1:
        return cells
    from scipy.ndimage import zoom

    return np.clip(zoom(cells, factor, order=1), 0, 1)
