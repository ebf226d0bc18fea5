"""Blur by a kernel: motion, defocus, camera shake, or whatever spreads a point."""

from typing import Annotated, Literal

import numpy as np

from core.fits import Kernel
from core.image import Image
from core.method import RARE, Titles
from core.sentence import InputError

Border = Annotated[
    Literal["valid", "reflect", "wrap"],
    Titles({"valid": "cut off", "reflect": "mirrored", "wrap": "wrapped around"}),
]
GAMMA_LOW, GAMMA_KNEE = 12.92, 0.04045  # of sRGB near black


def blur(
    image: Image,
    *,
    kernel: Kernel,
    border: Border = "valid",
    linear: Annotated[bool, RARE] = False,
) -> Image:
    r"""Spread the light of every point as a kernel says.

    A kernel at the border sees light from beyond the picture, which nobody knows: so by default
    what it would have needed is cut off, as a photograph shows only a part of what was blurred.

    Formula:
        y(p) = (k * x)(p) = \sum_d k(d)\, x(p - d)

    Args:
        image: Clean picture, (H, W, C).
        kernel: How a point is spread, (n, m, 1), n and m odd, scaled to sum to 1.
        border: What lies beyond the picture: cut off where the kernel would need it, the
            picture's mirror image, or the picture again, as tables of deblurring have it.
        linear: Whether light is added as it falls on a sensor, before the curve of sRGB.

    Returns:
        Blurred picture, (H, W, C); cut off, it is (H - n + 1, W - m + 1, C).

    Raises:
        InputError: Cut off, the kernel is larger than the picture.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018), section
        5.5.
    """
    from scipy.signal import fftconvolve

    seen = _to_light(image) if linear else image
    if border != "valid":
        seen = _continued(seen, kernel.shape, border)
    else:
        _check_smaller(kernel, image)
    blurred = fftconvolve(seen, kernel, mode="valid", axes=(0, 1)).astype(np.float32)
    return _from_light(blurred) if linear else blurred


def trim(image: Image, *, kernel: Kernel) -> Image:
    r"""Lose the rim that blur with a kernel cuts off, and nothing else.

    So a sharp picture is compared with a blurred one pixel by pixel.

    Formula:
        y(p) = x(p) \text{ where } k \text{ fits around } p

    Args:
        image: Picture, (H, W, C).
        kernel: Whose size counts, (n, m, 1).

    Returns:
        Picture, (H - n + 1, W - m + 1, C).

    Raises:
        InputError: The kernel is larger than the picture.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018), section
        5.5.
    """
    _check_smaller(kernel, image)
    rows, columns = kernel.shape[0] // 2, kernel.shape[1] // 2
    return image[rows : image.shape[0] - rows, columns : image.shape[1] - columns].copy()


def _continued(image: Image, shape: tuple[int, ...], border: str) -> Image:
    """Return the picture with half a kernel's size more on every side."""
    down, right = shape[0] // 2, shape[1] // 2
    mode = {"reflect": "symmetric", "wrap": "wrap"}[border]
    return np.pad(image, ((down, down), (right, right), (0, 0)), mode=mode)  # type: ignore[call-overload]


def _check_smaller(kernel: Image, image: Image) -> None:
    if kernel.shape[0] > image.shape[0] or kernel.shape[1] > image.shape[1]:
        raise InputError(
            "kernel must be no larger than the picture of {width} × {height} pixels, got "
            "{kernel_width} × {kernel_height}.",
            width=image.shape[1],
            height=image.shape[0],
            kernel_width=kernel.shape[1],
            kernel_height=kernel.shape[0],
        )


def _to_light(image: Image) -> Image:
    """Undo the curve of sRGB; what is below black stays mirrored there."""
    size = np.abs(image)
    curve = np.where(size <= GAMMA_KNEE, size / GAMMA_LOW, ((size + 0.055) / 1.055) ** 2.4)
    return (np.sign(image) * curve).astype(np.float32)


def _from_light(light: Image) -> Image:
    """Apply the curve of sRGB."""
    size = np.abs(light)
    knee = GAMMA_KNEE / GAMMA_LOW
    curve = np.where(size <= knee, size * GAMMA_LOW, 1.055 * size ** (1 / 2.4) - 0.055)
    return (np.sign(light) * curve).astype(np.float32)
