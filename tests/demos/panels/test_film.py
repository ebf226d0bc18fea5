"""The film of a run: thinned out evenly, and never without its last frame."""

import io

import numpy as np
import pytest
from PIL import Image as Pillow

from demos.panels.film import MOST, Film, film_bytes


def level(count: int) -> np.ndarray:
    """Return a frame that tells its number."""
    return np.full((8, 8, 1), count / 1000, np.float32)


@pytest.mark.parametrize("count", [1, 2, MOST, MOST + 1, 777])
def test_a_film_fits_and_goes_from_the_first_frame_to_the_last(count):
    film = Film()
    for number in range(count):
        film.add(level(number))
    stills = film.stills()
    assert len(stills) <= MOST + 1
    assert stills[0][0, 0] == 0
    assert stills[-1][0, 0] == np.rint(255 * level(count - 1)[0, 0, 0])


def test_kept_frames_are_evenly_spaced():
    film = Film()
    for number in range(8 * MOST):
        film.add(level(number % 256))
    levels = [int(still[0, 0]) for still in film.stills()]
    expected = [int(np.rint(255 * level(n % 256)[0, 0, 0])) for n in range(0, 8 * MOST, 8)]
    assert levels[: len(expected)] == expected


def test_a_gif_shows_the_frames_in_order():
    film = Film()
    for number in (0, 250, 500, 1000):
        film.add(level(number))
    with Pillow.open(io.BytesIO(film_bytes(film.stills(), ".gif"))) as gif:
        assert gif.n_frames == 4
        gif.seek(3)
        assert gif.convert("L").getpixel((0, 0)) == 255
