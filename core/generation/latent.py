"""Walks through what a model has made of its codes: between two, along directions, by sums."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from core.generation.clothing import OneKind
from core.generation.codes import TITLES, between, components, made, network_of
from core.generation.sampling import Count, first_noise, sheet
from core.image import Image
from core.method import Range, Seed, Titles, Weights

Any = Annotated[Literal["gan", "vae", "beta_vae", "flow"], Titles(TITLES)]
Coded = Annotated[Literal["gan", "vae", "beta_vae"], Titles(TITLES)]
Autoencoder = Annotated[Literal["vae", "beta_vae"], Titles(TITLES)]
Shift = Annotated[float, Range(-4, 4, 0.1)]
Reach = Annotated[float, Range(0.5, 4, 0.1)]
STOPS = 9  # values of a traversal


def interpolate(
    *,
    model: Any = "gan",
    clothing: OneKind = "boot",
    seed: Seed = 0,
    other: Annotated[int, Range(0, 2**31 - 1)] = 1,
    count: Annotated[int, Range(2, 100)] = 12,
    weights: Weights = "",
) -> Image:
    r"""Go from one sample to another, along the sphere on which codes lie.

    If what lies between two pictures are pictures too, the model has learned more than a
    collection: it has learned what there is between them.

    Formula:
        z(t) = \frac{\sin((1 - t)\Omega)}{\sin\Omega} z_0 + \frac{\sin(t\Omega)}{\sin\Omega} z_1,
        \quad \cos\Omega = \frac{z_0 \cdot z_1}{|z_0| |z_1|}

    Args:
        model: Whose codes.
        clothing: What is made.
        seed: Draws the first sample.
        other: Draws the last one.
        count: How many pictures, both ends included.
        weights: Which trained networks to use.

    Returns:
        A sheet of pictures of 28 × 28 pixels, grey, row by row.

    Source:
        K. Shoemake, Animating Rotation with Quaternion Curves, SIGGRAPH 1985; T. White, Sampling
        Generative Networks, 2016, arXiv:1609.04468.
    """
    import torch

    network = network_of(model, weights)
    first, last = first_noise(network, 1, seed), first_noise(network, 1, other)
    codes = torch.cat([between(first, last, t) for t in np.linspace(0, 1, count)])
    return sheet(made(network, codes, clothing))


def directions(
    *,
    model: Coded = "gan",
    clothing: OneKind = "dress",
    first: Shift = 0.0,
    second: Shift = 0.0,
    third: Shift = 0.0,
    fourth: Shift = 0.0,
    count: Count = 12,
    seed: Seed = 0,
    weights: Weights = "",
) -> Image:
    r"""Push all samples along the directions in which the model's first layer varies most.

    These are the principal components of what its first layer computes of random codes. That
    layer is linear, so no sampling is needed: they are the singular vectors of its weights.

    Formula:
        W = U S V^\top, \qquad z' = z + \sum_k a_k v_k

    Args:
        model: Whose codes.
        clothing: What is made.
        first: How far along the strongest direction, in standard deviations of a code.
        second: How far along the second.
        third: How far along the third.
        fourth: How far along the fourth.
        count: How many pictures.
        seed: Draws the first sample; the others have the next seeds.
        weights: Which trained networks to use.

    Returns:
        A sheet of pictures of 28 × 28 pixels, grey.

    Source:
        E. Härkönen, A. Hertzmann, J. Lehtinen and S. Paris, GANSpace, NeurIPS 2020,
        arXiv:2004.02546; Y. Shen and B. Zhou, Closed-Form Factorization of Latent Semantics in
        GANs, CVPR 2021, arXiv:2007.06600.
    """
    network = network_of(model, weights)
    shift = np.array([first, second, third, fourth]) @ components(network)[:4]
    codes = first_noise(network, count, seed)
    return sheet(made(network, codes + codes.new_tensor(shift), clothing))


def traverse(
    *,
    model: Autoencoder = "beta_vae",
    clothing: OneKind = "pullover",
    seed: Seed = 0,
    reach: Reach = 2.5,
    weights: Weights = "",
) -> Image:
    r"""Change one number of a code at a time, and see what it means.

    Each row is one of the code's numbers, from low to high; all others stay. A row in which
    nothing changes is a number that the model does not use.

    Formula:
        x_{kj} = G\left(z + (s_j - z_k) e_k\right), \quad s_j \in [-r, r]

    Args:
        model: Whose codes.
        clothing: What is made.
        seed: Draws the code.
        reach: How far from the middle, in standard deviations.
        weights: Which trained networks to use.

    Returns:
        A sheet: a row for each of the code's numbers, nine values in a row.

    Source:
        I. Higgins et al., beta-VAE, ICLR 2017, figure 1.
    """
    network = network_of(model, weights)
    code = first_noise(network, 1, seed)
    codes = code.repeat(network.latent, STOPS, 1)
    values = codes.new_tensor(np.linspace(-reach, reach, STOPS))
    for number in range(network.latent):
        codes[number, :, number] = values
    return sheet(made(network, codes.flatten(0, 1), clothing), STOPS)


def arithmetic(
    *,
    model: Coded = "vae",
    clothing: OneKind = "trousers",
    first: Seed = 0,
    second: Annotated[int, Range(0, 2**31 - 1)] = 1,
    onto: OneKind = "pullover",
    third: Annotated[int, Range(0, 2**31 - 1)] = 2,
    weights: Weights = "",
) -> Image:
    r"""Take what makes one sample differ from another, and add it to a third.

    The code holds what is not the kind: how wide, how long, how bright. What distinguishes two
    trousers can so be given to a pullover.

    Formula:
        G_b(z_1 - z_2 + z_3), \quad \text{beside } G_a(z_1),\; G_a(z_2),\; G_b(z_3)

    Args:
        model: Whose codes.
        clothing: Kind of the first two samples.
        first: Draws the sample that is added.
        second: Draws the one that is taken away.
        onto: Kind of the third sample and of the result.
        third: Draws the sample that is changed.
        weights: Which trained networks to use.

    Returns:
        The first, the second, the third and the result, in a row.

    Source:
        A. Radford, L. Metz and S. Chintala, arXiv:1511.06434, section 6.3.2.
    """
    import torch

    network = network_of(model, weights)
    a, b, c = (first_noise(network, 1, seed) for seed in (first, second, third))
    pair = made(network, torch.cat([a, b]), clothing)
    return sheet([*pair, *made(network, torch.cat([c, a - b + c]), onto)], 4)
