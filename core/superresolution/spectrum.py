"""Which waves an enlarged picture holds: those of the small picture, and finer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.figures import COLOURS, INK, sheet
from core.image import Image
from core.metrics import luma
from core.resampling import enlarge, resize
from core.sentence import Sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Power = NDArray[np.float64]
DEPTH = 80  # dB below the strongest wave that are drawn
SIDE = 256  # points of a drawn spectrum
LEAST = 1e-12  # of power, below all that 32-bit pictures hold


def draw_spectra(small: Image, result: Image, truth: Image | None, scale: int) -> Figure:
    """Draw the spectra of the bicubic enlargement, the result and the truth side by side.

    A white square marks the waves that the small picture can hold, up to its Nyquist frequency
    of half a wave a pixel.

    Args:
        small: What was enlarged, (H, W, C).
        result: Enlarged picture, (scale H, scale W, C).
        truth: What it should be, same shape, where it is known.
        scale: Of the enlargement.
    """
    powers = [power(image) for image in (enlarge(small, scale), result)]
    powers += [] if truth is None else [power(truth)]
    figure, axes = sheet(1, len(powers), _finding(powers, scale), size=(3 * len(powers), 3.6))
    top = 10 * np.log10(max(found.max() for found in powers) + LEAST)
    _draw_spectrum(axes[0], "Bicubic", powers[0], top, scale)
    _draw_spectrum(axes[1], "Result", powers[1], top, scale)
    if truth is not None:
        _draw_spectrum(axes[2], "Sharp picture", powers[2], top, scale)
    return figure


def power(image: Image) -> Power:
    """Return the power of every wave in a picture's brightness, zero in the middle, (H, W).

    The picture fades out towards its borders, so that these do not count as edges.
    """
    bright = luma(image)[..., 0].astype(np.float64)
    height, width = bright.shape
    window = np.hanning(height + 2)[1:-1, None] * np.hanning(width + 2)[1:-1]
    faded = (bright - np.average(bright, weights=window)) * window
    waves: Power = np.fft.fftshift(np.abs(np.fft.fft2(faded)) ** 2)
    return waves


def beyond(powers: Power, scale: int) -> float:
    """Return the power of the waves that a picture shrunk by `scale` cannot hold."""
    down, across = (np.fft.fftshift(np.fft.fftfreq(count)) for count in powers.shape)
    finest = 0.5 / scale  # waves a pixel
    held = (np.abs(down)[:, None] <= finest) & (np.abs(across) <= finest)
    return float(powers[~held].sum())


def _finding(powers: list[Power], scale: int) -> Sentence:
    bicubic, own, *truth = (beyond(found, scale) for found in powers)
    if truth:
        whole = max(truth[0], LEAST)
        return Sentence(
            "Outside the square, where the small picture holds nothing, bicubic has {bicubic:.0%} "
            "of the sharp picture's power, the result {own:.0%}",
            {"bicubic": bicubic / whole, "own": own / whole},
        )
    return Sentence(
        "Outside the square, where the small picture holds nothing, the result has {times:.1f} "
        "times the power of bicubic",
        {"times": own / max(bicubic, LEAST)},
    )


def _draw_spectrum(axis: Axes, title: str, powers: Power, top: float, scale: int) -> None:
    from matplotlib.patches import Rectangle

    height, width = powers.shape
    decibels = (10 * np.log10(powers + LEAST)).astype(np.float32)[..., None]
    shape = min(height, SIDE), min(width, SIDE)
    drawn = resize(decibels, shape, "bilinear")[..., 0]
    ends = (-0.5, 0.5, 0.5, -0.5)  # waves a pixel; rows run downwards
    axis.imshow(drawn, COLOURS, vmin=top - DEPTH, vmax=top, extent=ends, aspect="equal")
    finest = 0.5 / scale
    corner, side = (-finest, -finest), 2 * finest
    axis.add_patch(Rectangle(corner, side, side, fill=False, edgecolor="white", linewidth=1.5))
    axis.set_title(title, color=INK, fontsize=10)
    axis.set_xlabel("waves per pixel across", color=INK, fontsize=9)
    axis.locator_params(integer=False, nbins=5)
