"""How alike grids are, for many candidates at once.

Candidates come as (P, N, H, W), targets as (N, H, W); the result is (P,), 1 for the best.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.automata.grid import Grid

Scores = NDArray[np.float64]  # (P,)
Similarity = Callable[[Grid, Grid], Scores]

SOFTNESS = 1.5  # cells, of the blur in soft


def overlap(candidates: Grid, targets: Grid) -> Scores:
    r"""Return the similarity of the source article, ½ for identical pictures.

    Formula:
        \text{sim} = \frac{\sum I_1 I_2}{\sum I_1^2 + \sum I_2^2}
    """
    product = np.einsum("pnhw,nhw->p", candidates.astype(np.float32), targets.astype(np.float32))
    squares = np.einsum("pnhw,pnhw->p", *[candidates.astype(np.float32)] * 2)
    total = squares + np.square(targets.astype(np.float64)).sum()
    return np.divide(product, total, out=np.full(len(candidates), 0.5), where=total > 0)


def double_overlap(candidates: Grid, targets: Grid) -> Scores:
    """Return twice the overlap, 1 for identical pictures; for two states Dice's coefficient."""
    return 2 * overlap(candidates, targets)


def agreement(candidates: Grid, targets: Grid) -> Scores:
    """Return the share of cells that are in the same state."""
    return (candidates == targets).mean(axis=(1, 2, 3))


def above_chance(candidates: Grid, targets: Grid) -> Scores:
    r"""Return the mean over the pairs of the agreement beyond what chance would give.

    A pair in which nearly all cells are in one state counts as much as one with rich detail,
    so every pair shows the search a direction.

    Formula:
        \kappa = \frac{p_o - p_e}{1 - p_e}, \quad p_e = \sum_s p(I_1 = s)\, p(I_2 = s)

    Source:
        J. Cohen, A Coefficient of Agreement for Nominal Scales, Educ. Psychol. Meas. 20 (1960)
        37-46.
    """
    same = (candidates == targets).mean(axis=(2, 3))
    states = range(int(max(candidates.max(), targets.max())) + 1)
    chance = sum(
        ((candidates == s).mean(axis=(2, 3)) * (targets == s).mean(axis=(1, 2)) for s in states),
        start=np.zeros(same.shape),
    )
    room = 1 - chance
    kappa = np.divide(same - chance, room, out=np.ones_like(same), where=room > 1e-12)
    return kappa.mean(axis=1)


def soft(candidates: Grid, targets: Grid) -> Scores:
    """Return one minus the mean distance of the blurred grids: a near miss is nearly a hit."""
    from scipy.ndimage import gaussian_filter

    blur = (0, 0, SOFTNESS, SOFTNESS)
    top = max(1, int(targets.max()))
    a = gaussian_filter(candidates.astype(np.float32) / top, blur, mode="wrap")
    b = gaussian_filter(targets.astype(np.float32)[None] / top, blur, mode="wrap")
    return 1 - np.abs(a - b).mean(axis=(1, 2, 3))


def structure(candidates: Grid, targets: Grid) -> Scores:
    """Return the mean SSIM over the pairs, at most 1."""
    from core.metrics import ssim

    top = np.float32(max(1, int(targets.max())))
    pictures = [[grid[..., None] / top for grid in grids] for grids in (*candidates, targets)]
    *made, wanted = pictures
    return np.array([np.mean([ssim(a, b) for a, b in zip(m, wanted, strict=True)]) for m in made])


SIMILARITIES: dict[str, Similarity] = {
    "overlap": overlap,
    "double_overlap": double_overlap,
    "agreement": agreement,
    "above_chance": above_chance,
    "soft": soft,
    "structure": structure,
}
BEST = {"overlap": 0.5}  # of identical grids, where it is not 1
