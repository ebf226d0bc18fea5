"""SRCNN: the first network that enlarged pictures better than everything before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from core.image import Image
from core.method import Frame, Scale, Weights
from core.metrics import luma
from core.nn.explain import NetworkExplanation
from core.nn.inference import mend
from core.resampling import enlarge
from core.superresolution.blend import blend
from core.superresolution.scale import Strength
from core.superresolution.tasks import NAMED

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from torch import Tensor, nn

    from core.superresolution.networks.srcnn import SRCNN

TASK = NAMED["srcnn"]
OVERLAP = 8  # pixels of the large picture: 4, 2 and 2 for the three convolutions


def srcnn(
    image: Image, *, scale: Scale = 2, strength: Strength = 1, weights: Weights = ""
) -> Iterator[Frame]:
    r"""Enlarge by bicubic, then let three convolutions sharpen what came out.

    The first layer describes every patch by 64 numbers, the second maps these to 32 that
    describe a sharper patch, and the third lays the sharper patches over one another: what
    methods of sparse coding did in separate steps, learned as one. The paper trains
    a network for each scale and lets it give the whole picture; here one serves all scales, and
    what it gives is added to the bicubic picture. Since it works on the large picture it is
    far slower than its size suggests.

    Formula:
        \hat u = B y + W_3 * \max(0,\; W_2 * \max(0,\; W_1 * B y + b_1) + b_2) + b_3

    Args:
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.
        strength: Share of what is added to the bicubic enlargement; 0 is bicubic itself.
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The enlarged picture, (scale H, scale W, C), one tile more every time.

    Source:
        C. Dong, C. C. Loy, K. He and X. Tang, Image Super-Resolution Using Deep Convolutional
        Networks, IEEE Trans. Pattern Anal. Mach. Intell. 38 (2016) 295-307.
    """
    enlarged = enlarge(image, scale)
    for frame in mend(TASK, luma(enlarged), _refine, overlap=OVERLAP, weights=weights):
        yield replace(frame, image=blend(enlarged, frame.image, strength))


def _refine(network: nn.Module, picture: Tensor) -> Tensor:
    return cast("SRCNN", network).refine(picture)


@dataclass(frozen=True)
class _OnEnlarged(NetworkExplanation):
    """Explains a network at a pixel of the picture that bicubic has enlarged for it."""

    def __call__(
        self, image: Image, row: int, column: int, *, scale: int = 2, **given: Any
    ) -> Figure:
        """Draw a view around the middle of what a pixel of the small picture becomes."""
        middle = scale * row + scale // 2, scale * column + scale // 2
        return super().__call__(enlarge(image, scale), *middle, **given)


explain_srcnn = _OnEnlarged(
    lambda image, settings: (TASK, _refine),
    ("First filters", "Feature maps", "Receptive field", "Architecture"),
    in_grey=True,
)
