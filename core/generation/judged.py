"""What two networks say of a sample: the judge of the GAN, and the classifier."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.generation import shelf
from core.generation.sampling import as_batch

Pictures = NDArray[np.float32]  # (N, 28, 28, 1), black 0, white 1


def believed(pictures: Pictures, labels: NDArray[np.int64], weights: str = "") -> Pictures:
    """Return how much the GAN's discriminator takes each picture for a real one, (N,) in [0, 1].

    It learned on real pictures and on those of its own generator, and is a judge of these only.

    Args:
        pictures: (N, 28, 28, 1).
        labels: What each is to be, or -1.
        weights: Which trained network to use.

    Raises:
        InputError: The weights are missing or altered.
    """
    import torch

    judge = shelf.gan(weights).discriminator
    with torch.inference_mode():
        scores = judge(as_batch(pictures), torch.from_numpy(labels))
    return scores.sigmoid().numpy()


def verdicts(pictures: Pictures) -> tuple[NDArray[np.int64], Pictures]:
    """Return as what kind the classifier sees each picture, (N,), and how sure it is, (N,).

    Raises:
        InputError: The weights of the classifier are missing or altered.
    """
    from core.classification.extractors import own_extractor

    chances = own_extractor("classifier_fashion").probabilities(pictures)
    return chances.argmax(1), chances.max(1).astype(np.float32)
