"""Augmentations that bend the picture, and boxes, masks and key points with it."""

from typing import Annotated

from core.augmentation.transform import (
    Border,
    Call,
    Probability,
    Size,
    augmentation,
    call,
    fill,
)
from core.method import Range, Seed


@augmentation
def shear(
    size: Size,
    *,
    degrees: Annotated[float, Range(0, 60, 1)] = 10,
    border: Border = 0.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Slant the picture by random angles, along both sides.

    Upright lines lean as in italics, and level lines rise or fall.

    Formula:
        \beta_x, \beta_y \sim U(-\beta_{\max}, \beta_{\max}), \quad
        y(A p) = x(p), \; A = \begin{pmatrix} 1 & -\tan\beta_x \\ -\tan\beta_y &
        1 + \tan\beta_x \tan\beta_y \end{pmatrix}

    Args:
        size: Of the picture.
        degrees: Largest angle, in degrees, either way.
        border: Brightness of what comes in from beyond the border.
        probability: Chance that the picture is slanted at all.
        seed: Draws the angles.

    Returns:
        Augmented picture, same shape.

    Source:
        P. Y. Simard, D. Steinkraus and J. C. Platt, Best Practices for Convolutional Neural
        Networks Applied to Visual Document Analysis, ICDAR (2003) 958-963.
    """
    ends = (-degrees, degrees, -degrees, degrees)
    return call("RandomAffine", degrees=0, shear=ends, interpolation="bilinear", fill=fill(border))


@augmentation
def perspective(
    size: Size,
    *,
    strength: Annotated[float, Range(0, 1, 0.05)] = 0.3,
    border: Border = 0.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Show the picture as a plane that is seen askew.

    Each corner moves inwards, by a random distance along both sides.

    Formula:
        y\!\left(\frac{a u + b v + c}{g u + h v + 1}, \frac{d u + e v + f}{g u + h v + 1}\right)
        = x(u, v)

    Args:
        size: Of the picture.
        strength: Farthest that a corner moves, as a share of half the side.
        border: Brightness of what comes in from beyond the border.
        probability: Chance that the picture is tilted at all.
        seed: Draws the corners.

    Returns:
        Augmented picture, same shape.

    Source:
        R. Hartley and A. Zisserman, Multiple View Geometry in Computer Vision, 2nd ed.,
        Cambridge (2004), section 2.3.
    """
    return call("RandomPerspective", distortion_scale=strength, fill=fill(border), p=probability)


@augmentation
def elastic(
    size: Size,
    *,
    strength: Annotated[float, Range(0, 300, 5)] = 50,
    smoothness: Annotated[float, Range(1, 20, 0.5)] = 5,
    border: Border = 0.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Shift every pixel a little, neighbours nearly alike, as if drawn on rubber.

    Random shifts are smoothed by a Gaussian and multiplied. It is what unsteady hands do to
    written digits. The smoothing reaches no farther than a small picture's side.

    Formula:
        y(p) = x\big(p + \tfrac{\alpha}{2}\, (G_\sigma * n)(p)\big), \quad n \sim U(-1, 1)

    Args:
        size: Of the picture.
        strength: Factor on the smoothed shifts, in pixels.
        smoothness: Standard deviation of the smoothing, in pixels; larger bends more slowly.
        border: Brightness of what comes in from beyond the border.
        probability: Chance that the picture is bent at all.
        seed: Draws the shifts.

    Returns:
        Augmented picture, same shape.

    Source:
        P. Y. Simard, D. Steinkraus and J. C. Platt, Best Practices for Convolutional Neural
        Networks Applied to Visual Document Analysis, ICDAR (2003) 958-963.
    """
    fitting = min(smoothness, (min(size) - 1) / 4)  # its kernel of 8 σ is mirrored at the border
    return call("ElasticTransform", alpha=strength, sigma=float(fitting), fill=fill(border))
