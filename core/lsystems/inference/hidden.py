"""Systems to be found again: drawn by chance, worth looking at."""

from dataclasses import dataclass

import numpy as np

from core.lsystems.inference.genomes import Space
from core.lsystems.inference.sketch import Rules, Sketch, sketches
from core.lsystems.inference.target import Target, from_system, written
from core.lsystems.novelty import DARKEST, SLIMMEST

FEWEST, MOST = 100, 4000  # segments
NARROWEST, WIDEST = 10, 120  # degrees, all whole ones alike
SIDE, FAINTEST, SURE = 64, 0.02, 0.05  # cells; shares of them that hold ink
DIFFERS = 1000  # added to seeds, so that no search draws what was hidden


@dataclass(frozen=True)
class Hidden:
    """A system whose picture is shown and whose rules are not."""

    rules: Rules
    angle: float
    order: int

    def __str__(self) -> str:
        """Return the rules with angle and order."""
        return f"{written(self.rules)}, {self.angle:g}°, order {self.order}"

    def target(self) -> Target:
        """Return the ink of its picture."""
        return from_system(self.rules, self.angle, self.order)


def hidden(seed: int, rules: int = 1) -> Hidden:
    """Draw a system: every word of at most 8 symbols alike, whole degrees, an order that shows.

    Left out is only what looks like nothing: drawings that are slim, nearly empty or nearly full.
    """
    rng, space = np.random.default_rng(DIFFERS + seed), Space(rules)
    while True:
        drawn, angle = space.drawn(rng), float(rng.integers(NARROWEST, WIDEST + 1))
        shown = [s for s in sketches(drawn, np.array([angle]), most=MOST) if _shows(s)]
        if shown:
            return Hidden(drawn, angle, shown[int(rng.integers(len(shown)))].order)


def _shows(sketch: Sketch) -> bool:
    low, high = sketch.box
    size = high - low
    short, long = sorted((float(size.real[0]), float(size.imag[0])))
    if sketch.starts.shape[1] < FEWEST or short < SLIMMEST * long:
        return False
    return FAINTEST <= float(sketch.masks(SIDE).mean()) <= DARKEST + SURE
