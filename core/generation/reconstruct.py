"""Finding the code of a picture: by the encoder, or where there is none by going downhill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np

from core.data.fitting import middle_square, to_channels, to_side
from core.generation import shelf
from core.generation.clothing import GARMENTS, TITLES
from core.generation.sampling import as_batch, as_pictures, first_noise, sheet
from core.image import Image
from core.method import RARE, Frame, Range, Seed, Titles, Weights
from core.sentence import Sentence

if TYPE_CHECKING:
    from torch import Tensor

    from core.generation.models.gan import GAN
    from core.generation.models.vae import VAE

SIDE = 28
RATE = 0.1  # of learning a code
LENGTH = 0.01  # weight of a code's squared length against the picture's error
EVERY = 5  # steps from one look to the next
STARTS = 3  # first guesses for each kind
SHORT_LIST, SHORT_AFTER = 5, 20  # guesses that are followed further than so many steps
FITTED = Sentence("Made grey, cropped to a square and shrunk to 28 × 28 pixels.")


def reconstruct(
    image: Image,
    *,
    model: Annotated[
        Literal["vae", "beta_vae", "vae_map", "gan"],
        Titles({"vae": "VAE", "beta_vae": "β-VAE", "vae_map": "VAE of two numbers", "gan": "GAN"}),
    ] = "vae",
    invert: bool = False,
    steps: Annotated[int, Range(20, 200, 10)] = 100,
    seed: Annotated[Seed, RARE] = 0,
    weights: Weights = "",
) -> Iterator[Frame]:
    r"""Look for the code from which a model makes a given picture.

    An autoencoder has an encoder for it. A GAN has none: codes start at random for every kind of
    clothing and go downhill. What no model can say it leaves out, so a face becomes a shirt.

    Formula:
        z^* = \mu_\phi(x) \quad\text{or}\quad
        z^* = \arg\min_z\; \tfrac{1}{n} \| G(z) - x \|^2 + \lambda \tfrac{1}{d} \| z \|^2

    Args:
        image: Any picture; the models know clothing, light on black.
        model: Who looks.
        invert: Swap light and dark first, for what is dark on white.
        steps: Of going downhill, for the GAN.
        seed: Draws the first guesses, for the GAN.
        weights: Which trained networks to use.

    Yields:
        What the models see, the reconstruction, and their difference around mid-grey, in a row.

    Source:
        D. P. Kingma and M. Welling, arXiv:1312.6114; for the GAN: A. Creswell and A. A. Bharath,
        Inverting the Generator of a Generative Adversarial Network, 2016, arXiv:1611.05644.
    """
    truth = small(image, invert)
    if model == "gan":
        found = _downhill(shelf.gan(weights), truth, steps, seed)
    else:
        found = iter([_encoded(shelf.vae(f"{model}_fashion", weights), truth)])
    looks = -(-steps // EVERY) if model == "gan" else 1
    for look, (made, kind) in enumerate(found, 1):
        yield _frame(truth, made, kind, look / looks)


def small(image: Image, invert: bool = False) -> Image:
    """Return what the models see of a picture, (28, 28, 1) in [0, 1]."""
    square = np.asarray(middle_square(image.clip(0, 1)), np.float32)
    fitted = to_channels(to_side(square[None], SIDE)[0], 1)
    return 1 - fitted if invert else fitted


def _frame(truth: Image, made: Image, kind: int, progress: float) -> Frame:
    error = float(np.square(made - truth).mean())
    seen = (truth, made, np.asarray((made - truth) / 2 + 0.5, np.float32))
    scores = {"mean square error": error, "PSNR": -10 * np.log10(max(error, 1e-10))}
    told = {"kind": Sentence(TITLES[GARMENTS[kind]])} if kind >= 0 else {}
    taken = (Sentence("The model took it for: {kind}.", told),) if told else ()
    return Frame(sheet(seen, 3), min(progress, 1.0), scores, (FITTED, *taken))


def _encoded(model: VAE, truth: Image) -> tuple[Image, int]:
    """Return the best of the reconstructions as each kind of clothing, and the kind."""
    import torch

    kinds = model.shape.classes
    labels = torch.arange(kinds) if kinds else torch.full((1,), -1)
    pictures = as_batch(truth[None]).expand(len(labels), -1, -1, -1)
    with torch.inference_mode():
        mean, _ = model.encode(pictures.contiguous(), labels)
        made = model.sample(mean, labels)
    best = int(_errors(made, pictures).argmin())
    return as_pictures(made[best : best + 1])[0], int(labels[best])


def _downhill(model: GAN, truth: Image, steps: int, seed: int) -> Iterator[tuple[Image, int]]:
    """Yield the best picture so far, and its kind, every few steps."""
    import torch

    labels = torch.arange(model.shape.classes).repeat(STARTS)
    codes = first_noise(model, len(labels), seed).requires_grad_()
    true = as_batch(truth[None])
    optimiser = torch.optim.Adam([codes], RATE)
    for step in range(1, steps + 1):
        made = model.sample(codes, labels)
        errors = _errors(made, true)
        loss = errors + LENGTH * codes.square().mean(1)
        optimiser.zero_grad()
        loss.sum().backward()
        optimiser.step()
        if step % EVERY == 0 or step == steps:
            best = int(errors.argmin())
            yield as_pictures(made[best : best + 1])[0], int(labels[best])
        if step == SHORT_AFTER:
            chosen = errors.topk(SHORT_LIST, largest=False).indices
            labels, codes = labels[chosen], codes[chosen].detach().requires_grad_()
            optimiser = torch.optim.Adam([codes], RATE)


def _errors(made: Tensor, truths: Tensor) -> Tensor:
    """Return the mean square errors of intensities in [-1, 1], (B,)."""
    return (made - truths).square().mean((1, 2, 3))
