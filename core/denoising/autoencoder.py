"""An autoencoder that corrects errors, since it has no room to remember them."""

from collections.abc import Iterator
from typing import Literal

from core.denoising.learned import apply, in_colour
from core.denoising.tasks import AUTOENCODER_WIDTHS, NAMED
from core.image import Image
from core.method import Frame, Weights
from core.nn.explain import explain_network
from core.nn.inference import mend
from core.nn.task import Task

AUTOENCODERS = tuple(f"autoencoder_{width}" for width in AUTOENCODER_WIDTHS)
OVERLAP = 96  # pixels; no convolution looks further


def autoencoder(
    image: Image, *, width: Literal["2", "8", "32", "128"] = "128", weights: Weights = ""
) -> Iterator[Frame]:
    r"""Squeeze the picture through a bottleneck, and unfold it again.

    All that the network keeps of 8 × 8 pixels are a few numbers. Trained to give back the
    originals of corrupted photographs, it keeps what is common in pictures and has no room for
    the errors. It is good at values lost to black or white, which it does not copy; it is bad
    at fine detail, which does not fit through either: sound pixels come out changed as well.

    Formula:
        \hat u = g_\theta\big(f_\theta(y)\big), \quad
        f_\theta(y) \in \mathbb R^{k \times \frac{H}{8} \times \frac{W}{8}}, \qquad
        \theta = \arg\min_\theta\; \mathbb E\, | g_\theta(f_\theta(y)) - u |

    Args:
        image: Damaged picture, (H, W, C).
        width: Numbers kept of 8 × 8 pixels, which are 192 in colour; fewer keep less.
        weights: Empty for those that come along; owner/name of a repository of the Hugging Face
            Hub for others.

    Yields:
        The picture so far, one tile more every time.

    Source:
        P. Vincent, H. Larochelle, I. Lajoie, Y. Bengio and P.-A. Manzagol, Stacked Denoising
        Autoencoders: Learning Useful Representations in a Deep Network with a Local Denoising
        Criterion, J. Mach. Learn. Res. 11 (2010) 3371-3408.
    """

    def correct(picture: Image) -> Iterator[Frame]:
        return mend(_task(width), picture, apply, overlap=OVERLAP, weights=weights)

    return in_colour(correct, image)


def _task(width: str) -> Task:
    return NAMED[f"autoencoder_{width}"]


explain_autoencoder = explain_network(lambda image, settings: (_task(settings["width"]), apply))
