"""Moving pictures: GIF, animated WebP and PNG, and films in; GIF and MP4 out."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from core.image import FORMATS, Image, from_pillow, to_pillow
from core.sentence import InputError
from core.settings import settings

FILMS = (".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi")
ANIMATED = (".gif", ".mp4")  # what can be written
WATCHED = 0.1  # seconds each frame of a method at work is shown
HELD = 1.5  # seconds its last frame is
SMOOTH = 20  # pictures per second of a film, at least: short frames keep their time


@dataclass(frozen=True)
class Shot:
    """One frame, and the seconds it is shown."""

    image: Image
    seconds: float


def is_animated(path: Path) -> bool:
    """Return whether a file holds more than one frame; a damaged one does not."""
    if path.suffix.lower() in FILMS:
        return True
    try:
        with Pillow.open(path, formats=FORMATS) as file:
            return getattr(file, "n_frames", 1) > 1 and file.format != "TIFF"
    except Exception:  # whatever is wrong with it, whoever reads it says
        return False


def read_shots(path: Path) -> Iterator[Shot]:
    """Yield the frames of an animation, one in memory at a time.

    Raises:
        InputError: The file is damaged, or its frames are too large.
    """
    is_film = path.suffix.lower() in FILMS
    shots = _read_film(path) if is_film else _read_pages(path)
    while True:
        with _damage_said():
            shot = next(shots, None)
        if shot is None:
            return
        yield shot


def animation_bytes(shots: Iterable[Shot], suffix: str) -> bytes:
    """Return the frames as a GIF or an MP4, clipped and rounded on the way out.

    Raises:
        InputError: There is no frame, or one has another size than the first.
    """
    checked = _same_size(shots)
    first = next(checked, None)
    if first is None:
        raise InputError("The animation has no frames.")
    return (_gif if suffix.lower() == ".gif" else _mp4)(first, checked)


def _read_pages(path: Path) -> Iterator[Shot]:
    with Pillow.open(path, formats=FORMATS) as file:
        _check_side(*file.size)
        for index in range(getattr(file, "n_frames", 1)):
            file.seek(index)
            file.load()
            seconds = float(file.info.get("duration") or 100) / 1000
            yield Shot(from_pillow(file).image, seconds)


def _read_film(path: Path) -> Iterator[Shot]:
    import av

    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        _check_side(stream.width, stream.height)
        seconds = float(1 / (stream.average_rate or Fraction(25)))
        for frame in film.decode(stream):
            pixels = frame.to_ndarray(format="rgb24")
            yield Shot(pixels.astype(np.float32) / np.float32(255), seconds)


def _check_side(width: int, height: int) -> None:
    if max(width, height) > settings.max_side:
        raise InputError(
            "The frames have {width} × {height} pixels; at most {limit} × {limit} are allowed.",
            width=width,
            height=height,
            limit=settings.max_side,
        )


@contextmanager
def _damage_said() -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except Exception:  # damaged files make the decoders raise nearly anything
        raise InputError("This animation is damaged or cut off.") from None


def _same_size(shots: Iterable[Shot]) -> Iterator[Shot]:
    size = None
    for shot in shots:
        size = size or shot.image.shape[:2]
        if shot.image.shape[:2] != size:
            raise InputError("The frames of an animation must have one size.")
        yield shot


def _gif(first: Shot, rest: Iterator[Shot]) -> bytes:
    shots = [(to_pillow(shot.image), shot.seconds) for shot in (first, *rest)]
    images = [image for image, _ in shots]
    if len({image.mode for image in images}) > 1:
        images = [image.convert("RGB") for image in images]
    buffer = io.BytesIO()
    images[0].save(
        buffer,
        "gif",
        save_all=True,
        append_images=images[1:],
        duration=[max(20, round(seconds * 1000)) for _, seconds in shots],
        loop=0,
    )
    return buffer.getvalue()


def _mp4(first: Shot, rest: Iterator[Shot]) -> bytes:
    import av

    buffer = io.BytesIO()
    rate = _rate(first.seconds)
    with av.open(buffer, "w", format="mp4") as film:
        stream: Any = film.add_stream("libx264", rate=rate, options={"crf": "16"})
        stream.pix_fmt = "yuv420p"  # the only one that every player knows
        stream.height, stream.width = _film_pixels(first.image).shape[:2]
        for shot in chain((first,), rest):
            pixels = _film_pixels(shot.image)
            for _ in range(max(1, round(shot.seconds * float(rate)))):
                film.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        film.mux(stream.encode())
    return buffer.getvalue()


def _rate(seconds: float) -> Fraction:
    """Return the pictures per second that show the first frame that long, 20 or more."""
    repeats = max(1, ceil(SMOOTH * seconds - 1e-6))
    return Fraction(repeats / seconds).limit_denominator(1001)


def _film_pixels(image: Image) -> NDArray[np.uint8]:
    """Repeat the last row and column where a side is odd: half-size colours need even ones."""
    pixels = np.asarray(to_pillow(image).convert("RGB"))
    height, width = pixels.shape[:2]
    return np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), "edge")
