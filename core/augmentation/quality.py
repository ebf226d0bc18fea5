"""Augmentations that spoil what a camera saw: blur, noise, holes and compression."""

from math import ceil
from typing import Annotated

from core.augmentation.transform import Call, Probability, Size, augmentation, call
from core.method import Range, Seed, Sigma

LEAST_SPREAD = 0.1  # pixels; of a blur that nobody sees
FINEST = 95  # JPEG's quality from which on files only grow


@augmentation
def blur(
    size: Size,
    *,
    spread: Annotated[float, Range(0.2, 10, 0.1)] = 2.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Blur the picture by a Gaussian of random width.

    It is what a lens out of focus does. The kernel ends at three times its largest width.

    Formula:
        \sigma \sim U(0.1, \sigma_{\max}), \quad y = G_\sigma * x

    Args:
        size: Of the picture.
        spread: Largest standard deviation of the Gaussian, in pixels.
        probability: Chance that the picture is blurred at all.
        seed: Draws the width.

    Returns:
        Augmented picture, same shape.

    Source:
        T. Chen, S. Kornblith, M. Norouzi and G. Hinton, A Simple Framework for Contrastive
        Learning of Visual Representations, ICML (2020), appendix A.
    """
    # The picture is mirrored at its border, and that only once.
    radii = [min(ceil(3 * spread), side - 1) for side in (size.width, size.height)]
    kernel = tuple(2 * radius + 1 for radius in radii)
    return call("GaussianBlur", kernel_size=kernel, sigma=(LEAST_SPREAD, spread))


@augmentation
def sharpen(
    size: Size,
    *,
    strength: Annotated[float, Range(0, 10, 0.1)] = 1.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Move every pixel away from the mean around it.

    Edges and noise stand out alike. Pixels at the border stay as they are.

    Formula:
        y = x + s\, (x - B * x), \quad B = \tfrac{1}{13} \begin{pmatrix} 1 & 1 & 1 \\ 1 & 5 & 1 \\
        1 & 1 & 1 \end{pmatrix}

    Args:
        size: Of the picture.
        strength: Factor on the distance to the mean.
        probability: Chance that the picture is sharpened.
        seed: Draws whether it is.

    Returns:
        Augmented picture, same shape.

    Source:
        P. Haeberli and D. Voorhies, Image Processing by Interpolation and Extrapolation,
        IRIS Universe Magazine 28 (1994) 8-9.
    """
    return call("RandomAdjustSharpness", sharpness_factor=1 + strength, p=probability)


@augmentation
def gaussian_noise(
    size: Size, *, sigma: Sigma = 15, probability: Probability = 1.0, seed: Seed = 0
) -> Call:
    r"""Add a normally distributed number to every value.

    The sum is cut off at black and white and rounded down to whole levels, other than the noise
    that denoising is measured with.

    Formula:
        y = \min(\max(x + n, 0), 1), \quad n \sim \mathcal N(0, \sigma^2)

    Args:
        size: Of the picture.
        sigma: Standard deviation of the noise, of 255.
        probability: Chance that noise is added at all.
        seed: Draws the noise.

    Returns:
        Augmented picture, same shape.

    Source:
        C. M. Bishop, Training with Noise is Equivalent to Tikhonov Regularization,
        Neural Comput. 7 (1995) 108-116.
    """
    return call("GaussianNoise", sigma=round(sigma / 255, 6))


@augmentation
def salt_and_pepper(
    size: Size,
    *,
    density: Annotated[float, Range(0, 1, 0.01)] = 0.1,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Turn a random share of the values black or white.

    Each value is hit on its own, so a colour picture gets coloured dots.

    Formula:
        \rho \sim U(0, \rho_{\max}), \quad P(y = 0) = P(y = 1) = \tfrac{\rho}{2}

    Args:
        size: Of the picture.
        density: Largest share of the values that are lost, half to black, half to white.
        probability: Chance that values are lost at all.
        seed: Draws the share and the values.

    Returns:
        Augmented picture, same shape.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018),
        section 5.2.
    """
    return call("SaltAndPepper", density=density)


@augmentation
def erasing(
    size: Size,
    *,
    largest: Annotated[float, Range(0.02, 0.9, 0.01)] = 0.33,
    level: Annotated[float, Range(0, 1, 0.05)] = 0.5,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Paint a random rectangle over the picture.

    What is learnt must do without any one part. Boxes, masks and key points stay, hidden or not.

    Formula:
        A \sim U(0.02, a)\, H W, \quad \ln\tfrac{h}{w} \sim U(\ln 0.3, \ln 3.3)

    Args:
        size: Of the picture.
        largest: Largest share of the picture's area.
        level: Brightness of the rectangle.
        probability: Chance that a rectangle is painted.
        seed: Draws the rectangle.

    Returns:
        Augmented picture, same shape.

    Source:
        Z. Zhong, L. Zheng, G. Kang, S. Li and Y. Yang, Random Erasing Data Augmentation,
        AAAI (2020) 13001-13008.
    """
    value = round(level * 255)
    return call("RandomErasing", scale=(0.02, largest), value=value, p=probability)


@augmentation
def jpeg(
    size: Size,
    *,
    quality: Annotated[int, Range(1, FINEST)] = 20,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Save the picture as JPEG of a random quality, and open it again.

    Blocks of 8 × 8 pixels lose their finer cosine coefficients, and colour half its resolution.

    Formula:
        q \sim U\{q_{\min}, \dots, 95\}, \quad
        \hat c_{ij} = q_{ij} \operatorname{round}(c_{ij} / q_{ij})

    Args:
        size: Of the picture.
        quality: Lowest quality that is drawn; lower is smaller and worse.
        probability: Chance that the picture is compressed at all.
        seed: Draws the quality.

    Returns:
        Augmented picture, same shape.

    Source:
        G. K. Wallace, The JPEG Still Picture Compression Standard, Commun. ACM 34 (1991) 30-44.
    """
    return call("Jpeg", quality=(quality, FINEST))
