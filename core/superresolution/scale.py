"""How many times as high and as wide a picture is to become; every method here asks for it."""

from typing import Annotated

from core.method import Range, Scale

__all__ = ["SCALES", "Scale", "Strength"]

SCALES = (2, 3, 4)
Strength = Annotated[float, Range(0, 1, 0.05)]  # how much is added to the bicubic enlargement
