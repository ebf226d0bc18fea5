"""A restorer that was trained until a critic could no longer tell its pictures from real ones."""

from collections.abc import Iterator

from core.denoising.learned import apply, in_colour
from core.denoising.tasks import NAMED
from core.image import Image
from core.method import Frame, Weights
from core.nn.explain import explain_network
from core.nn.inference import mend

TASK = NAMED["adversarial"]
OVERLAP = 128  # pixels; no convolution looks further


def adversarial(image: Image, *, weights: Weights = "") -> Iterator[Frame]:
    r"""Sharpen blur and fill black holes with what a critic would take for real.

    Two networks were trained against each other: one restores, the other learns to tell
    restored photographs from originals. The first alone, made to be right on average, would
    give way to haze where it is in doubt; the second makes it decide. Good at moderate blur,
    scratches and small holes. Bad at noise, which it has hardly seen, and at large holes; and
    what it adds looks likely, but nobody has seen it there.

    Formula:
        \hat u = f_\theta(y), \quad \theta = \arg\min_\theta \max_\phi\;
        \mathbb E\, | f_\theta(y) - u | + \lambda\, \mathbb E
        \big[ \log d_\phi(y, u) + \log\big( 1 - d_\phi(y, f_\theta(y)) \big) \big]

    Args:
        image: Blurred picture, or one with black holes, (H, W, C).
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The picture so far, one tile more every time.

    Source:
        P. Isola, J.-Y. Zhu, T. Zhou and A. A. Efros, Image-to-Image Translation with Conditional
        Adversarial Networks, CVPR (2017) 1125-1134.
    """

    def restore(picture: Image) -> Iterator[Frame]:
        return mend(TASK, picture, apply, overlap=OVERLAP, weights=weights)

    return in_colour(restore, image)


explain_adversarial = explain_network(lambda image, settings: (TASK, apply))
