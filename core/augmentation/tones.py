"""Augmentations that leave fewer or other tones, each with nothing to draw but whether."""

from typing import Annotated

from core.augmentation.transform import Call, Probability, Size, augmentation, call
from core.method import Range, Seed

Amount = Annotated[float, Range(0, 1, 0.05)]


@augmentation
def grey(size: Size, *, probability: Probability = 1.0, seed: Seed = 0) -> Call:
    r"""Take the colours away.

    What is learnt from such pictures cannot rest on colour. The picture keeps its channels.

    Formula:
        y_R = y_G = y_B = 0.2989\, x_R + 0.587\, x_G + 0.114\, x_B

    Args:
        size: Of the picture.
        probability: Chance that the colours are taken away.
        seed: Draws whether they are.

    Returns:
        Augmented picture, same shape.

    Source:
        T. Chen, S. Kornblith, M. Norouzi and G. Hinton, A Simple Framework for Contrastive
        Learning of Visual Representations, ICML (2020), appendix A.
    """
    return call("RandomGrayscale", p=probability)


@augmentation
def posterise(
    size: Size,
    *,
    bits: Annotated[int, Range(1, 8)] = 4,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Keep only the first bits of every value.

    Smooth transitions become steps, as on a poster of few inks.

    Formula:
        y = 2^{8-b} \lfloor x / 2^{8-b} \rfloor, \quad x \in \{0, \dots, 255\}

    Args:
        size: Of the picture.
        bits: Bits that are kept of eight; fewer leave fewer steps.
        probability: Chance that the bits are cut.
        seed: Draws whether they are.

    Returns:
        Augmented picture, same shape.

    Source:
        E. D. Cubuk, B. Zoph, D. Mané, V. Vasudevan and Q. V. Le, AutoAugment: Learning
        Augmentation Strategies from Data, CVPR (2019) 113-123, table 6.
    """
    return call("RandomPosterize", bits=bits, p=probability)


@augmentation
def solarise(
    size: Size,
    *,
    threshold: Annotated[float, Range(0, 1, 0.05)] = 0.5,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Turn all values from a threshold on into their negative.

    Lights become dark, as on film that was exposed far too long.

    Formula:
        y = \begin{cases} x & x < t \\ 1 - x & x \ge t \end{cases}

    Args:
        size: Of the picture.
        threshold: Brightness from which on values are turned; lower turns more of them.
        probability: Chance that the values are turned.
        seed: Draws whether they are.

    Returns:
        Augmented picture, same shape.

    Source:
        E. D. Cubuk, B. Zoph, D. Mané, V. Vasudevan and Q. V. Le, AutoAugment: Learning
        Augmentation Strategies from Data, CVPR (2019) 113-123, table 6.
    """
    return call("RandomSolarize", threshold=round(threshold * 255), p=probability)


@augmentation
def equalise(size: Size, *, probability: Probability = 1.0, seed: Seed = 0) -> Call:
    r"""Spread the values of each channel so that all are about equally frequent.

    Flat parts gain contrast, and so does their noise.

    Formula:
        y = 255\, \frac{F(x) - F(x_{\min})}{1 - F(x_{\min})}, \quad F(v) = P(x \le v)

    Args:
        size: Of the picture.
        probability: Chance that the values are spread.
        seed: Draws whether they are.

    Returns:
        Augmented picture, same shape.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 3.3.
    """
    return call("RandomEqualize", p=probability)
