"""What shows whether a training goes well, and plain words for when it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from core.generation.course import Course
from core.sentence import Sentence

COLLAPSE = 0.45  # of the data's diversity, below which the pictures are all alike
SIGNAL = 0.03  # of the discriminator's slope, below which the generator learns nothing
SURE = 0.95  # D(real) and 1 - D(fake) of a discriminator that cannot be deceived
SILENT = 0.2  # nats in a code that says nothing
SOFT = 0.5  # of the data's diversity, below which the price of a nat is too high
FIRST_STEPS = 120  # in which nothing has to be right yet
IN_A_ROW = 3  # readings that must agree before anything is said
LASTING = 12  # likewise, before a training that watches itself ends
SMOOTH = 0.85  # share of the running mean that a reading leaves
BETTER = 0.01  # share by which something must fall to have improved
PATIENCE = 30.0  # seconds without improvement

COLLAPSED = Sentence(
    "Mode collapse: the pictures differ {share:.0%} as much from one another as real ones do."
)
VANISHED = Sentence(
    "Vanished gradient: the discriminator is so sure that {share:.1%} of its slope is left for "
    "the generator to learn from."
)
OVERPOWERED = Sentence(
    "The discriminator is far ahead: it takes {real:.0%} of the real pictures for real and "
    "{fake:.0%} of the made ones."
)
SILENT_CODE = Sentence(
    "Posterior collapse: the codes hold {nats:.2f} nats, so the decoder makes the same of all."
)
TOO_DEAR = Sentence(
    "β = {beta:g} is too large: the codes keep {nats:.1f} nats, and the pictures differ "
    "{share:.0%} as much from one another as real ones do."
)
BROKEN = Sentence("The numbers have grown beyond all bounds: the rate of learning is too high.")
STANDING = Sentence("Nothing has improved for {seconds:.0f} s.")


@dataclass
class Meters:
    """Reads the numbers of a training now and then, and remembers what it needs to judge them."""

    course: Course
    real: NDArray[np.float32]  # pictures to compare with, (N, H, W, C) in [0, 1]
    labels: NDArray[np.int64]  # theirs, as many of each as samples are made; -1 for none
    best: float = float("inf")  # the smoothed objective at its lowest
    best_at: float = 0.0  # seconds
    smooth: float | None = None
    suspicion: str = ""  # template of what may be wrong, until it has been seen often enough
    seen: int = 0
    is_broken: bool = False
    spread: float = field(init=False)  # of real pictures of one class

    def __post_init__(self) -> None:
        """Measure the real pictures."""
        self.spread = apart(self.real, self.labels)

    def look(self, made: NDArray[np.float32], labels: NDArray[np.int64]) -> dict[str, float]:
        """Return what samples tell, beside real pictures.

        Args:
            made: (N, H, W, C) in [0, 1].
            labels: Theirs.
        """
        return {
            "diversity": apart(made, labels) / max(self.spread, 1e-6),
            "distance": energy_distance(made, self.real),
        }

    def signal(self, numbers: Mapping[str, float]) -> dict[str, float]:
        """Return the share of the discriminator's slope that reaches the generator.

        The slope of the generator's loss by the discriminator's score is -D(fake) for the
        minimax loss and D(fake) - 1 for the others; a critic has no such bounds.
        """
        fooled = numbers.get("D(fake) after")
        if fooled is None or self.course.loss == "wasserstein":
            return {}
        return {"signal": fooled if self.course.loss == "minimax" else 1 - fooled}

    def judge(self, numbers: Mapping[str, float], step: int) -> Sentence | None:
        """Return what is wrong, after it has been wrong several times in a row."""
        self.is_broken = not all(map(isfinite, numbers.values()))
        if self.is_broken:
            return BROKEN
        if step < FIRST_STEPS:
            return None
        found = self._suspect(numbers)
        template = found.template if found else ""
        self.seen = self.seen + 1 if template == self.suspicion else 1
        self.suspicion = template
        return found if self.seen >= IN_A_ROW else None

    @property
    def is_lasting(self) -> bool:
        """Whether the same has been wrong for long."""
        return bool(self.suspicion) and self.seen >= LASTING

    def _suspect(self, numbers: Mapping[str, float]) -> Sentence | None:
        nats, diversity = numbers.get("divergence"), numbers.get("diversity", 1.0)
        if nats is not None:
            if nats < SILENT:
                return Sentence(SILENT_CODE.template, {"nats": nats})
            if self.course.beta <= 1 or diversity > SOFT:
                return None
            values = {"beta": self.course.beta, "nats": nats, "share": diversity}
            return Sentence(TOO_DEAR.template, values)
        if numbers.get("signal", 1.0) < SIGNAL:
            return Sentence(VANISHED.template, {"share": numbers["signal"]})
        if diversity < COLLAPSE:
            return Sentence(COLLAPSED.template, {"share": diversity})
        real, fake = numbers.get("D(real)", 0.5), numbers.get("D(fake)", 0.5)
        if real > SURE and fake < 1 - SURE:
            return Sentence(OVERPOWERED.template, {"real": real, "fake": fake})
        return None

    def is_standing(self, numbers: Mapping[str, float], seconds: float) -> Sentence | None:
        """Say so when what should fall has not fallen for a while."""
        now = objective(numbers)
        if now is None:
            return None
        self.smooth = now if self.smooth is None else SMOOTH * self.smooth + (1 - SMOOTH) * now
        if self.smooth < self.best - BETTER * abs(self.best) or self.best == float("inf"):
            self.best, self.best_at = self.smooth, seconds
        waited = seconds - self.best_at
        return Sentence(STANDING.template, {"seconds": waited}) if waited > PATIENCE else None


def objective(numbers: Mapping[str, float]) -> float | None:
    """Return what should fall: a GAN's losses tell nothing, so it is its samples' distance."""
    if "ELBO" in numbers:
        return -numbers["ELBO"]
    return numbers.get("velocity error", numbers.get("distance"))


def apart(pictures: NDArray[np.floating], labels: NDArray[np.int64]) -> float:
    """Return the mean distance between two pictures of one class, over all classes with two.

    Args:
        pictures: (N, H, W, C).
        labels: (N,); all alike where there are no classes.
    """
    means = []
    for label in np.unique(labels):
        distances = _distances(pictures[labels == label])
        if (count := len(distances)) > 1:
            means.append(distances.sum() / (count * (count - 1)))
    return float(np.mean(means)) if means else 0.0


def energy_distance(first: NDArray[np.floating], second: NDArray[np.floating]) -> float:
    r"""Return how far two sets of pictures lie apart, 0 for two draws of the same kind.

    Formula:
        2 E|X - Y| - E|X - X'| - E|Y - Y'|

    Source:
        G. J. Székely and M. L. Rizzo, Energy statistics, J. Stat. Plann. Inference 143 (2013),
        1249-1272.
    """
    n, m = len(first), len(second)
    whole = _distances(np.concatenate([first, second]))
    between = whole[:n, n:].mean()
    within = whole[:n, :n].sum() / (n * (n - 1)) + whole[n:, n:].sum() / (m * (m - 1))
    return float(2 * between - within) / float(np.sqrt(first[0].size))


def _distances(pictures: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the distance of every two, (N, N)."""
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    squares = (flat**2).sum(1)
    squared = squares[:, None] + squares - 2 * flat @ flat.T
    np.fill_diagonal(squared, 0)
    return np.sqrt(np.maximum(squared, 0))
