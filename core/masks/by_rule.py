"""Masks drawn by a rule, the random ones by a seed, as large as the picture."""

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from core.image import Image
from core.method import Range, Seed


def random(
    image: Image, *, share: Annotated[float, Range(0, 1, 0.05)] = 0.5, seed: Seed = 0
) -> Image:
    r"""Mark each pixel or not, by chance, whatever its neighbours are.

    It is how sparse samples are imitated, and the test that inpainting is mostly measured by.

    Formula:
        m(p) = [U(p) < \rho], \quad U(p) \sim \mathcal U[0, 1)

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        share: Chance of each pixel to be marked.
        seed: Draws the pixels.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        D. Ulyanov, A. Vedaldi and V. Lempitsky, Deep Image Prior, Proc. IEEE CVPR (2018) 9446-9454.
    """
    return _mask(np.random.default_rng(seed).random(image.shape[:2]) < share)


def stripes(
    image: Image,
    *,
    period: Annotated[int, Range(2, 256)] = 16,
    width: Annotated[int, Range(1, 128)] = 4,
    angle: Annotated[float, Range(0, 180, 1)] = 0.0,
) -> Image:
    r"""Mark parallel stripes, as a broken sensor or printer leaves them.

    At 0 degrees they run from top to bottom.

    Formula:
        m(p) = \big[ (p \cdot n) \bmod \text{period} < \text{width} \big]

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        period: From one stripe to the next, in pixels.
        width: Of a stripe, in pixels.
        angle: By which the stripes are turned, in degrees, counterclockwise.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        R. C. Gonzalez and R. E. Woods, Digital Image Processing, 4th ed., Pearson (2018), section
        5.2.
    """
    rows, columns = np.indices(image.shape[:2])
    turn = np.deg2rad(angle)
    across = columns * np.cos(turn) + rows * np.sin(turn)
    return _mask(np.asarray(np.floor(across + 1e-9) % period < width))


def grid(
    image: Image,
    *,
    period: Annotated[int, Range(2, 256)] = 32,
    width: Annotated[int, Range(1, 128)] = 3,
) -> Image:
    r"""Mark the lines of a square grid, like a fence or a window's bars.

    The first line runs along the upper and the left border.

    Formula:
        m(x, y) = [x \bmod d < w] \vee [y \bmod d < w]

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        period: From one line to the next, in pixels.
        width: Of a line, in pixels.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        Y. Liu, T. Belkina, J. H. Hays and R. Lublinerman, Image De-fencing, Proc. IEEE CVPR (2008).
    """
    rows, columns = np.indices(image.shape[:2])
    return _mask(np.asarray((rows % period < width) | (columns % period < width)))


def rectangle(
    image: Image,
    *,
    left: Annotated[int, Range(0, 4096)] = 40,
    top: Annotated[int, Range(0, 4096)] = 40,
    right: Annotated[int, Range(0, 4096)] = 80,
    bottom: Annotated[int, Range(0, 4096)] = 80,
) -> Image:
    r"""Mark a rectangle given by its borders; what of it lies beyond the picture does not count.

    Pixels are counted from 0; the right and the bottom border are no part of it.

    Formula:
        m(x, y) = [\text{left} \le x < \text{right}]\, [\text{top} \le y < \text{bottom}]

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        left: First column.
        top: First row.
        right: Column after the last one.
        bottom: Row after the last one.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        M. Bertalmio, G. Sapiro, V. Caselles and C. Ballester, Image Inpainting, SIGGRAPH (2000)
        417-424.
    """
    marked = np.zeros(image.shape[:2], bool)
    marked[top:bottom, left:right] = True
    return _mask(marked)


def scratches(
    image: Image,
    *,
    count: Annotated[int, Range(1, 100)] = 5,
    width: Annotated[float, Range(1, 20, 0.5)] = 2.0,
    seed: Seed = 0,
) -> Image:
    r"""Mark slightly bent lines across the picture, as on a photograph long in a drawer.

    Each runs from one place at random to another and is bent by up to a tenth of its length.

    Formula:
        m = \bigcup_i \{ p : |p - \gamma_i| \le w / 2 \}

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        count: How many there are.
        width: Of each, in pixels.
        seed: Draws where they run.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        M. Bertalmio, G. Sapiro, V. Caselles and C. Ballester, Image Inpainting, SIGGRAPH (2000)
        417-424.
    """
    from core.masks.strokes import near_line

    rng = np.random.default_rng(seed)
    height, width_of_all = image.shape[:2]
    marked = np.zeros((height, width_of_all), bool)
    for _ in range(count):
        ends = rng.random((2, 2)) * (width_of_all - 1, height - 1)
        along = ends[1] - ends[0]
        bent = ends.mean(axis=0) + rng.uniform(-0.1, 0.1) * np.array([-along[1], along[0]])
        share = np.linspace(0, 1, 17)[:, None]
        curve = (1 - share) ** 2 * ends[0] + 2 * share * (1 - share) * bent + share**2 * ends[1]
        marked |= near_line((height, width_of_all), curve, width / 2)
    return _mask(marked)


def blobs(
    image: Image,
    *,
    share: Annotated[float, Range(0.01, 0.9, 0.01)] = 0.2,
    size: Annotated[float, Range(1, 64, 1)] = 8.0,
    seed: Seed = 0,
) -> Image:
    r"""Mark round, joined spots, as of damp or of leaves in front of the lens.

    White noise is smoothed by a bell, and its highest values are marked.

    Formula:
        m = [g_s * n > q_{1-\rho}], \quad n \sim \mathcal N(0, 1)

    Args:
        image: Picture, (H, W, C), of which only the size counts.
        share: Part of the area that is marked, to the pixel.
        size: Standard deviation of the bell, in pixels; larger gives fewer and larger spots.
        seed: Draws the noise.

    Returns:
        Mask, (H, W, 1): 1 is missing, 0 is known.

    Source:
        G. Liu, F. A. Reda, K. J. Shih, T.-C. Wang, A. Tao and B. Catanzaro, Image Inpainting for
        Irregular Holes Using Partial Convolutions, ECCV (2018).
    """
    from scipy.ndimage import gaussian_filter

    noise = np.random.default_rng(seed).standard_normal(image.shape[:2])
    smooth = gaussian_filter(noise, size, mode="reflect")
    order = np.argsort(-smooth, axis=None, kind="stable")[: round(share * smooth.size)]
    marked = np.zeros(smooth.size, bool)
    marked[order] = True
    return _mask(marked.reshape(smooth.shape))


def _mask(marked: NDArray[np.bool_]) -> Image:
    return marked[..., None].astype(np.float32)
