"""The frames of a run, kept while it runs, and what is made of them: a GIF or an MP4."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.animation import HELD, Shot, animation_bytes
from core.image import Image, to_pillow

Still = NDArray[np.uint8]  # (H, W) or (H, W, 3), 8 bits

SIDE = 768  # pixels; of larger frames every second row and column is kept, or every third …
ROOM = 24 * 2**20  # bytes of one film
MOST = 120  # frames
LENGTH = 6.0  # seconds that a film lasts, about
SHORTEST, LONGEST = 0.05, 0.6  # seconds that one frame is shown


class Film:
    """Frames of a run, evenly thinned out so that they fit into their room."""

    def __init__(self) -> None:
        """Begin with none."""
        self._stills: list[Still] = []
        self._last: Image | None = None
        self._every, self._seen = 1, 0

    def add(self, image: Image) -> None:
        """Keep a frame, or pass it over."""
        self._last = image
        if self._seen % self._every == 0:
            self._stills.append(still(image))
            if len(self._stills) > min(MOST, ROOM // self._stills[0].nbytes):
                self._stills = self._stills[::2]
                self._every *= 2
        self._seen += 1

    def stills(self) -> tuple[Still, ...]:
        """Return the kept frames, the last of the run among them."""
        is_kept = (self._seen - 1) % self._every == 0
        if self._last is None or is_kept:
            return tuple(self._stills)
        return (*self._stills, still(self._last))


def still(image: Image) -> Still:
    """Return a frame in 8 bits, small enough to be sent while the run goes on."""
    step = -(-max(image.shape[:2]) // SIDE)
    return np.asarray(to_pillow(image[::step, ::step]))


def film_bytes(stills: Sequence[Still], suffix: str) -> bytes:
    """Return the film as .gif or .mp4; its last frame stands longer."""
    seconds = min(max(LENGTH / len(stills), SHORTEST), LONGEST)
    return animation_bytes(_shots(stills, seconds), suffix)


def _shots(stills: Sequence[Still], seconds: float) -> Iterator[Shot]:
    for place, levels in enumerate(stills, 1):
        image = np.atleast_3d(levels).astype(np.float32) / np.float32(255)
        yield Shot(image, HELD if place == len(stills) else seconds)
