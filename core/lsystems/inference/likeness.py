"""How alike a target and many candidates are, as masks of ink."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.automata.learning.similarity import double_overlap
from core.lsystems.inference.sketch import Complex, Masks
from core.lsystems.inference.target import Mask

Scores = NDArray[np.float64]  # (p,)

REACH = 4  # cells; ink farther away counts for nothing
SOFTNESS = 2.0  # cells in which nearness falls to 1/e
SLACK = 0.15  # of the longer side, that a candidate's shorter side may be off
FIELDS = 8  # along a side
GROWN = 1  # cells that lines are thickened by on all sides before IoU is taken


@dataclass(frozen=True, eq=False)
class Judge:
    """Compares candidates with one target at one resolution."""

    mask: Mask  # (side, side)

    @property
    def side(self) -> int:
        """Cells along a side."""
        return len(self.mask)

    @cached_property
    def near(self) -> NDArray[np.float32]:
        """How near each cell is to the target's ink, 1 on it."""
        return nearness(self.mask[None])[0]

    def fitness(self, masks: Masks) -> Scores:
        """Return the mean of twice the article's similarity and of the soft one, (p,)."""
        return (self.overlap(masks) + self.soft(masks)) / 2

    def overlap(self, masks: Masks) -> Scores:
        """Return twice the article's similarity, 1 for equal pictures."""
        return double_overlap(masks.view(np.uint8)[:, None], self.mask.view(np.uint8)[None])

    @cached_property
    def shape(self) -> tuple[float, float]:
        """Width and height of the target's ink, of its longer side."""
        size = np.array([np.ptp(np.flatnonzero(self.mask.any(axis=axis))) + 1 for axis in (0, 1)])
        width, height = (size / size.max()).tolist()
        return width, height

    def fits(self, low: Complex, high: Complex) -> NDArray[np.bool_]:
        """Return which boxes are about as slim as the target's, (p,)."""
        size = high - low
        longer = np.maximum(size.real, size.imag)
        width, height = self.shape
        off = np.maximum(abs(size.real / longer - width), abs(size.imag / longer - height))
        return off < SLACK

    def density(self, masks: Masks) -> Scores:
        r"""Return how alike the ink is spread over FIELDS × FIELDS fields, 1 for equal amounts.

        It changes slowly with the angle, so it tells early where a search is worth refining.

        Formula:
            1 - \frac{\sum_i |a_i - b_i|}{\sum_i (a_i + b_i)}

        Source:
            J. R. Bray and J. T. Curtis, An Ordination of the Upland Forest Communities of
            Southern Wisconsin, Ecol. Monogr. 27 (1957) 325-349.
        """
        spread, wanted = _spread(masks), _spread(self.mask[None])
        return 1 - np.abs(spread - wanted).sum(axis=1) / (spread + wanted).sum(axis=1)

    def soft(self, masks: Masks) -> Scores:
        r"""Return how near each ink is to the other, 1 for equal pictures.

        Both directions count alike, by their harmonic mean: the candidate's ink must lie near
        the target's, and all of the target's must be reached.

        Formula:
            \frac{2 p r}{p + r}, \quad p = \frac{1}{|A|} \sum_{x \in A} e^{-d(x, B) / \tau},
            \quad r = \frac{1}{|B|} \sum_{x \in B} e^{-d(x, A) / \tau}
        """
        ink = np.maximum(masks.sum(axis=(1, 2)), 1)
        precision = (masks.reshape(len(masks), -1) @ self.near.ravel()) / ink
        recall = nearness(masks)[:, self.mask].mean(axis=1)
        total = precision + recall
        return np.divide(2 * precision * recall, total, out=np.zeros(len(masks)), where=total > 0)


def _spread(masks: Masks) -> NDArray[np.float32]:
    """Return the cells of ink in each field, (p, FIELDS²)."""
    side = masks.shape[-1]
    gather = np.repeat(np.eye(FIELDS, dtype=np.float32), side // FIELDS, axis=0)
    return (gather.T @ (masks.astype(np.float32) @ gather)).reshape(len(masks), -1)


def nearness(masks: Masks) -> NDArray[np.float32]:
    """Return exp(-d / SOFTNESS), d in cells of chess to the nearest ink, 0 beyond REACH."""
    near = masks.astype(np.float32)
    for distance in range(1, REACH + 1):
        grown = thickened(masks)
        near[grown & ~masks] = np.exp(-distance / SOFTNESS)
        masks = grown
    return near


def thickened(masks: Masks) -> Masks:
    """Return masks whose ink reaches one cell farther on all eight sides."""
    tall = masks.copy()
    tall[..., 1:, :] |= masks[..., :-1, :]
    tall[..., :-1, :] |= masks[..., 1:, :]
    wide = tall.copy()
    wide[..., 1:] |= tall[..., :-1]
    wide[..., :-1] |= tall[..., 1:]
    return wide


def iou(mask: Mask, other: Mask) -> float:
    """Return intersection over union of two inks, each thickened by GROWN cells."""
    for _ in range(GROWN):
        mask, other = thickened(mask), thickened(other)
    return float((mask & other).sum() / max((mask | other).sum(), 1))
