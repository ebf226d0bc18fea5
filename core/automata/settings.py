"""Settings that the automata share, and what they may cost."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import numpy as np

from core.automata.grid import Border
from core.method import LINES, RARE, Range
from core.sentence import InputError

Size = Annotated[int, Range(16, 4096, 16)]  # cells along a side
MOST_STEPS = 20_000
Steps = Annotated[int, Range(0, MOST_STEPS)]
Density = Annotated[float, Range(0, 1, 0.01)]
Share = Annotated[float, Range(0.01, 1, 0.01), RARE]
Every = Annotated[int, Range(1, 1000), RARE]
Edge = Annotated[Border, RARE]
Text = Annotated[str, LINES, RARE]
Palette = Literal["ink", "night", "fire", "sea", "moss", "rainbow"]

SHAPES = {"diamond": "N", "square": "M", "disc": "C"}  # as neighbour_offsets calls them

PATIENCE = 300  # seconds that a run may take


def modest(settings: Mapping[str, Any]) -> dict[str, Range]:
    """Return where a sweep goes: sizes and runs that make many pictures while one waits."""
    reach = {}
    if "size" in settings:
        reach["size"] = Range(32, 512, 16)
    if "steps" in settings:
        reach["steps"] = Range(0, min(max(20, 2 * settings["steps"]), MOST_STEPS))
    if "every" in settings:
        reach["every"] = Range(1, 10)
    return reach


def check_cost(cells: int, steps: int, rate: float) -> None:
    """Refuse a run that would take too long.

    Args:
        cells: Cells of the grid.
        steps: Generations.
        rate: Cells per second of the system, roughly, on one slow core.

    Raises:
        InputError: The estimate lies above PATIENCE.
    """
    seconds = cells * steps / rate
    if seconds > PATIENCE:
        raise InputError(
            "{cells} cells × {steps} steps would take about {seconds} seconds, {limit} are "
            "allowed: try fewer steps or a smaller size.",
            cells=cells,
            steps=steps,
            seconds=int(np.ceil(seconds)),
            limit=PATIENCE,
        )
