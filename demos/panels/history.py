"""The scores of a run, frame by frame."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.method import Frame


@dataclass(frozen=True)
class History:
    """What every frame of a run counted."""

    progress: NDArray[np.float32]  # (frames,), in [0, 1]
    scores: Mapping[str, NDArray[np.float32]]  # (frames,) each

    @property
    def nbytes(self) -> int:
        """What it takes to keep it."""
        return self.progress.nbytes + sum(values.nbytes for values in self.scores.values())


class Recorder:
    """Notes the scores of frames as they come."""

    def __init__(self) -> None:
        """Begin with none."""
        self._progress: list[float] = []
        self._scores: dict[str, list[float]] = {}

    def add(self, frame: Frame) -> None:
        """Note a frame; scores that not every frame has are left out in the end."""
        self._progress.append(frame.progress)
        for name, value in frame.scores.items():
            self._scores.setdefault(name, []).append(value)

    def history(self) -> History:
        """Return what has been noted."""
        count = len(self._progress)
        whole = {name: values for name, values in self._scores.items() if len(values) == count}
        return History(
            np.array(self._progress, np.float32),
            {name: np.array(values, np.float32) for name, values in whole.items()},
        )
