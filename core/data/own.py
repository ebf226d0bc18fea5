"""A visitor's own pictures: files, or zips of them with a folder for each class."""

import io
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from core.data.collection import Collection, check_side
from core.data.fitting import middle_square, to_bytes, to_channels, to_side
from core.data.sent import all_sent
from core.image import FORMATS, read_image
from core.sentence import InputError, Sentence
from core.settings import settings

MOST_MEGAPIXELS = 1_000  # of all pictures, decoded: about a minute's work
MOST_CLASSES = 100


def own_pictures(
    files: Sequence[Path],
    *,
    side: int = 64,
    channels: int = 3,
    fewest: int = 8,
    report: Callable[[float], None] | None = None,
) -> Collection:
    """Read pictures, cut each to a square in the middle, and give all of them one size.

    The innermost folder of a zip that holds a picture is its class, if there are at least two
    such folders. Transparent pictures are laid over white. Files that are no picture, damaged or
    too large are passed over, and so are pictures outside the folders where there are classes;
    the note counts them.

    Args:
        files: Pictures, zips of pictures, or both.
        side: Pixels along a side, in [16, 64].
        channels: 1 for grey, 3 for colour.
        fewest: Pictures without which there is nothing to learn from.
        report: Is told the share in [0, 1] that has been read; what it raises ends that.

    Raises:
        InputError: There are too few or too many, or a class has a single picture.
    """
    check_side(side)
    pictures, folders, pixels = [], [], 0
    count, sent = all_sent(files)
    for number, file in enumerate(sent):
        if report is not None:
            report(number / count)
        pixels += _pixels(file.data)
        if pixels > MOST_MEGAPIXELS * 1e6:
            raise InputError(
                "The pictures have more than {limit} million pixels together; shrink them first.",
                limit=MOST_MEGAPIXELS,
            )
        if (picture := _fitted(file.data, side, channels)) is not None:
            pictures.append(picture)
            folders.append(file.folder)
    _check_count(len(pictures), fewest)
    return _collected(np.stack(pictures), folders, count - len(pictures), fewest)


def _collected(
    pictures: NDArray[np.uint8], folders: list[str], passed: int, fewest: int
) -> Collection:
    """Sort the pictures into classes, if there are some."""
    classes = sorted(set(folders) - {""})
    if len(classes) < 2:
        return Collection("Own pictures", pictures, None, (), _note(passed))
    counts = Counter(folders)
    _check_count(len(pictures) - counts[""], fewest)
    _check_classes(classes, counts)
    inside = np.array([folder != "" for folder in folders])
    labels = np.array([classes.index(folder) for folder in folders if folder], np.int64)
    note = _note(passed + counts[""])
    return Collection("Own pictures", pictures[inside], labels, tuple(classes), note)


def _check_classes(classes: Sequence[str], counts: Counter[str]) -> None:
    if len(classes) > MOST_CLASSES:
        raise InputError(
            "There are {count} folders with pictures; at most {limit} classes are allowed.",
            count=len(classes),
            limit=MOST_CLASSES,
        )
    if lonely := next((name for name in classes if counts[name] < 2), None):
        raise InputError(
            "The class {name} has one picture only; every class needs at least two.", name=lonely
        )


def _check_count(count: int, fewest: int) -> None:
    if count == 0:
        raise InputError(
            "There is no picture that can be read: use {formats}, or a zip of them.",
            formats=", ".join(FORMATS),
        )
    if count < fewest:
        raise InputError(
            "There are {count} pictures that can be read; at least {fewest} are needed.",
            count=count,
            fewest=fewest,
        )


def _note(passed: int) -> Sentence | None:
    return Sentence("Files passed over: {count}.", {"count": passed}) if passed else None


def _pixels(data: bytes | None) -> int:
    """Return how many pixels decoding would make; 0 if it is no picture or refused unseen."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about sizes: those are judged by their sum
            with Pillow.open(io.BytesIO(data or b""), formats=FORMATS) as file:
                return file.width * file.height if max(file.size) <= settings.max_side else 0
    except Exception:  # damaged files make the decoders raise nearly anything
        return 0


def _fitted(data: bytes | None, side: int, channels: int) -> NDArray[np.uint8] | None:
    """Return a picture as a square, (side, side, channels), None if it cannot be read."""
    try:
        image = read_image(data or b"").image
    except InputError:
        return None
    square = to_side(np.clip(middle_square(image), 0, 1)[None] * 255, side)
    return to_bytes(to_channels(square, channels))[0]
