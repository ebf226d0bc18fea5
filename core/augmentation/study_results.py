"""What a study found: every figure is worked out from the confusion matrices of its trainings."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.metrics.classification import Judgement, judge, mean_of_seeds

FIGURES = ("accuracy", "precision", "recall", "f1")


@dataclass(frozen=True)
class Spread:
    """A mean over seeds with its 95 % interval, in shares of 1."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: NDArray[Any]) -> "Spread":
        """Return the spread of a figure, one value for each seed."""
        return cls(*mean_of_seeds(values.tolist()))

    @property
    def is_clear(self) -> bool:
        """Whether the interval lies wholly on one side of 0."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, eq=False)
class Results:
    """The trainings of a study, as many as there are by now."""

    confusion: NDArray[np.int64]  # (arms, seeds, K, K): rows are what pictures are
    curves: NDArray[np.float32]  # (arms, seeds, looks): accuracy on the way, of some test pictures
    done: NDArray[np.bool_]  # (arms, seeds)

    @classmethod
    def empty(cls, arms: int, seeds: int, classes: int, looks: int) -> "Results":
        """Return the results of a study that has not begun."""
        return cls(
            np.zeros((arms, seeds, classes, classes), np.int64),
            np.full((arms, seeds, looks), np.nan, np.float32),
            np.zeros((arms, seeds), bool),
        )

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[Any]]) -> "Results":
        """Return the results that arrays hold."""
        return cls(arrays["confusion"], arrays["curves"], arrays["done"].astype(bool))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return all as arrays, to be kept."""
        return {name: getattr(self, name) for name in ("confusion", "curves", "done")}

    @cached_property
    def judgements(self) -> dict[tuple[int, int], Judgement]:
        """What became of each training, by arm and seed."""
        return {
            (int(arm), int(seed)): judgement(self.confusion[arm, seed])
            for arm, seed in np.argwhere(self.done)
        }

    def seeds(self, arm: int, other: int | None = None) -> list[int]:
        """Return the seeds that an arm has been trained with, and another one, too."""
        found = self.done[arm] if other is None else self.done[arm] & self.done[other]
        return [int(seed) for seed in np.flatnonzero(found)]

    def figure(self, arm: int, name: str) -> Spread:
        """Return a figure of FIGURES over the seeds of an arm that has some."""
        return Spread.of(self._values(arm, name, self.seeds(arm)))

    def difference(self, arm: int, name: str = "accuracy", base: int = 0) -> Spread:
        """Return what an arm adds to a figure, seed by seed, so that what these share drops out."""
        seeds = self.seeds(arm, base)
        return Spread.of(self._values(arm, name, seeds) - self._values(base, name, seeds))

    def class_difference(self, arm: int, base: int = 0) -> tuple[Spread, ...]:
        """Return what an arm adds to the share of each class that is recognised."""
        seeds = self.seeds(arm, base)
        with_, without = (
            np.array([self.judgements[one, seed].class_recall for seed in seeds])
            for one in (arm, base)
        )
        return tuple(Spread.of(column) for column in (with_ - without).T)

    def summed(self, arm: int) -> NDArray[np.int64]:
        """Return the confusion of all seeds of an arm together, (K, K)."""
        return np.asarray(self.confusion[arm][self.done[arm]].sum(axis=0))

    def curve(self, arm: int) -> NDArray[np.float64]:
        """Return the mean accuracy of an arm on its way, (looks,)."""
        return np.asarray(self.curves[arm][self.done[arm]].mean(axis=0, dtype=np.float64))

    def _values(self, arm: int, name: str, seeds: list[int]) -> NDArray[np.float64]:
        return np.array([getattr(self.judgements[arm, seed], name) for seed in seeds])


def judgement(confusion: NDArray[np.int64]) -> Judgement:
    """Return the figures of a confusion matrix, (K, K): rows are what the pictures are."""
    every = np.arange(len(confusion))
    truth, called = (grid.ravel() for grid in np.meshgrid(every, every, indexing="ij"))
    counts = confusion.ravel()
    return judge(np.repeat(truth, counts), np.repeat(called, counts), len(confusion))
