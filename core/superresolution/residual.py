"""A residual network that has learned what shrinking takes away: the strongest method here."""

from collections.abc import Iterator

from core.image import Image
from core.method import Frame, Scale, Weights
from core.superresolution.learned import explain_enlarging, in_luma
from core.superresolution.scale import Strength
from core.superresolution.tasks import NAMED

TASK = NAMED["residual"]
OVERLAP = 36  # pixels; what lies further away moves no value by 0.02 of 255


def residual(
    image: Image, *, scale: Scale = 2, strength: Strength = 1, weights: Weights = ""
) -> Iterator[Frame]:
    r"""Let a trained network find the detail that bicubic enlargement lacks, and add it.

    The network has seen photographs shrunk by bicubic and learned to undo that, at ×2, ×3 and ×4
    with the same layers. It works on the small picture, and only its last layer makes
    pixels of the large one. It was trained to be right on average: where several details would
    shrink to the same pixels it gives their mean, which is soft. It knows nothing of noise or
    of JPEG, and sharpens both.

    Formula:
        \hat u = B y + f_\theta(y), \qquad
        \theta = \arg\min_\theta\; \mathbb E\, | B y + f_\theta(y) - u |

    Args:
        image: Small picture, (H, W, C).
        scale: How many times as high and as wide the result is.
        strength: Share of what is added to the bicubic enlargement; 0 is bicubic itself.
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The enlarged picture, (scale H, scale W, C), one tile more every time.

    Source:
        F. Kong, M. Li, S. Liu, D. Liu, J. He, Y. Bai, F. Chen and L. Fu, Residual Local Feature
        Network for Efficient Super-Resolution, CVPR Workshops (2022) 765-775.
    """
    return in_luma(TASK, image, scale, strength, overlap=OVERLAP, weights=weights)


explain_residual = explain_enlarging(TASK)
