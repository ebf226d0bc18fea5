"""What a file says of its whole numbers, and 16-bit colour of PNGs, which Pillow cuts to 8 bits."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from core.colour_meaning import other_coding
from core.sentence import Sentence

Pixels = NDArray[np.uint16]
MAGIC = b"\x89PNG"
GREY_WITH_ALPHA = 4  # colour type of a PNG
PNG_DEPTH, PNG_COLOUR = 24, 25  # places of two bytes in its header
BITS_PER_SAMPLE, PHOTOMETRIC, ORIENTATION = 258, 262, 274  # numbers of TIFF and EXIF tags
DEEP_MODES = ("RGB", "RGBA", "LA")  # of 16-bit PNGs, as Pillow opens them


def cut_to_8_bits(file: Pillow.Image) -> bool:
    """Tell whether Pillow gives 8 of a file's 16 bits."""
    if not file.mode.startswith(("RGB", "LA", "CMYK", "LAB")):
        return False
    if file.format == "TIFF":
        return max(file.tag_v2.get(BITS_PER_SAMPLE, (8,))) > 8  # type: ignore[attr-defined]
    return file.format == "PNG" and _png_byte(file, PNG_DEPTH) == 16


def whole_range(file: Pillow.Image) -> tuple[int, bool]:
    """Return the value of white in a picture of whole numbers, and whether it is a negative."""
    if file.format != "TIFF":
        return 65535, False
    tags = file.tag_v2  # type: ignore[attr-defined]
    white = 4095 if tags.get(BITS_PER_SAMPLE, (16,))[0] == 12 else 65535
    return white, tags.get(PHOTOMETRIC) == 0


def see_through_grey(file: Pillow.Image) -> float | None:
    """Return the grey in [0, 1] that a PNG's tRNS chunk makes transparent, at any depth."""
    level = file.info.get("transparency")
    if file.format != "PNG" or not isinstance(level, int) or file.mode not in ("1", "L", "I;16"):
        return None
    depth = _png_byte(file, PNG_DEPTH)
    return level / (2**depth - 1)


def _png_byte(file: Any, place: int) -> int:
    if file.fp is None:  # already read and made smaller, as the samples are
        return 8
    here = file.fp.tell()
    file.fp.seek(place)
    value = file.fp.read(1)[0]
    file.fp.seek(here)
    return int(value)


def read_deep_png(data: bytes) -> tuple[Pixels, int, list[Sentence]] | None:
    """Read 16-bit colour of a PNG, which Pillow would cut to 8 bits.

    Returns:
        Pixels (H, W, 2 to 4), their EXIF orientation and notes; nothing where the file is no such
        PNG, or the two decoders do not agree on its pixels.
    """
    if data[:4] != MAGIC or data[PNG_DEPTH] != 16:
        return None
    with Pillow.open(io.BytesIO(data), formats=("PNG",)) as file:
        if file.mode not in DEEP_MODES:
            return None
        colour = file.info.get("transparency")  # the one that is transparent, in 16 bits
        orientation, notes = file.getexif().get(ORIENTATION, 1), other_coding(file)
        first = np.asarray(file if file.mode == "RGB" else file.convert("RGBA"), int)
        pixels = _by_second_decoder(data, "rgb48le" if file.mode == "RGB" else "rgba64le")
    if pixels.shape != first.shape or np.abs((pixels >> 8) - first).max() > 1:
        return None
    if colour is not None:
        seen = (pixels != np.asarray(colour, np.uint16)).any(axis=2, keepdims=True)
        pixels = np.concatenate([pixels, 65535 * seen.astype(np.uint16)], axis=2)
    if data[PNG_COLOUR] == GREY_WITH_ALPHA:
        pixels = pixels[..., 1::2]  # green stands for all three
    return pixels, orientation, notes


def _by_second_decoder(data: bytes, name: str) -> Pixels:
    import av

    with av.open(io.BytesIO(data), mode="r") as container:
        return np.asarray(next(container.decode(video=0)).to_ndarray(format=name), np.uint16)
