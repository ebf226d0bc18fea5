"""What a learned method did at a clicked pixel, read from its live network.

A method's file needs one line:

    explain_dncnn = explain_network(lambda image, settings: (_task(image), _run))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.image import Image
from core.metrics import luma
from core.nn.inference import Run
from core.nn.task import Task
from core.sentence import InputError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Choose = Callable[[Image, Mapping[str, Any]], tuple[Task, Run]]
VIEWS = ("Feature maps", "Receptive field", "Predicted noise", "First filters", "Architecture")


@dataclass(frozen=True)
class NetworkExplanation:
    """The companion of a learned method, which can show several views of its network.

    The figure of a view of the layers carries them as `figure.offers`: for the parameter
    `layer` the value that is shown, and all values with their names.
    """

    choose: Choose
    views: tuple[str, ...] = VIEWS
    in_grey: bool = False  # for a network that takes the channels of a picture one by one

    def __call__(
        self,
        image: Image,
        row: int,
        column: int,
        *,
        view: str = VIEWS[0],
        layer: str = "",
        truth: Image | None = None,
        **settings: Any,
    ) -> Figure:
        """Draw a view of the network at work around a pixel.

        Args:
            image: Damaged picture, (H, W, C).
            row: The pixel's row, from 0.
            column: The pixel's column, from 0.
            view: One of `views`.
            layer: Whose feature maps are shown, one of those that the figure offers; the
                first, where the network has none of that name.
            truth: The undamaged picture, where it is known.
            settings: As for the method.

        Raises:
            InputError: There is no such view or no such pixel.
        """
        if view not in self.views:
            choices = ", ".join(self.views)
            template = "{name} must be one of {choices}, got {value}."
            raise InputError(template, name="view", choices=choices, value=repr(view)[:60])
        from core.nn.explaining.case import take_case
        from core.nn.explaining.diagram import draw_network
        from core.nn.explaining.filters import draw_filters
        from core.nn.explaining.maps import draw_maps
        from core.nn.explaining.noise import draw_noise
        from core.nn.explaining.reach import draw_reach

        if self.in_grey:
            image, truth = luma(image), None if truth is None else luma(truth)
        task, run = self.choose(image, settings)
        case = take_case(task, run, image, truth, row, column, settings.get("weights", ""))
        if view == "Feature maps":
            return draw_maps(case, layer)
        draw = {
            "Receptive field": draw_reach,
            "Predicted noise": draw_noise,
            "First filters": draw_filters,
            "Architecture": draw_network,
        }
        return draw[view](case)


def explain_network(choose: Choose, *, in_grey: bool = False) -> NetworkExplanation:
    """Return the companion that explains a learned method.

    Args:
        choose: Takes the picture and the method's settings; returns the task whose network
            works on that picture, and how it is called, as `mend` takes it.
        in_grey: Whether to show what the network does to the luma of a colour picture.
    """
    return NetworkExplanation(choose, in_grey=in_grey)
