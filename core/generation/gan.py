"""Samples of the generative adversarial network."""

from __future__ import annotations

from core.generation import shelf
from core.generation.clothing import Clothing, columns_of, labels_of
from core.generation.sampling import Count, Spread, as_pictures, first_noise, sheet
from core.image import Image
from core.method import Seed, Weights


def gan(
    *,
    clothing: Clothing = "each",
    count: Count = 40,
    seed: Seed = 0,
    spread: Spread = 1.0,
    weights: Weights = "",
) -> Image:
    r"""Turn random numbers into pictures with a generator that learned to deceive a judge.

    Generator and discriminator learn in turns: one tells made pictures from real ones, the other
    makes it fail. No one ever tells the generator what a picture should look like.

    Formula:
        \min_G \max_D\; \mathbb E_x \log D(x) + \mathbb E_z \log\left(1 - D(G(z))\right)

    Args:
        clothing: What is made: each kind in turn, any by chance, or one alone.
        count: How many pictures.
        seed: Draws the numbers of the first picture; the others have the next seeds.
        spread: Of the random numbers; smaller makes pictures more alike and less odd.
        weights: Which trained network to use.

    Returns:
        A sheet of pictures of 28 × 28 pixels, grey.

    Source:
        A. Radford, L. Metz and S. Chintala, Unsupervised Representation Learning with Deep
        Convolutional Generative Adversarial Networks, ICLR 2016, arXiv:1511.06434.
    """
    import torch

    model = shelf.gan(weights)
    noise = spread * first_noise(model, count, seed)
    labels = torch.from_numpy(labels_of(clothing, count, seed))
    with torch.inference_mode():
        return sheet(as_pictures(model.sample(noise, labels)), columns_of(clothing, count))
