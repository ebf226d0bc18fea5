"""ESPCN: a small, fast network whose last channels are shuffled into pixels."""

from collections.abc import Iterator

from core.image import Image
from core.method import Frame, Scale, Weights
from core.superresolution.learned import in_luma
from core.superresolution.scale import Strength
from core.superresolution.tasks import NAMED

TASK = NAMED["espcn"]
OVERLAP = 8  # pixels; the convolutions look six further, bicubic two


def espcn(
    image: Image, *, scale: Scale = 2, strength: Strength = 1, weights: Weights = ""
) -> Iterator[Frame]:
    r"""Let a few small convolutions work on the small picture, and shuffle their channels.

    Each pixel of the small picture becomes a square of pixels. The last layer gives as many
    channels as the square has places; the shuffle lays them out side by side. All work is
    done before the picture is large, so it is fast enough for video.

    Formula:
        \hat u = B y + \mathcal{PS}\big(f_\theta(y)\big), \qquad
        \mathcal{PS}(T)_{s i + a,\, s j + b} = T_{s a + b,\; i,\, j}

    Args:
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.
        strength: Share of what is added to the bicubic enlargement; 0 is bicubic itself.
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The enlarged picture, (scale H, scale W, C), one tile more every time.

    Source:
        W. Shi, J. Caballero, F. Huszár, J. Totz, A. P. Aitken, R. Bishop, D. Rueckert and
        Z. Wang, Real-Time Single Image and Video Super-Resolution Using an Efficient
        Sub-Pixel Convolutional Neural Network, CVPR (2016) 1874-1883.
    """
    return in_luma(TASK, image, scale, strength, overlap=OVERLAP, weights=weights)
