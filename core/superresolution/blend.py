"""Between the bicubic enlargement, which invents nothing, and what a method makes of a picture."""

import numpy as np

from core.image import Image
from core.metrics.score import luma


def blend(enlarged: Image, own: Image, strength: float) -> Image:
    r"""Return the bicubic enlargement with a share of what a method adds to it.

    A method that works on brightness alone hands in that: then all channels are raised by the
    same amount, so that the two colour differences stay as bicubic has them.

    Formula:
        \hat u = b + \lambda\, (u - b)

    Args:
        enlarged: Bicubic enlargement b, (H, W, C).
        own: The method's result u, (H, W, C), or its brightness alone, (H, W, 1).
        strength: Share in [0, 1]; at 0 the result is the bicubic one, bit for bit.
    """
    base = luma(enlarged) if own.shape[2] < enlarged.shape[2] else enlarged
    return enlarged + np.float32(strength) * (own - base)
