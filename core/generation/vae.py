"""Samples of the variational autoencoders."""

from __future__ import annotations

from core.generation import shelf
from core.generation.clothing import Clothing, columns_of, labels_of
from core.generation.sampling import Count, Spread, as_pictures, first_noise, sheet
from core.image import Image
from core.method import Seed, Weights


def vae(
    *,
    clothing: Clothing = "each",
    count: Count = 40,
    seed: Seed = 0,
    spread: Spread = 1.0,
    weights: Weights = "",
) -> Image:
    r"""Decode random codes with the second half of an autoencoder.

    It learned to squeeze each picture into 16 numbers that are normally distributed, and back.
    What it cannot decide it averages: its pictures are soft where those of a GAN are sharp.

    Formula:
        \max_{\theta, \phi}\; \mathbb E_{q_\phi(z | x)} \log p_\theta(x | z)
        - D_{KL}\left(q_\phi(z | x) \,\|\, \mathcal N(0, I)\right)

    Args:
        clothing: What is made: each kind in turn, any by chance, or one alone.
        count: How many pictures.
        seed: Draws the code of the first picture; the others have the next seeds.
        spread: Of the codes; smaller makes pictures more alike and less odd.
        weights: Which trained network to use.

    Returns:
        A sheet of pictures of 28 × 28 pixels, grey.

    Source:
        D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes, ICLR 2014, arXiv:1312.6114.
    """
    return _samples("vae_fashion", clothing, count, seed, spread, weights)


def beta_vae(
    *,
    clothing: Clothing = "each",
    count: Count = 40,
    seed: Seed = 0,
    spread: Spread = 1.0,
    weights: Weights = "",
) -> Image:
    r"""Decode random codes of an autoencoder that pays four times for every bit of a code.

    So it keeps only what pays most, and often gives each of its ten numbers a meaning of its
    own: see the traversal. Its pictures are softer still.

    Formula:
        \max_{\theta, \phi}\; \mathbb E_{q_\phi(z | x)} \log p_\theta(x | z)
        - \beta\, D_{KL}\left(q_\phi(z | x) \,\|\, \mathcal N(0, I)\right), \quad \beta = 4

    Args:
        clothing: What is made: each kind in turn, any by chance, or one alone.
        count: How many pictures.
        seed: Draws the code of the first picture; the others have the next seeds.
        spread: Of the codes; smaller makes pictures more alike and less odd.
        weights: Which trained network to use.

    Returns:
        A sheet of pictures of 28 × 28 pixels, grey.

    Source:
        I. Higgins et al., beta-VAE: Learning Basic Visual Concepts with a Constrained Variational
        Framework, ICLR 2017.
    """
    return _samples("beta_vae_fashion", clothing, count, seed, spread, weights)


def _samples(name: str, clothing: str, count: int, seed: int, spread: float, weights: str) -> Image:
    import torch

    model = shelf.vae(name, weights)
    codes = spread * first_noise(model, count, seed)
    labels = torch.from_numpy(labels_of(clothing, count, seed))
    with torch.inference_mode():
        made = as_pictures(model.sample(codes, labels))
    return sheet(made, columns_of(clothing, count))
