"""A network asked about a picture from all sides: turned and mirrored, and the mean of it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor, nn

    from core.nn.inference import Run


def in_all_views(run: Run) -> Run:
    """Return what runs a network eight times and averages the results, turned back."""

    def run_all(network: nn.Module, picture: Tensor) -> Tensor:
        total = 0 * picture
        for quarters, is_mirrored in product(range(4), (False, True)):
            view = _mirror(picture, is_mirrored).rot90(quarters, (2, 3))
            result = run(network, view.contiguous())
            total = total + _mirror(result.rot90(-quarters, (2, 3)), is_mirrored)
        return total / 8

    return run_all


def _mirror(picture: Tensor, is_mirrored: bool) -> Tensor:
    return picture.flip(3) if is_mirrored else picture
