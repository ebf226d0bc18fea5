"""Which angle a drawing was turned by, read from the directions of its lines.

All lines of a drawing by one angle look into multiples of it, so the histogram of directions
looks like itself when it is shifted by the angle. That does not settle the angle, but it puts
the right one among the first.
"""

import numpy as np
from numpy.typing import NDArray

from core.lsystems.drawing import MARGIN

SIDE = 512  # pixels that the drawing is brought to
BLUR = 1.5  # pixels, of slopes and again of their products
BINS = 360  # of directions, half a degree each
WIDE = 12  # bins; what varies more slowly than that is no line
HARMONICS = (1.0, 0.5, 0.25)  # what the angle, its double and its triple count
WHOLE = tuple(float(angle) for angle in range(5, 151))
COMMON = (22.5, 25.7, 7.5, 12.5, 51.4, 67.5, 112.5)  # degrees that are not whole but usual


def likely_angles(ink: NDArray[np.floating]) -> tuple[float, ...]:
    """Return whole and usual angles, the likeliest first.

    Args:
        ink: How dark each pixel is, (H, W), cropped to the drawing.
    """
    from scipy.ndimage import gaussian_filter1d

    found = np.fft.fft(histogram(ink))
    alike = gaussian_filter1d(np.fft.ifft(np.abs(found) ** 2).real, 0.5, mode="wrap")

    def likelihood(angle: float) -> float:
        shifts = [round(times * angle * BINS / 180) % BINS for times in (1, 2, 3)]
        return float(np.dot(alike[shifts], HARMONICS))

    return tuple(sorted((*WHOLE, *COMMON), key=lambda angle: -likelihood(angle)))


def histogram(ink: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return how much of the drawing looks into each direction, its average taken off, (BINS,).

    Directions are those of the structure tensor, weighted by how sure they are.
    """
    from scipy.ndimage import gaussian_filter, gaussian_filter1d, zoom

    drawn = zoom(ink.astype(np.float64), SIDE * (1 - 2 * MARGIN) / max(ink.shape), order=1)
    drawn = np.pad(drawn, SIDE // 25)
    across, down = (gaussian_filter(drawn, BLUR, order=order) for order in ((0, 1), (1, 0)))
    xx, yy, xy = (gaussian_filter(v, BLUR) for v in (across**2, down**2, across * down))
    strength = np.hypot(xx - yy, 2 * xy)
    sureness = strength / (xx + yy + 1e-9)
    degrees = np.degrees(np.arctan2(2 * xy, xx - yy) / 2) % 180
    places = np.rint(degrees * BINS / 180).astype(int) % BINS
    counts = np.bincount(places.ravel(), (np.sqrt(strength) * sureness**4).ravel(), BINS)
    sharp = gaussian_filter1d(counts / max(counts.sum(), 1e-12), 1, mode="wrap")
    return np.asarray(sharp - gaussian_filter1d(sharp, WIDE, mode="wrap"))
