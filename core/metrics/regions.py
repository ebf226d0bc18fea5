"""How right a filled picture is: in the hole, at its rim, and as a whole."""

import numpy as np

from core.image import Image
from core.metrics.error import mse

RIM = 8  # pixels outside of the hole


def score_filled(result: Image, truth: Image, mask: Image) -> dict[str, float]:
    """Return the PSNR, in dB, inside a hole and of the rim around it.

    The rim shows whether known pixels were kept: it is infinite then.

    Args:
        result: Picture to judge, (H, W, C), clipped to black and white.
        truth: What it should be, same shape.
        mask: Where the hole is, (H, W, 1): 1 is missing.

    Returns:
        Keys "hole" and "rim"; a region without pixels is left out.
    """
    from scipy.ndimage import distance_transform_edt

    hole = mask[..., 0] > 0
    away = distance_transform_edt(~hole) if hole.any() else np.full(hole.shape, np.inf)
    regions = {"hole": hole, "rim": ~hole & (away <= RIM)}
    a, b = np.clip(result, 0, 1), np.clip(truth, 0, 1)
    errors = {name: mse(a[where], b[where]) for name, where in regions.items() if where.any()}
    with np.errstate(divide="ignore"):
        return {n: float(10 * np.log10(255**2 / np.float64(e))) for n, e in errors.items()}
