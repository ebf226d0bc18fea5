"""Holes filled by a denoiser that is asked again and again what a picture would have there."""

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import numpy as np

from core.denoising.bm3d import bm3d
from core.denoising.unet import unet
from core.fits import Mask
from core.image import Image
from core.inpainting.biharmonic import plate
from core.inpainting.hole import filled, hole_of, planes_of
from core.method import RARE, Frame, Range, Titles, final

Denoiser = Annotated[Literal["unet", "bm3d"], Titles({"unet": "U-Net", "bm3d": "BM3D"})]
DENOISERS: dict[str, Callable[..., Iterator[Frame]]] = {"unet": unet, "bm3d": bm3d}


def plug_and_play(
    image: Image,
    *,
    mask: Mask,
    denoiser: Denoiser = "unet",
    steps: Annotated[int, Range(4, 80)] = 30,
    first: Annotated[float, Range(5, 100, 5), RARE] = 50.0,
    last: Annotated[float, Range(0.5, 20, 0.5), RARE] = 2.0,
) -> Iterator[Frame]:
    r"""Let a denoiser mend the hole, with less and less noise to be expected.

    What a denoiser takes away is what does not look like a picture. Beginning with a plate, it is
    told that there is much noise, then less; after every step the known pixels are put back.

    Formula:
        z_k = \mathcal D_{\sigma_k}(x_k), \qquad
        x_{k+1} = \begin{cases} y & \text{where known} \\ z_k & \text{in the hole} \end{cases}

    Args:
        image: Picture, (H, W, C).
        mask: What is missing, (H, W, 1): 1 is missing, 0 is known.
        denoiser: Who is asked.
        steps: How often; more is finer, and takes longer.
        first: Noise level that the denoiser is told first, of 255; larger carries further.
        last: Noise level that it is told last, of 255.

    Yields:
        The picture after each step, same shape; known pixels stay as they are.

    Source:
        S. V. Venkatakrishnan, C. A. Bouman and B. Wohlberg, Plug-and-Play Priors for Model Based
        Reconstruction, Proc. IEEE GlobalSIP (2013) 945-948; the steps: K. Zhang, Y. Li, W. Zuo, L.
        Zhang, L. Van Gool and R. Timofte, Plug-and-Play Image Restoration with Deep Denoiser Prior,
        IEEE Trans. Pattern Anal. Mach. Intell. 44 (2022) 6360-6376.
    """
    hole = hole_of(mask)
    result = filled(image, hole, plate(planes_of(image), hole))
    if not hole.any():
        yield Frame(result, 1.0)
        return
    for count, sigma in enumerate(np.geomspace(max(first, last), last, steps), 1):
        turned = _turned(result, count)
        mended = _turned_back(final(DENOISERS[denoiser](turned, sigma=float(sigma))), count)
        result = np.where(hole[..., None], np.clip(mended, 0, 1), image)
        yield Frame(result.copy(), count / steps)


def _turned(image: Image, count: int) -> Image:
    """Return the picture in one of eight positions, so that no direction is favoured."""
    image = np.rot90(image, count % 4)
    return np.ascontiguousarray(image[:, ::-1] if count // 4 % 2 else image)


def _turned_back(image: Image, count: int) -> Image:
    """Undo `_turned`."""
    return np.ascontiguousarray(np.rot90(image[:, ::-1] if count // 4 % 2 else image, -count % 4))
