"""Quantisation: too few levels of grey."""

from typing import Annotated

import numpy as np

from core.image import Image
from core.method import Range


def quantisation(image: Image, *, levels: Annotated[int, Range(2, 256)] = 8) -> Image:
    r"""Round every value to the nearest of a few levels, as a converter with few bits does.

    Smooth shading breaks into bands. Clipped to black and white as well, since these are the
    outermost levels.

    Formula:
        y = \frac{\operatorname{round}\big((L - 1)\, x\big)}{L - 1}, \quad 0 \le x \le 1

    Args:
        image: Clean picture, (H, W, C).
        levels: Levels per channel, black and white included; 256 are 8 bits.

    Returns:
        Quantised picture, same shape.

    Source:
        W. R. Bennett, Spectra of Quantized Signals, Bell Syst. Tech. J. 27 (1948) 446-472.
    """
    steps = np.float32(levels - 1)
    return np.rint(np.clip(image, 0, 1) * steps) / steps
