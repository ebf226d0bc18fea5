"""Augmentations that draw which of many operations to apply."""

from typing import Annotated, Literal

from core.augmentation.transform import Call, Probability, Size, augmentation, call
from core.method import Range, Seed


@augmentation
def rand_augment(
    size: Size,
    *,
    operations: Annotated[int, Range(1, 6)] = 2,
    magnitude: Annotated[int, Range(0, 30)] = 9,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Apply a few of 14 operations, drawn anew each time, all at one magnitude.

    Two numbers take the place of a searched policy. The operations move the picture or change
    its colours.

    Formula:
        y = (f_{k_N}^{M} \circ \dots \circ f_{k_1}^{M})(x), \quad k_i \sim U\{1, \dots, 14\}

    Args:
        size: Of the picture.
        operations: How many operations follow one another.
        magnitude: How strongly each works, of 30.
        probability: Chance that the picture changes at all.
        seed: Draws the operations and their direction.

    Returns:
        Augmented picture, same shape.

    Source:
        E. D. Cubuk, B. Zoph, J. Shlens and Q. V. Le, RandAugment: Practical Automated Data
        Augmentation with a Reduced Search Space, CVPR Workshops (2020) 702-703.
    """
    return call("RandAugment", num_ops=operations, magnitude=magnitude, interpolation="bilinear")


@augmentation
def trivial_augment(size: Size, *, probability: Probability = 1.0, seed: Seed = 0) -> Call:
    r"""Apply one of 14 operations at a random magnitude.

    There is nothing to tune, and it is about as good as what was searched for at length.

    Formula:
        y = f_k^m(x), \quad k \sim U\{1, \dots, 14\}, \; m \sim U\{0, \dots, 30\}

    Args:
        size: Of the picture.
        probability: Chance that the picture changes at all.
        seed: Draws the operation and its magnitude.

    Returns:
        Augmented picture, same shape.

    Source:
        S. G. Müller and F. Hutter, TrivialAugment: Tuning-Free Yet State-of-the-Art Data
        Augmentation, ICCV (2021) 774-782.
    """
    return call("TrivialAugmentWide", interpolation="bilinear")


@augmentation
def auto_augment(
    size: Size,
    *,
    policy: Literal["imagenet", "cifar10", "svhn"] = "imagenet",
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Apply one of 25 pairs of operations that a search found good for a data set.

    Each operation of a pair has its own probability and magnitude.

    Formula:
        y = (f_{k_2}^{m_2} \circ f_{k_1}^{m_1})(x), \quad k \sim U\{1, \dots, 25\}

    Args:
        size: Of the picture.
        policy: Data set that the pairs were found on: photographs, small photographs, or
            house numbers.
        probability: Chance that the picture changes at all.
        seed: Draws the pair and whether its operations are applied.

    Returns:
        Augmented picture, same shape.

    Source:
        E. D. Cubuk, B. Zoph, D. Mané, V. Vasudevan and Q. V. Le, AutoAugment: Learning
        Augmentation Strategies from Data, CVPR (2019) 113-123.
    """
    return call(
        "AutoAugment",
        policy=Call("AutoAugmentPolicy", listed=(policy,)),
        interpolation="bilinear",
    )


@augmentation
def aug_mix(
    size: Size,
    *,
    severity: Annotated[int, Range(1, 10)] = 3,
    chains: Annotated[int, Range(1, 6)] = 3,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Mix the picture with several altered copies of itself.

    Each copy goes through one to three operations. The mixture stays close to the picture, and
    networks trained on it bear blur, noise and weather better. Since the copies moved apart,
    boxes, masks and key points stay where they are.

    Formula:
        y = m x + (1 - m) \sum_i w_i f_i(x), \quad m \sim \mathrm{Beta}(1, 1), \;
        w \sim \mathrm{Dirichlet}(1, \dots, 1)

    Args:
        size: Of the picture.
        severity: How strong the operations may be.
        chains: How many altered copies there are.
        probability: Chance that the picture changes at all.
        seed: Draws the operations and the shares.

    Returns:
        Augmented picture, same shape.

    Source:
        D. Hendrycks, N. Mu, E. D. Cubuk, B. Zoph, J. Gilmer and B. Lakshminarayanan, AugMix: A
        Simple Data Processing Method to Improve Robustness and Uncertainty, ICLR (2020).
    """
    return call("AugMix", severity=severity, mixture_width=chains)
