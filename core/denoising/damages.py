"""What the networks of this field are trained to mend: random damage on whole batches.

Where the field `degradation` has a damage, it is that one, with settings drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from core.degradation.gaussian_blur import gaussian_blur
from core.degradation.gaussian_noise import gaussian_noise
from core.degradation.holes import holes
from core.degradation.jpeg import jpeg
from core.degradation.poisson_noise import poisson_noise
from core.degradation.salt_and_pepper import salt_and_pepper
from core.image import Image
from core.nn.task import Damage

if TYPE_CHECKING:
    from torch import Generator, Tensor

STRONGEST = 75 / 255  # standard deviation of noise
JPEG_BLOCK = 16  # pixels after which the grid of a colour JPEG repeats

Blow = Callable[[Image, np.random.Generator], Image]  # damage of one picture


def gaussian_with_level(clean: Tensor, generator: Generator) -> tuple[Tensor, Tensor]:
    """Add Gaussian noise of a random level to each picture, weak noise more often than strong.

    Returns:
        Noisy pictures, (B, C, H, W), and their noise levels, (B, 1, 1, 1).
    """
    import torch

    chance = torch.rand(len(clean), 1, 1, 1, generator=generator, device=clean.device)
    sigma = STRONGEST * chance**1.3
    noise = torch.randn(clean.shape, generator=generator, device=clean.device)
    return clean + sigma * noise, sigma


def one_of(*blows: Blow) -> Damage:
    """Return damage that deals each picture one of these at random; repeat one for more of it."""

    def damage(clean: Tensor, generator: Generator) -> tuple[Tensor]:
        import torch

        seed = torch.randint(2**63 - 1, (), generator=generator).item()
        rng = np.random.default_rng(int(seed))
        images = clean.numpy().transpose(0, 2, 3, 1)  # (B, H, W, C)
        damaged = [blows[rng.integers(len(blows))](image, rng) for image in images]
        together = np.stack(damaged).astype(np.float32).transpose(0, 3, 1, 2)
        return (torch.from_numpy(np.ascontiguousarray(together)),)

    return damage


def noise(image: Image, rng: np.random.Generator) -> Image:
    """Add Gaussian noise of standard deviation 0 to 55, of 255, as for blind DnCNN."""
    return gaussian_noise(image, sigma=rng.uniform(0, 55), seed=_seed(rng))


def photons(image: Image, rng: np.random.Generator) -> Image:
    """Count 5 to 500 photons for white, as many times twofold up as twofold down."""
    peak = round(np.exp(rng.uniform(np.log(5), np.log(500))))
    return poisson_noise(image, peak=peak, seed=_seed(rng))


def compression(image: Image, rng: np.random.Generator) -> Image:
    """Save as JPEG of quality 5 to 99, as for DnCNN; the grid of blocks lies anywhere."""
    down, right = rng.integers(JPEG_BLOCK, size=2)
    wider = np.pad(image, ((down, 0), (right, 0), (0, 0)), "reflect")
    return jpeg(wider, quality=int(rng.integers(5, 100)))[down:, right:]


def impulses(image: Image, rng: np.random.Generator) -> Image:
    """Lose up to half of the values to black or white."""
    return salt_and_pepper(image, density=rng.uniform(0, 0.5), seed=_seed(rng))


def masking(image: Image, rng: np.random.Generator) -> Image:
    """Lose up to half of the values to black: the masking noise of denoising autoencoders."""
    return np.where(rng.random(image.shape) < rng.uniform(0, 0.5), np.float32(0), image)


def gaps(image: Image, rng: np.random.Generator) -> Image:
    """Cut out 2 to 30 % in holes of 3 to 16 pixels."""
    size = int(rng.integers(3, 17))
    return holes(image, share=rng.uniform(0.02, 0.3), size=size, seed=_seed(rng))


def blur(image: Image, rng: np.random.Generator) -> Image:
    """Blur by 0.5 to 3 pixels and add a little noise, standard deviation 0 to 4, of 255."""
    blurred = gaussian_blur(image, spread=rng.uniform(0.5, 3))
    return gaussian_noise(blurred, sigma=rng.uniform(0, 4), seed=_seed(rng))


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))
