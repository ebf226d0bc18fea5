"""Generated pictures as one more augmentation: asked for by class, learned from beside true ones.

For Fashion-MNIST they come from the trained GAN of `core.generation`, which saw the whole training
part: it brings along what it knows of 60,000 pictures, and no honest comparison with the other
arms hides that. For all other pictures a conditional VAE learns from the same few for some
seconds: it knows no more than they do. A VAE, as a GAN and a flow have learned nothing yet by then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from core.classification.training import DRAWING
from core.data import Collection
from core.data.choice import Data
from core.generation import shelf
from core.generation.sampling import as_pictures
from core.sentence import Sentence

if TYPE_CHECKING:
    from core.generation.models.model import Model

TIMES = 5  # as many generated pictures as there are true ones
STEPS, BATCH = 300, 32  # of the VAE
WIDTH, LATENT, RATE = 16, 8, 3e-3
FADE = 0.4  # last part of its training, over which the rate falls to nothing
TOGETHER = 50  # pictures made at a time
NOTES = {
    True: Sentence(
        "The generated pictures come from the trained GAN of the tab Generation, which saw the "
        "whole training part, not only these few: what they add is knowledge of other pictures."
    ),
    False: Sentence(
        "The generated pictures come from a small conditional VAE that learned from the same few "
        "pictures: a GAN or a flow learns too little from them in the time there is."
    ),
}


def note_of(data: Data) -> Sentence:
    """Return where the generated pictures come from."""
    return NOTES[data == "fashion"]


def generated(
    data: Data, few: Collection, *, seed: int, halt: Callable[[], bool] = lambda: False
) -> Collection:
    """Return generated pictures of every class, as many of one as of another.

    Args:
        data: What they show.
        few: The true ones.
        seed: Draws everything.
        halt: Asked at every step; yes ends the learning early.

    Raises:
        InputError: The trained GAN's weights are missing.
    """
    import torch

    labels = np.arange(TIMES * len(few)) % len(few.classes)
    model = shelf.gan() if data == "fashion" else _learned(few, seed, halt)
    generator, made = torch.Generator().manual_seed(seed), []
    for start in range(0, len(labels), TOGETHER):
        if halt():
            break
        asked = torch.from_numpy(labels[start : start + TOGETHER])
        with torch.inference_mode():
            made.append(as_pictures(model.sample(model.noise(len(asked), generator), asked)))
    pictures = np.rint(255 * np.concatenate(made)).astype(np.uint8)
    return replace(few, pictures=pictures, labels=labels[: len(pictures)])


def _learned(few: Collection, seed: int, halt: Callable[[], bool]) -> Model:
    """Return a VAE that learned from the pictures and their classes alone."""
    import torch

    from core.generation.learning import Learning, Pace, Pictures
    from core.generation.models.model import Shape
    from core.generation.models.vae import VAE

    shape = Shape(side=few.side, channels=few.channels, classes=len(few.classes))
    with DRAWING, torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = VAE(shape, latent=LATENT, width=WIDTH)
    pace = Pace(rate=RATE, batch=BATCH)
    learning = Learning(model, Pictures(few.pictures, few.labels), pace, seed)
    for step in range(STEPS):
        if halt():
            break
        learning.fade = min(1.0, (1 - step / STEPS) / FADE)
        learning.learn()
    return learning.result().cpu()
