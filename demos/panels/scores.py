"""What a result is worth, in large figures and one line on how they were computed."""

from collections.abc import Mapping
from contextlib import suppress
from math import isinf, isnan

import numpy as np

from core.image import Image
from core.machine import cores
from core.recipe import Recipe
from core.sentence import InputError
from demos.panels.text import big_figures
from demos.panels.work import Result
from demos.words import joined, say

Figure = tuple[str, str, str, str]  # name, value, unit, what it was before


def figures_of(
    recipe: Recipe, before: Image, result: Result, truth: Image | None, channels: str, language: str
) -> str:
    """Return the scores of a result: against the truth where it is known, else estimates."""
    machine = say("on {count} processor cores", language, count=cores())
    time = (say("Time", language), f"{result.seconds:.2f}", "s", machine)
    if recipe.steps and not recipe.steps[-1].method.is_scored:
        return big_figures([time], "")
    on_luma = channels == "luma"
    new, old = scored(result.image, truth, on_luma), scored(before, truth, on_luma)
    if new and old:
        figures, how = _against_truth(new, old, channels, language)
        how = joined([how, _damage(recipe, language)], language)
    else:
        figures, how = _estimates(before, result.image, language)
    return big_figures([*figures, time], how.strip())


def scored(result: Image, truth: Image | None, on_luma: bool = False) -> dict[str, float] | None:
    """Return the scores of a result, where the truth is known."""
    from core.metrics import score

    comparable = truth is not None and truth.shape == result.shape
    return score(result, truth, on_luma=on_luma) if truth is not None and comparable else None


def decibels(value: float) -> str:
    """Return a PSNR as it is shown."""
    return "∞" if isinf(value) else f"{value:.2f}"


def likeness(value: float) -> str:
    """Return an SSIM as it is shown; pictures smaller than its window have none."""
    return "–" if isnan(value) else f"{value:.3f}"


def _against_truth(
    new: Mapping[str, float], old: Mapping[str, float], channels: str, language: str
) -> tuple[list[Figure], str]:
    was = {
        "psnr": say("from {value}", language, value=decibels(old["psnr"])),
        "ssim": say("from {value}", language, value=likeness(old["ssim"])),
        "mse": say("from {value:.1f} of 255²", language, value=old["mse"]),
    }
    figures = [
        ("PSNR", decibels(new["psnr"]), "dB", was["psnr"]),
        ("SSIM", likeness(new["ssim"]), "", was["ssim"]),
        ("MSE", f"{new['mse']:.1f}", "", was["mse"]),
    ]
    how = say(
        "Against the undamaged picture, all clipped to 0–255 but not rounded, on {channels}; SSIM "
        "with an 11 × 11 Gaussian window, σ 1.5 (Wang et al. 2004).",
        language,
        channels=channels,
    )
    return figures, how


def _damage(recipe: Recipe, language: str) -> str:
    damage = next(s.method for s in recipe.steps if s.method.field.damages)
    return f"{say(damage.title, language)}: {say(damage.docstring.description, language)}"


def _estimates(before: Image, result: Image, language: str) -> tuple[list[Figure], str]:
    from core.denoising.noise_level import estimate_sigma

    removed = 255 * float(np.sqrt(np.mean((before - result) ** 2)))
    figures = [(say("Removed", language), f"{removed:.1f}", "RMS", say("of 255", language))]
    with suppress(InputError):  # too small a picture to tell
        was = say("from {value:.1f}", language, value=estimate_sigma(before))
        left = f"{estimate_sigma(result):.1f}"
        figures.insert(0, (say("Noise left", language), left, "σ", was))
    how = say(
        "The undamaged picture is not known: noise is estimated from the finest wavelet "
        "coefficients, in units of 255.",
        language,
    )
    return figures, how
