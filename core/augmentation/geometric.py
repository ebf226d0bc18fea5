"""Augmentations that move pixels, and boxes, masks and key points with them."""

from typing import Annotated, Literal

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
def rotate(
    size: Size,
    *,
    degrees: Annotated[float, Range(0, 180, 1)] = 15,
    border: Border = 0.0,
    probability: Probability = 1.0,
    seed: Seed = 1,
) -> Call:
    r"""Turn the picture about its centre by a random angle.

    The angle lies between minus and plus the given one; positive angles turn against the
    clock. Corners that leave the frame are cut off, and what comes in is filled.

    Formula:
        \alpha \sim U(-\alpha_{\max}, \alpha_{\max}), \quad y(p) = x(R_{-\alpha}\, p)

    Args:
        size: Of the picture.
        degrees: Largest angle, in degrees, either way.
        border: Brightness of what comes in from beyond the border.
        probability: Chance that the picture is turned at all.
        seed: Draws the angle.

    Returns:
        Augmented picture, same shape.

    Source:
        P. Y. Simard, D. Steinkraus and J. C. Platt, Best Practices for Convolutional Neural
        Networks Applied to Visual Document Analysis, ICDAR (2003) 958-963.
    """
    return call("RandomRotation", degrees=degrees, interpolation="bilinear", fill=fill(border))


@augmentation
def quarter_turn(size: Size, *, probability: Probability = 1.0, seed: Seed = 0) -> Call:
    r"""Turn the picture by no, one, two or three quarters.

    Nothing is interpolated on square pictures. It suits pictures without an upper side, such as
    those of cells and of the ground seen from above; a 6 becomes a 9.

    Formula:
        k \sim U\{0, 1, 2, 3\}, \quad y(p) = x(R_{-90° k}\, p)

    Args:
        size: Of the picture.
        probability: Chance that the picture is drawn a turn at all.
        seed: Draws the number of quarters.

    Returns:
        Augmented picture, same shape.

    Source:
        S. Dieleman, K. W. Willett and J. Dambre, Rotation-Invariant Convolutional Neural Networks
        for Galaxy Morphology Prediction, Mon. Not. R. Astron. Soc. 450 (2015) 1441-1459.
    """
    turns = [call("RandomRotation", degrees=(angle, angle)) for angle in (0, 90, 180, 270)]
    return Call("RandomChoice", listed=(turns,))


@augmentation
def flip(
    size: Size,
    *,
    direction: Literal["horizontal", "vertical"] = "horizontal",
    probability: Probability = 0.5,
    seed: Seed = 0,
) -> Call:
    r"""Mirror the picture, with some probability.

    Photographs stay likely when left and right are exchanged, and letters do not; few pictures
    stay likely upside down.

    Formula:
        y(r, c) = x(r, W - 1 - c) \quad \text{or} \quad x(H - 1 - r, c)

    Args:
        size: Of the picture.
        direction: Horizontal exchanges left and right, vertical exchanges top and bottom.
        probability: Chance that the picture is mirrored.
        seed: Draws whether it is.

    Returns:
        Augmented picture, same shape.

    Source:
        A. Krizhevsky, I. Sutskever and G. E. Hinton, ImageNet Classification with Deep
        Convolutional Neural Networks, NIPS 25 (2012).
    """
    return call(f"Random{direction.title()}Flip", p=probability)


@augmentation
def crop(
    size: Size,
    *,
    smallest: Annotated[float, Range(0.05, 1, 0.05)] = 0.5,
    stretch: Annotated[float, Range(1, 3, 0.05)] = 1.3,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Cut out a random part and enlarge it to the size of the whole.

    Objects come closer, move, and are stretched a little; those outside are gone.

    Formula:
        A \sim U(a, 1)\, H W, \quad \ln\frac{w / W}{h / H} \sim U(-\ln s, \ln s)

    Args:
        size: Of the picture.
        smallest: Smallest share of the picture's area that is kept; smaller cuts more away.
        stretch: Largest factor by which the part is stretched along one side.
        probability: Chance that the picture is cropped at all.
        seed: Draws the part.

    Returns:
        Augmented picture, same shape.

    Source:
        C. Szegedy et al., Going Deeper with Convolutions, CVPR (2015) 1-9.
    """
    shape = size.width / size.height
    return call(
        "RandomResizedCrop",
        size=tuple(size),
        scale=(smallest, 1.0),
        ratio=(round(shape / stretch, 6), round(shape * stretch, 6)),
    )


@augmentation
def translate(
    size: Size,
    *,
    distance: Annotated[float, Range(0, 1, 0.01)] = 0.1,
    border: Border = 0.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Shift the picture by a random number of whole pixels, along both sides.

    What leaves the frame is cut off, and what comes in is filled.

    Formula:
        d_x \sim U(-d W, d W), \; d_y \sim U(-d H, d H), \quad y(p) = x(p - (d_x, d_y))

    Args:
        size: Of the picture.
        distance: Largest shift, as a share of the side.
        border: Brightness of what comes in from beyond the border.
        probability: Chance that the picture is shifted at all.
        seed: Draws the shift.

    Returns:
        Augmented picture, same shape.

    Source:
        P. Y. Simard, D. Steinkraus and J. C. Platt, Best Practices for Convolutional Neural
        Networks Applied to Visual Document Analysis, ICDAR (2003) 958-963.
    """
    both = (distance, distance)
    return call("RandomAffine", degrees=0, translate=both, fill=fill(border))


@augmentation
def scale(
    size: Size,
    *,
    amount: Annotated[float, Range(0, 0.9, 0.05)] = 0.2,
    border: Border = 0.0,
    probability: Probability = 1.0,
    seed: Seed = 0,
) -> Call:
    r"""Show the picture's content smaller or larger, about its centre.

    The size of the picture stays: larger content is cut off, and around smaller content the
    border is filled.

    Formula:
        s \sim U(1 - a, 1 + a), \quad y(p) = x(p / s)

    Args:
        size: Of the picture.
        amount: Largest change; 0.2 draws a factor between 0.8 and 1.2.
        border: Brightness of what comes in from beyond the border.
        probability: Chance that the content is scaled at all.
        seed: Draws the factor.

    Returns:
        Augmented picture, same shape.

    Source:
        A. G. Howard, Some Improvements on Deep Convolutional Neural Network Based Image
        Classification, arXiv:1312.5402 (2013).
    """
    ends = (round(1 - amount, 6), round(1 + amount, 6))
    return call("RandomAffine", degrees=0, scale=ends, interpolation="bilinear", fill=fill(border))
