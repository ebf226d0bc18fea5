"""The map of an autoencoder whose codes are two numbers."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from core.generation import shelf
from core.generation.codes import made
from core.generation.sampling import sheet
from core.image import Image
from core.method import Range, Weights


def latent_map(
    *,
    count: Annotated[int, Range(2, 30)] = 16,
    reach: Annotated[float, Range(0.5, 4, 0.1)] = 2.5,
    weights: Weights = "",
) -> Image:
    r"""Lay out everything that an autoencoder with two numbers can make, as a map.

    It was told no classes, and yet neighbours are alike: shoes have a shore, trousers a corner.
    Click on the map below to decode any place.

    Formula:
        x_{ij} = G(r u_j, -r u_i), \quad u \in [-1, 1]

    Args:
        count: Pictures along either side.
        reach: Edge of the map, in standard deviations from its middle.
        weights: Which trained network to use.

    Returns:
        A sheet of count × count pictures of 28 × 28 pixels, grey.

    Source:
        D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes, ICLR 2014, appendix A.
    """
    across = np.linspace(-reach, reach, count)
    places = np.stack(np.meshgrid(across, -across), -1).reshape(-1, 2)
    return sheet(decode(places, weights), count)


def decode(places: np.ndarray, weights: str = "") -> Image:
    """Return the pictures at places of the map, (N, 28, 28, 1).

    Args:
        places: Codes, (N, 2).
        weights: Which trained network to use.
    """
    network = shelf.vae("vae_map_fashion", weights)
    import torch

    codes = torch.as_tensor(np.asarray(places), dtype=torch.float32)
    return made(network, codes, None)
