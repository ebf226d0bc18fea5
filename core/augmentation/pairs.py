"""Augmentations that mix two pictures; in a training their labels are mixed alike."""

from typing import Annotated

from core.augmentation.transform import Call, Probability, Size, augmentation, call
from core.fits import Fits
from core.image import Image
from core.method import Range, Seed

PAIRS = ("MixUp", "CutMix")
CLASSES = 2  # the picture and the other; a training puts its own number there

Other = Annotated[Image | None, Fits(sample="coffee")]  # brought to the picture's size


@augmentation
def mixup(
    size: Size,
    *,
    other: Other = None,
    alpha: Annotated[float, Range(0.1, 4, 0.1)] = 1.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Lay another picture over this one, like two slides in one projector.

    In a training the other is one of the batch, and the labels are mixed in the same shares.

    Formula:
        y = \lambda x + (1 - \lambda)\, x', \quad \lambda \sim \mathrm{Beta}(\alpha, \alpha)

    Args:
        size: Of the picture.
        other: Second picture, stretched to this one's size, in grey where this one is; the coffee
            cup unless told.
        alpha: Below 1 one of the two mostly prevails, at 1 all shares are alike, above 1 both
            are mostly seen.
        probability: Chance that the pictures are mixed at all.
        seed: Draws the share.

    Returns:
        Augmented picture, same shape.

    Source:
        H. Zhang, M. Cisse, Y. N. Dauphin and D. Lopez-Paz, mixup: Beyond Empirical Risk
        Minimization, ICLR (2018).
    """
    return call("MixUp", alpha=float(alpha), num_classes=CLASSES)


@augmentation
def cutmix(
    size: Size,
    *,
    other: Other = None,
    alpha: Annotated[float, Range(0.1, 4, 0.1)] = 1.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Put a rectangle of another picture in the place of this one's.

    In a training the other is one of the batch, and the labels are mixed by the areas.

    Formula:
        y = M \odot x + (1 - M) \odot x', \quad \lambda \sim \mathrm{Beta}(\alpha, \alpha)
        \text{ of the area}

    Args:
        size: Of the picture.
        other: Second picture, stretched to this one's size, in grey where this one is; the coffee
            cup unless told.
        alpha: Below 1 rectangles are mostly tiny or huge, at 1 all areas are alike, above 1
            they are mostly middling.
        probability: Chance that there is a rectangle at all.
        seed: Draws the rectangle.

    Returns:
        Augmented picture, same shape.

    Source:
        S. Yun, D. Han, S. J. Oh, S. Chun, J. Choe and Y. Yoo, CutMix: Regularization Strategy to
        Train Strong Classifiers with Localizable Features, ICCV (2019) 6023-6032.
    """
    return call("CutMix", alpha=float(alpha), num_classes=CLASSES)
