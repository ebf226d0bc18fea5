"""Pictures made larger or smaller, as the literature on super-resolution does it.

What MATLAB's imresize does: the bicubic kernel has a = −0.5, a kernel is widened when the
picture shrinks, and beyond the border the picture goes on as its mirror image. Pillow's
resampling on 32-bit numbers has these kernels, but cuts them off at the border, so it is given
a picture that has been mirrored beforehand.
"""

from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from core.image import Image
from core.sentence import InputError
from core.settings import settings

Kernel = Literal["nearest", "bilinear", "bicubic", "lanczos"]
KERNELS = {  # Pillow's own, and how far each reaches, in pixels of the coarser picture
    "nearest": (Pillow.Resampling.NEAREST, 0),
    "bilinear": (Pillow.Resampling.BILINEAR, 1),
    "bicubic": (Pillow.Resampling.BICUBIC, 2),
    "lanczos": (Pillow.Resampling.LANCZOS, 3),
}


def resize(image: Image, shape: tuple[int, int], kernel: Kernel = "bicubic") -> Image:
    r"""Return the picture with another height and width.

    Both pictures cover the same area. Every value of the result is a weighted mean of those
    around its place; the weights sum to one, so flat stays flat. Bicubic and Lanczos have
    negative weights: beside an edge the result may go beyond black and white.

    Formula:
        u(p) = \frac{\sum_q k((q - p) / w)\, y(q)}{\sum_q k((q - p) / w)}, \quad w = \max(1, 1/s)

    Args:
        image: Picture, (H, W, C).
        shape: Height and width of the result, in pixels.
        kernel: bilinear is the triangle, bicubic Keys' cubic, lanczos has three lobes.

    Source:
        R. G. Keys, Cubic Convolution Interpolation for Digital Image Processing, IEEE Trans.
        Acoust. Speech Signal Process. 29 (1981) 1153-1160.
    """
    height, width, channels = image.shape
    if (height, width) == shape:
        return image.copy()
    method, reach = KERNELS[kernel]
    down, across = (
        ceil(reach * max(1, old / new)) + 1 for old, new in zip((height, width), shape, strict=True)
    )
    box = (across, down, across + width, down + height)
    result = np.empty((*shape, channels), np.float32)
    for channel in range(channels):
        mirrored = np.pad(image[..., channel], ((down, down), (across, across)), "symmetric")
        result[..., channel] = _resize(mirrored, shape, method, box)
    return result


def enlarge(image: Image, scale: int, kernel: Kernel = "bicubic") -> Image:
    """Return the picture `scale` times as high and as wide.

    Raises:
        InputError: The result would be larger than any picture may be.
    """
    height, width, _ = image.shape
    if scale * max(height, width) > settings.max_side:
        raise InputError(
            "The result would have {width} × {height} pixels; at most {limit} × {limit} are"
            " allowed.",
            width=scale * width,
            height=scale * height,
            limit=settings.max_side,
        )
    return resize(image, (height * scale, width * scale), kernel)


def crop_to_multiple(image: Image, scale: int) -> Image:
    """Return the picture without what is over, at the bottom and the right, of a whole multiple."""
    height, width, _ = image.shape
    return image[: height - height % scale, : width - width % scale]


def reduce(image: Image, scale: int, kernel: Kernel = "bicubic") -> Image:
    """Return the picture 1/`scale` as high and as wide, after cropping it to a whole multiple.

    Raises:
        InputError: Nothing would be left.
    """
    cropped = crop_to_multiple(image, scale)
    height, width, _ = cropped.shape
    if not cropped.size:
        raise InputError(
            "A picture of {width} × {height} pixels cannot be shrunk to one part in {scale}.",
            width=image.shape[1],
            height=image.shape[0],
            scale=scale,
        )
    return resize(cropped, (height // scale, width // scale), kernel)


def _resize(
    plane: NDArray[np.float32],
    shape: tuple[int, int],
    method: Pillow.Resampling,
    box: tuple[float, float, float, float],
) -> NDArray[np.float32]:
    picture = Pillow.fromarray(np.ascontiguousarray(plane, np.float32))
    return np.asarray(picture.resize((shape[1], shape[0]), method, box))
