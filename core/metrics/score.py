"""The scores of a result, as pages and tables show them."""

import numpy as np

from core.image import Image
from core.metrics.error import mse, psnr
from core.metrics.similarity import ssim

LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # weights of red, green, blue, ITU-R BT.601


def luma(image: Image) -> Image:
    """Return the brightness, (H, W, 1): BT.601 weights, full range; grey passes unchanged."""
    return image if image.shape[2] == 1 else (image @ LUMA)[..., None]


def score(result: Image, truth: Image, *, on_luma: bool = False) -> dict[str, float]:
    """Return mse, psnr and ssim of a result.

    Both pictures are clipped to black and white first but not rounded to 8 bits, as the
    literature on denoising measures.

    Args:
        result: Picture to judge, (H, W, C).
        truth: What it should be, same shape.
        on_luma: Measure the brightness alone instead of all channels.
    """
    a, b = np.clip(result, 0, 1), np.clip(truth, 0, 1)
    if on_luma:
        a, b = luma(a), luma(b)
    return {"mse": mse(a, b), "psnr": psnr(a, b), "ssim": ssim(a, b)}
