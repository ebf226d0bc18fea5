"""A network trained to give pictures that look sharp, not ones that are right on average."""

from collections.abc import Iterator

from core.image import Image
from core.method import Frame, Scale, Weights
from core.superresolution.learned import explain_enlarging, in_luma
from core.superresolution.residual import OVERLAP
from core.superresolution.scale import Strength
from core.superresolution.tasks import NAMED

TASK = NAMED["perceptual"]


def perceptual(
    image: Image, *, scale: Scale = 2, strength: Strength = 1, weights: Weights = ""
) -> Iterator[Frame]:
    r"""Let a trained network add detail that looks right, whether or not it was there.

    The network is that of the residual method and learned on from its weights. Its loss has three
    parts: the difference in brightness; that in the features of our own DnCNN, which learned on
    photographs and needs no download; and that in texture, that is in how the values of filtered
    patches are distributed within a small window. So it is paid for plausible texture, where
    the residual method is paid for the mean of all textures that are possible. Fine detail that
    it shows may never have existed.

    Formula:
        \theta = \arg\min_\theta\; \mathbb E\,\big[ | \hat u - u |
        + \lambda\, | \varphi(\hat u) - \varphi(u) | + \mu\, W(\hat u, u) \big], \qquad
        \hat u = B y + f_\theta(y)

    Args:
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.
        strength: Share of what is added to the bicubic enlargement; 0 is bicubic itself.
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The enlarged picture, (scale H, scale W, C), one tile more every time.

    Source:
        J. Johnson, A. Alahi and L. Fei-Fei, Perceptual Losses for Real-Time Style Transfer and
        Super-Resolution, ECCV (2016) 694-711;
        E. Heitz, K. Vanhoey, T. Chambon and L. Belcour, A Sliced Wasserstein Loss for Neural
        Texture Synthesis, CVPR (2021) 9412-9420.
    """
    return in_luma(TASK, image, scale, strength, overlap=OVERLAP, weights=weights)


explain_perceptual = explain_enlarging(TASK)
