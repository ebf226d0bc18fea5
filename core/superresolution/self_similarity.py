"""Enlargement that learns from the picture itself and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import numpy as np

from core.image import Image
from core.method import RARE, Frame, Range, Scale, Seed
from core.metrics import luma
from core.resampling import enlarge, reduce
from core.superresolution.blend import blend
from core.superresolution.scale import Strength
from core.superresolution.zero_shot import DEPTH, Example, apply, build, examples, train
from core.tiles import in_tiles

if TYPE_CHECKING:
    from torch import nn

WATCHED = 2**17  # pixels of a small picture; a larger one is shown only when all is learned
STOPS = 32  # while the network learns, at which the work can be stopped
LOOKS = 8  # at the picture, likewise
PIXELS_PER_STEP = 5  # a small picture has few examples; more steps would learn them by heart
TURNS = 8  # of back projection at the end
TILE = 256  # pixels along a side of a tile of the small picture


def self_similarity(
    image: Image,
    *,
    scale: Scale = 2,
    steps: Annotated[int, Range(50, 3000, 50)] = 800,
    strength: Strength = 1,
    seed: Annotated[Seed, RARE] = 0,
) -> Iterator[Frame]:
    r"""Train a small network on the picture itself, then enlarge the picture with it.

    The same things stand in a picture at several sizes: a near window and a far one, the thick
    end of a twig and the thin one. So the picture shrunk once more, beside the picture as it is,
    is a lesson in enlarging; smaller copies, turned and mirrored, are further ones. The network
    has seen nothing else: what it adds was somewhere in this picture. It is best where shapes
    recur, and has little to learn from in a small picture. Four times is two times, twice.

    Formula:
        \theta = \arg\min_\theta \sum_k |\, B A y_k + f_\theta(A y_k) - y_k |, \qquad
        \hat u = B y + f_\theta(y)

    Args:
        image: Small picture, (H, W, C); its brightness is learned, its colours are bicubic.
        scale: How many times as high and as wide the result is.
        steps: Of training; fewer in pictures of under 5 times as many pixels.
        strength: Share of what is added to the bicubic enlargement; 0 is bicubic itself.
        seed: Draws the network's first weights and the examples.

    Yields:
        Enlarged picture as far as the network has come, (scale H, scale W, C), and its error on
        the picture's own copies, of 255.

    Source:
        A. Shocher, N. Cohen and M. Irani, “Zero-Shot” Super-Resolution Using Deep Internal
        Learning, CVPR (2018) 3118-3126, with a smaller network that enlarges by sub-pixel
        convolution; the idea: D. Glasner, S. Bagon and M. Irani, Super-Resolution from a Single
        Image, ICCV (2009) 349-356.
    """
    enlarged, brightness = enlarge(image, scale), luma(image)
    factor, times = (2, 2) if scale == 4 else (scale, 1)
    network = build(factor, seed)

    def look(tile: Image, ways: int) -> Image:
        return apply(network, tile, factor, times, ways)

    shown, is_watched = enlarged, brightness.size <= WATCHED
    given = examples(brightness, factor)
    for place, error in _learn(network, given, steps, np.random.default_rng(seed)):
        if is_watched and place * LOOKS % 1 == 0:
            shown = blend(enlarged, look(brightness, 1), strength)
        yield Frame(shown, 0.9 * place, {"error": error})
    finish = partial(look, ways=8 if is_watched else 1)
    tiles = in_tiles(finish, brightness, overlap=2 * DEPTH, side=TILE, onto=luma(enlarged))
    for frame in tiles:
        result = frame.image
        yield Frame(shown, 0.9 + 0.09 * frame.progress, {"error": error})
    for _ in range(TURNS):
        result = result + enlarge(brightness - reduce(result, scale), scale)
    yield Frame(blend(enlarged, result, strength), 1.0, {"error": error})


def _learn(
    network: nn.Module, given: list[Example], steps: int, rng: np.random.Generator
) -> Iterator[tuple[float, float]]:
    """Train, and yield now and then how much of it is done and the latest errors, of 255."""
    count = min(steps, -(-given[0].lacking.size // PIXELS_PER_STEP))
    stops = {-(-count * stop // STOPS): stop for stop in range(STOPS, 0, -1)}  # by step
    losses = []
    for step, loss in enumerate(train(network, given, count, rng), 1):
        losses.append(loss)
        if step in stops:
            yield stops[step] / STOPS, 255 * float(np.mean(losses))
            losses.clear()
