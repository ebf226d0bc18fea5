"""Settings that the automata share, and what they may cost."""

from typing import Annotated, Literal

import numpy as np

from core.automata.grid import Border
from core.method import LINES, RARE, Range
from core.sentence import InputError

Size = Annotated[int, Range(16, 4096, 16)]  # cells along a side
Steps = Annotated[int, Range(0, 20000)]
Density = Annotated[float, Range(0, 1, 0.01)]
Share = Annotated[float, Range(0.01, 1, 0.01), RARE]
Every = Annotated[int, Range(1, 1000), RARE]
Edge = Annotated[Border, RARE]
Text = Annotated[str, LINES, RARE]
Palette = Literal["ink", "night", "fire", "sea", "moss", "rainbow"]

PATIENCE = 300  # seconds that a run may take


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
