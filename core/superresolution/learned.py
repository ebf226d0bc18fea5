"""What the learned methods share: a network finds the brightness, bicubic keeps the colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from core.image import Image
from core.method import Frame
from core.metrics import luma
from core.nn.explain import NetworkExplanation
from core.nn.inference import Run, mend
from core.nn.task import Task
from core.resampling import enlarge
from core.superresolution.blend import blend

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from torch import Tensor, nn

    from core.superresolution.networks.enlarging import Enlarging

VIEWS = ("Feature maps", "Receptive field", "First filters", "Architecture")


def in_luma(
    task: Task, image: Image, scale: int, strength: float, *, overlap: int, weights: str
) -> Iterator[Frame]:
    """Enlarge the brightness by a trained network, and everything else by bicubic.

    Args:
        task: Whose network it is.
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.
        strength: Share of what the network adds to the bicubic enlargement, in [0, 1].
        overlap: Context around a tile, in pixels of the small picture.
        weights: As `core.nn.weights.load` takes them.

    Yields:
        The picture so far, (scale H, scale W, C); tiles not yet done are bicubic.
    """
    enlarged = enlarge(image, scale)
    run, onto = at_scale(scale), luma(enlarged)
    for frame in mend(task, luma(image), run, overlap=overlap, weights=weights, onto=onto):
        yield replace(frame, image=blend(enlarged, frame.image, strength))


def at_scale(scale: int) -> Run:
    """Return the call of a network that enlarges by so much."""

    def run(network: nn.Module, picture: Tensor) -> Tensor:
        return cast("Enlarging", network).enlarge(picture, scale)

    return run


@dataclass(frozen=True)
class _OfSquares(NetworkExplanation):
    """Explains a network at a pixel of the small picture: at all pixels that it becomes."""

    def __call__(
        self, image: Image, row: int, column: int, *, view: str = VIEWS[0], **given: Any
    ) -> Figure:
        """Draw a view; a receptive field is that of the mean over these pixels."""
        shown = self if view != "Receptive field" else replace(self, choose=self._averaging)
        return super(_OfSquares, shown).__call__(image, row, column, view=view, **given)

    def _averaging(self, image: Image, settings: Mapping[str, Any]) -> tuple[Task, Run]:
        task, enlarging = self.choose(image, settings)

        def run(network: nn.Module, picture: Tensor) -> Tensor:
            from torch.nn.functional import avg_pool2d

            return avg_pool2d(enlarging(network, picture), settings["scale"])

        return task, run


def explain_enlarging(task: Task) -> NetworkExplanation:
    """Return the companion that explains a network of this field."""
    return _OfSquares(
        lambda image, settings: (task, at_scale(settings["scale"])), VIEWS, in_grey=True
    )
