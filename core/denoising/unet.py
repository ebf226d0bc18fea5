"""A U-Net that has learned what pictures look like, and is told how strong the noise is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from core.denoising.tasks import TASKS
from core.image import Image
from core.method import RARE, Frame, Sigma, Weights
from core.nn.explain import explain_network
from core.nn.inference import Run, mend
from core.nn.views import in_all_views

if TYPE_CHECKING:
    from torch import Tensor, nn

WEIGHTS = ("unet_grey", "unet_colour")
BY_CHANNELS = {task.channels: task for task in TASKS if task.name in WEIGHTS}


def unet(
    image: Image,
    *,
    sigma: Sigma = 25,
    thorough: Annotated[bool, RARE] = False,
    weights: Weights = "",
) -> Iterator[Frame]:
    r"""Let a trained network foretell the noise, and take that away.

    The network has seen photographs with every level of noise up to 75, and learned to tell the
    one from the other. It looks at the picture at several resolutions, so that it knows the
    neighbourhood of a pixel as well as its fine detail. What it has never seen, such as print or
    drawings, it may take for noise.

    Formula:
        \hat u = y - f_\theta(y, \sigma), \qquad
        \theta = \arg\min_\theta\; \mathbb E\, | y - f_\theta(y, \sigma) - u |

    Args:
        image: Noisy picture, (H, W, C).
        sigma: Standard deviation of the noise, of 255.
        thorough: Average what it makes of the picture turned and mirrored in all 8 ways, in 8
            times the time.
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The picture so far, one tile more every time.

    Source:
        K. Zhang, Y. Li, W. Zuo, L. Zhang, L. Van Gool and R. Timofte, Plug-and-Play Image
        Restoration with Deep Denoiser Prior, IEEE Trans. Pattern Anal. Mach. Intell. 44 (2022)
        6360-6376.
    """
    run = _telling(sigma)
    yield from mend(
        BY_CHANNELS[image.shape[2]], image, in_all_views(run) if thorough else run, weights=weights
    )


def _telling(sigma: float) -> Run:
    """Return the call of a network that is told the noise level, of 255."""

    def run(network: nn.Module, picture: Tensor) -> Tensor:
        level = picture.new_full((1, 1, 1, 1), sigma / 255)
        return network(picture, level)

    return run


explain_unet = explain_network(
    lambda image, settings: (BY_CHANNELS[image.shape[2]], _telling(settings["sigma"]))
)
