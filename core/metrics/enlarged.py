"""The scores of an enlarged picture, as published tables of super-resolution have them."""

import numpy as np

from core.image import Image
from core.metrics.error import mse, psnr
from core.metrics.similarity import ssim

STUDIO = np.array([65.481, 128.553, 24.966], np.float64) / 255  # BT.601 brightness of R, G, B
BLACK = 16 / 255  # what it starts from; white is at 235/255


def studio_luma(image: Image) -> Image:
    """Return the brightness as MATLAB's rgb2ycbcr has it, (H, W, 1); grey passes unchanged.

    Black is at 16 and white at 235 of 255, so that errors count for less than in full range, by
    1.3 dB; a grey picture keeps its full range, as in the published evaluations.
    """
    if image.shape[2] == 1:
        return image
    return (image @ STUDIO + BLACK).astype(np.float32)[..., None]


def comparable(truth: Image, result: Image) -> Image:
    """Return the truth cropped to the size of the result, from the upper left.

    Shrinking cuts off what is over of a whole multiple, at the bottom and the right.
    """
    height, width, _ = result.shape
    return truth[:height, :width]


def score_enlarged(result: Image, truth: Image, scale: int) -> dict[str, float]:
    """Return mse, psnr and ssim of an enlarged picture, in the manner of its literature.

    Both pictures are clipped to black and white and rounded to 8 bits, as files that are
    compared would be; brightness alone counts, in studio range; `scale` pixels along every
    border are left out; the peak is 255. Pictures with no more than the border give nan.

    Args:
        result: Picture to judge, (H, W, C).
        truth: What it should be; what it has more at the bottom and the right is left out.
        scale: How many times the small picture was enlarged.
    """
    inner = np.s_[scale:-scale, scale:-scale]
    a, b = (studio_luma(_rounded(image))[inner] for image in (result, comparable(truth, result)))
    if not a.size:
        return dict.fromkeys(("mse", "psnr", "ssim"), np.nan)
    return {"mse": mse(a, b), "psnr": psnr(a, b), "ssim": ssim(a, b)}


def _rounded(image: Image) -> Image:
    return np.rint(np.clip(image, 0, 1) * 255).astype(np.float32) / np.float32(255)
