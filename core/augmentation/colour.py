"""Augmentations that change the values of pixels, each on its own or by all of them."""

from typing import Annotated

from core.augmentation.transform import Call, Probability, Size, augmentation, call
from core.method import Range, Seed

Amount = Annotated[float, Range(0, 1, 0.05)]


@augmentation
def brightness(
    size: Size, *, amount: Amount = 0.3, probability: Probability = 1.0, seed: Seed = 0
) -> Call:
    r"""Multiply all values by a random factor.

    Above 1 the picture brightens and its lights are cut off at white.

    Formula:
        b \sim U(1 - a, 1 + a), \quad y = \min(b x, 1)

    Args:
        size: Of the picture.
        amount: Largest change; 0.3 draws a factor between 0.7 and 1.3.
        probability: Chance that the brightness changes at all.
        seed: Draws the factor.

    Returns:
        Augmented picture, same shape.

    Source:
        A. G. Howard, Some Improvements on Deep Convolutional Neural Network Based Image
        Classification, arXiv:1312.5402 (2013).
    """
    return call("ColorJitter", brightness=amount)


@augmentation
def contrast(
    size: Size, *, amount: Amount = 0.3, probability: Probability = 1.0, seed: Seed = 0
) -> Call:
    r"""Bring all values nearer to the picture's mean brightness, or move them farther away.

    At a factor of 0 the picture would be one even grey.

    Formula:
        c \sim U(1 - a, 1 + a), \quad y = \bar x + c\, (x - \bar x)

    Args:
        size: Of the picture.
        amount: Largest change; 0.3 draws a factor between 0.7 and 1.3.
        probability: Chance that the contrast changes at all.
        seed: Draws the factor.

    Returns:
        Augmented picture, same shape.

    Source:
        A. G. Howard, Some Improvements on Deep Convolutional Neural Network Based Image
        Classification, arXiv:1312.5402 (2013).
    """
    return call("ColorJitter", contrast=amount)


@augmentation
def saturation(
    size: Size, *, amount: Amount = 0.5, probability: Probability = 1.0, seed: Seed = 0
) -> Call:
    r"""Make colours paler or stronger by a random factor.

    At a factor of 0 the picture would be grey. Grey pictures stay as they are.

    Formula:
        s \sim U(1 - a, 1 + a), \quad y = g + s\, (x - g), \; g = \text{luma}(x)

    Args:
        size: Of the picture.
        amount: Largest change; 0.5 draws a factor between 0.5 and 1.5.
        probability: Chance that the colours change at all.
        seed: Draws the factor.

    Returns:
        Augmented picture, same shape.

    Source:
        A. G. Howard, Some Improvements on Deep Convolutional Neural Network Based Image
        Classification, arXiv:1312.5402 (2013).
    """
    return call("ColorJitter", saturation=amount)


@augmentation
def hue(
    size: Size,
    *,
    amount: Annotated[float, Range(0, 0.5, 0.01)] = 0.1,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Turn all colours along the colour wheel by a random part of it.

    Grey pictures stay as they are.

    Formula:
        \Delta \sim U(-a, a), \quad h' = (h + \Delta) \bmod 1

    Args:
        size: Of the picture.
        amount: Largest turn, as a share of the wheel; 0.5 reaches the opposite colour.
        probability: Chance that the colours change at all.
        seed: Draws the turn.

    Returns:
        Augmented picture, same shape.

    Source:
        A. R. Smith, Color Gamut Transform Pairs, SIGGRAPH (1978) 12-19.
    """
    return call("ColorJitter", hue=amount)


@augmentation
def colour_jitter(
    size: Size,
    *,
    brightness: Amount = 0.3,
    contrast: Amount = 0.3,
    saturation: Amount = 0.3,
    hue: Annotated[float, Range(0, 0.5, 0.01)] = 0.05,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Change brightness, contrast, saturation and hue, in a random order.

    Each changes as it does alone, by a factor or a turn of its own.

    Formula:
        y = (f_{\pi(4)} \circ f_{\pi(3)} \circ f_{\pi(2)} \circ f_{\pi(1)})(x)

    Args:
        size: Of the picture.
        brightness: Largest change of the factor on all values.
        contrast: Largest change of the factor on the distance to the mean.
        saturation: Largest change of the factor on the distance to grey.
        hue: Largest turn of the colours, as a share of the wheel.
        probability: Chance that the picture changes at all.
        seed: Draws the factors and their order.

    Returns:
        Augmented picture, same shape.

    Source:
        T. Chen, S. Kornblith, M. Norouzi and G. Hinton, A Simple Framework for Contrastive
        Learning of Visual Representations, ICML (2020), appendix A.
    """
    amounts = {"brightness": brightness, "contrast": contrast, "saturation": saturation}
    return call("ColorJitter", **amounts, hue=hue)
