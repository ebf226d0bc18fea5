"""Pictures as settings: what a mask, a kernel or a second picture must be like.

In the language of recipes such a setting is itself a recipe, or a chain that works on the picture
that enters the step; called from Python it is an Image.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import numpy as np

from core.image import Image, check_image
from core.sentence import InputError

TOLD = "told"  # in an annotation: what a damage has under the same name, the method is told
HALF = 0.5
ROUNDING = 1e-6  # of the sum of a kernel that is scaled already
RED, GREEN, BLUE = 0.299, 0.587, 0.114  # shares of the luma, BT.601


@dataclass(frozen=True, eq=False)
class Fits:
    """What a setting takes that is a picture."""

    field: str = ""  # whose methods make such pictures
    size: Literal["same", "odd", "any"] = "any"
    convert: Callable[[Image, str], Image] | None = None  # told the setting's name
    sample: str = ""  # taken where the setting is left out; without one it is needed

    def check(self, name: str, given: object, beside: Image | None) -> Image:
        """Return the picture as the method takes it.

        Args:
            name: Of the setting.
            given: Picture, (H, W, C).
            beside: The picture that the method works on.

        Raises:
            InputError: It is no picture, or does not fit.
        """
        image = check_image(given)
        if self.convert is not None:
            image = self.convert(image, name)
        height, width, _ = image.shape
        if self.size == "same" and beside is not None and beside.shape[:2] != (height, width):
            raise InputError(
                "{name} must have the picture’s size, {wanted_width} × {wanted_height} pixels, got "
                "{width} × {height}.",
                name=name,
                wanted_width=beside.shape[1],
                wanted_height=beside.shape[0],
                width=width,
                height=height,
            )
        if self.size == "odd" and not (height % 2 and width % 2):
            raise InputError(
                "{name} must have odd sides, got {width} × {height} pixels.",
                name=name,
                width=width,
                height=height,
            )
        return image

    def corner(self, picture: Image, side: int) -> Image:
        """Return what goes with the upper left corner of the picture that is worked on."""
        return picture[:side, :side] if self.size == "same" else picture


def to_mask(image: Image, name: str = "mask") -> Image:
    """Return a mask, (H, W, 1): 1 where the picture is at least half as light as white, else 0."""
    return (to_grey(image) >= HALF).astype(np.float32)


def to_kernel(image: Image, name: str = "kernel") -> Image:
    """Return a kernel, (H, W, 1), its values scaled so that they sum to 1.

    Raises:
        InputError: A value is negative, or all are nought.
    """
    grey = to_grey(image)
    total = grey.sum(dtype=np.float64)
    if grey.min() < 0:
        raise InputError("{name} must have no negative value.", name=name)
    if total == 0:
        raise InputError("{name} must not be black all over: its values sum to 0.", name=name)
    if abs(total - 1) < ROUNDING:
        return grey  # bit for bit, however often it is looked at
    return (grey / total).astype(np.float32)


def to_grey(image: Image) -> Image:
    """Return the picture's luma, (H, W, 1); a grey one as it is."""
    if image.shape[2] == 1:
        return image
    return (image @ np.array([[RED], [GREEN], [BLUE]], np.float32)).astype(np.float32)


def join(one: Image, other: Image) -> Image:
    """Return a mask, (H, W, 1), of what either of two marks, each taken as `to_mask` takes it.

    Raises:
        InputError: They differ in size.
    """
    one, other = _alike(one, other)
    return np.maximum(one, other)


def take_away(one: Image, other: Image) -> Image:
    """Return a mask, (H, W, 1), of what the first of two marks and the other does not.

    Raises:
        InputError: They differ in size.
    """
    one, other = _alike(one, other)
    return (one * (1 - other)).astype(np.float32)


def _alike(one: Image, other: Image) -> tuple[Image, Image]:
    if one.shape[:2] != other.shape[:2]:
        sizes = [f"{image.shape[1]} × {image.shape[0]}" for image in (one, other)]
        raise InputError(
            "Only masks of one size can be joined, got {one} and {other} pixels.",
            one=sizes[0],
            other=sizes[1],
        )
    return to_mask(one), to_mask(other)


Mask = Annotated[Image, Fits("masks", "same", to_mask), TOLD]  # 1 is missing
Kernel = Annotated[Image, Fits("kernels", "odd", to_kernel), TOLD]


def fits_of(marks: tuple[Any, ...]) -> Fits | None:
    """Return what a setting with these marks takes, if it is a picture."""
    return next((mark for mark in marks if isinstance(mark, Fits)), None)


class Pending:
    """A picture that is still to be made, in the place of a setting that is one."""
