"""DnCNN: a plain network that has learned what does not belong in a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.denoising.learned import apply
from core.denoising.tasks import NAMED
from core.image import Image
from core.method import Frame, Weights
from core.nn.explain import explain_network
from core.nn.inference import mend

if TYPE_CHECKING:
    from torch import Tensor, nn

TASK = NAMED["dncnn_grey"]
OVERLAP = 17  # pixels; each of the 17 convolutions looks one further


def dncnn(image: Image, *, weights: Weights = "") -> Iterator[Frame]:
    r"""Let a trained network find what does not belong in the picture, and take that away.

    The network is blind: it is told neither what the damage is nor how strong. It has seen
    photographs with Gaussian noise, with the grain of few photons and with the blocks of JPEG,
    and is good at each of them. It is bad at what it has never seen, such as salt and pepper
    or noise of coarse grain, and cannot be told to take away more or less. In colour pictures
    each channel is mended by itself.

    Formula:
        \hat u = y - f_\theta(y), \qquad
        \theta = \arg\min_\theta\; \mathbb E\, | y - f_\theta(y) - u |

    Args:
        image: Damaged picture, (H, W, C).
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The picture so far, one tile more every time.

    Source:
        K. Zhang, W. Zuo, Y. Chen, D. Meng and L. Zhang, Beyond a Gaussian Denoiser: Residual
        Learning of Deep CNN for Image Denoising, IEEE Trans. Image Process. 26 (2017) 3142-3155.
    """
    return mend(TASK, image, _channel_by_channel, overlap=OVERLAP, weights=weights)


def _channel_by_channel(network: nn.Module, picture: Tensor) -> Tensor:
    return network(picture.transpose(0, 1)).transpose(0, 1)


explain_dncnn = explain_network(lambda image, settings: (TASK, apply), in_grey=True)
