"""Find good settings of a method without knowing the truth."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.image import Image
from core.method import Method, Parameter
from core.metrics import mse, psnr
from core.sentence import InputError

SMALLEST = 16  # pixels along the shorter side
CROP = 256  # pixels along the longer side of what is tried on; more pixels decide no better
MOST_SETTINGS = 2
COARSE, FINE = 7, 5  # values tried per setting
HIDDEN = np.s_[2::4, 2::4]  # one pixel of sixteen, never two that touch


@dataclass(frozen=True)
class Trial:
    """Settings that were tried, and how well they foretold the hidden pixels."""

    settings: Mapping[str, Any]  # all of the method's, ready to call it with
    loss: float  # mean squared error at the hidden pixels, on the 0-255 scale, noise included
    progress: float  # of the whole search, in [0, 1]


def tunable(method: Method) -> tuple[Parameter, ...]:
    """Return the settings that tuning turns: the first numbers that are neither rare nor seeds."""
    numbers = (p for p in method.parameters if p.range is not None and not (p.is_rare or p.is_seed))
    return tuple(numbers)[:MOST_SETTINGS]


def tune(
    method: Method, image: Image, settings: Mapping[str, Any] | None = None
) -> Iterator[Trial]:
    r"""Try settings on a noisy picture; the trial of least loss is the advice.

    Some pixels are replaced by the mean of their neighbours and foretold from the rest. Their
    noise is independent of the forecast, so it adds the same to every trial's loss, and the
    best forecast is the one closest to the truth. Turns one setting at a time, over its whole
    range first, then between the neighbours of the best; starts from the given settings.
    A hidden pixel has lost its own noise, so filters that weigh a pixel's own value heavily
    (bilateral, Wiener) are advised a little too gently.

    Formula:
        \mathbb E\, |f(y_{\bar J})_J - y_J|^2 = \mathbb E\, |f(y_{\bar J})_J - x_J|^2 + \sigma^2

    Args:
        method: Denoiser to tune.
        image: Noisy picture, its noise independent from pixel to pixel; of a large one the
            middle is taken.
        settings: What is kept for the settings that are not turned.

    Raises:
        InputError: The picture is too small, or the method has nothing to tune.

    Source:
        J. Batson and L. Royer, Noise2Self: Blind Denoising by Self-Supervision, Int. Conf.
        Machine Learning (2019) 524-533.
    """
    turned = tunable(method)
    if not turned:
        raise InputError("{method} has no setting to tune.", method=method.title)
    best = Trial(method.check(settings or {}), np.inf, 0.0)
    part = central(image)
    hidden = _hide(part)
    tried: set[tuple[Any, ...]] = set()
    rounds = [(p, COARSE) for p in turned] + [(p, FINE) for p in turned]
    for number, (parameter, count) in enumerate(rounds):
        values = _values(parameter, count, best.settings[parameter.name])
        for place, value in enumerate(values, 1):
            chosen = {**best.settings, parameter.name: value}
            if tuple(chosen.values()) in tried:
                continue
            tried.add(tuple(chosen.values()))
            progress = (number + place / len(values)) / len(rounds)
            trial = Trial(chosen, _loss(method(hidden, **chosen), part), progress)
            best = min(best, trial, key=lambda t: t.loss)
            yield trial


def oracle(method: Method, image: Image, truth: Image, trials: Sequence[Trial]) -> Iterator[float]:
    """Yield the PSNR that each trial's settings really give, where the truth is known.

    Measured on the part of the picture that was tuned on.

    Args:
        method: The tuned denoiser.
        image: The noisy picture.
        truth: The clean picture, same shape.
        trials: What `tune` yielded.
    """
    part, expected = central(image), central(truth)
    for trial in trials:
        yield psnr(np.clip(method(part, **trial.settings), 0, 1), np.clip(expected, 0, 1))


def central(image: Image) -> Image:
    """Return the middle of a picture, the part that tuning works on.

    Raises:
        InputError: The picture is too small.
    """
    height, width, _ = image.shape
    if min(height, width) < SMALLEST:
        raise InputError(
            "Tuning needs at least {minimum} × {minimum} pixels, got {width} × {height}.",
            minimum=SMALLEST,
            width=width,
            height=height,
        )
    top, left = max(height - CROP, 0) // 2, max(width - CROP, 0) // 2
    return image[top : top + CROP, left : left + CROP]


def _hide(image: Image) -> Image:
    """Replace the hidden pixels by the mean of the four around them."""
    from scipy.ndimage import convolve

    cross = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32)[..., None] / 4
    hidden = image.copy()
    hidden[HIDDEN] = convolve(image, cross, mode="mirror")[HIDDEN]
    return hidden


def _loss(result: Image, image: Image) -> float:
    return mse(result[HIDDEN], image[HIDDEN])


def _values(parameter: Parameter, count: int, centre: Any) -> list[Any]:
    """Return values to try: over the whole range, or between the coarse ones next to the best."""
    assert parameter.range is not None
    low, high, step = parameter.range.low, parameter.range.high, parameter.range.step
    root = np.linspace(0, 1, COARSE)
    if count != COARSE:  # the square root of the place in the range, where steps are even
        middle = np.sqrt((centre - low) / (high - low))
        reach = np.linspace(-1, 1, count + 2)[1:-1] / (COARSE - 1)
        root = np.clip(middle + reach, 0, 1)
    places = low + np.rint(root**2 * (high - low) / step) * step
    kind = int if parameter.type is int else lambda value: round(float(value), 6)
    return sorted({centre, *(min(max(kind(place), low), high) for place in places)})
