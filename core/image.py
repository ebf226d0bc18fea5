"""The picture format of the whole package, and the only doors in and out of it.

An Image is a float32 array (H, W, C), C is 1 (grey) or 3 (RGB), black 0 and white 1. Noise
may carry values beyond; only the doors out clip.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from core.colour_meaning import UNREAD, has_meaning, is_other, other_coding, to_srgb
from core.deep_png import cut_to_8_bits, read_deep_png, see_through_grey, whole_range
from core.deep_tiff import CANNOT, is_tiff, read_tiff, tiff_size
from core.sentence import InputError, Sentence
from core.settings import settings

Image = NDArray[np.float32]  # (H, W, C)

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
SAMPLES = {  # name: file of scikit-image's own data folder
    "camera": "camera.png",
    "astronaut": "astronaut.png",
    "cat": "chelsea.png",
    "coffee": "coffee.png",
    "rocket": "rocket.jpg",
    "coins": "coins.png",
    "brick": "brick.png",
    "moon": "moon.png",
    "page": "page.png",
    "retina": "retina.jpg",
}
MOST_SCANS = 64  # of a progressive JPEG; encoders write about ten
START_OF_SCAN = b"\xff\xda"
SAMPLE_SIDE = 512  # larger samples are shrunk to this, so that every method is quick on them


@dataclass(frozen=True)
class Opened:
    """A picture as it came through the door, and what was done to it on the way."""

    image: Image
    notes: tuple[Sentence, ...] = ()
    opacity: Image | None = None  # (H, W, 1), of a picture that was laid over white


def check_image(image: object) -> Image:
    """Return the argument if it is an Image.

    Raises:
        InputError: It is no float32 (H, W, 1 or 3) array of finite numbers.
    """
    if not isinstance(image, np.ndarray) or image.ndim != 3 or image.shape[2] not in (1, 3):
        shape = getattr(image, "shape", type(image).__name__)
        raise InputError(
            "A picture has the shape (H, W, 1) or (H, W, 3), got {shape}.", shape=shape
        )
    if image.dtype != np.float32:
        raise InputError("A picture holds float32 numbers, got {dtype}.", dtype=image.dtype)
    if image.size == 0:
        raise InputError("The picture is empty.")
    if not np.isfinite(image).all():
        raise InputError("The picture holds values that are not numbers (NaN or infinite).")
    return image


def pixel_hash(image: Image) -> str:
    """Return the SHA-256 of a picture's shape and values, as hexadecimal digits."""
    shape = np.asarray(image.shape, "<i8").tobytes()
    return hashlib.sha256(shape + np.ascontiguousarray(image, "<f4").tobytes()).hexdigest()


def sample(name: str) -> Image:
    """Return the named picture of the installation, (H, W, C).

    Raises:
        InputError: There is no sample of that name.
    """
    if name not in SAMPLES:
        names = ", ".join(SAMPLES)
        raise InputError("There is no sample {name}; there are {names}.", name=name, names=names)
    import skimage

    with Pillow.open(Path(skimage.__file__).parent / "data" / SAMPLES[name]) as file:
        if max(file.size) > SAMPLE_SIDE:
            file.thumbnail((SAMPLE_SIDE, SAMPLE_SIDE), Pillow.Resampling.BOX)
        return from_pillow(file).image


def read_image(source: str | Path | bytes) -> Opened:
    """Open a picture file, given by its path or its bytes.

    Transparent pictures are laid over white, animations give their first frame, EXIF
    orientation is applied; the notes say so. 16-bit pictures keep their precision.

    Raises:
        InputError: The file is too large, damaged, empty or no picture.
    """
    data = _read_bytes(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a damaged EXIF block is no reason to refuse
            return _decode(data)
    except InputError:
        raise
    except Pillow.DecompressionBombError:
        raise InputError(
            "The picture has far too many pixels; at most {limit} × {limit} are allowed.",
            limit=settings.max_side,
        ) from None
    except UnidentifiedImageError:
        if is_tiff(data) and tiff_size(data):
            raise InputError(str(CANNOT)) from None
        raise InputError(
            "This file is not a picture that can be read: use {formats}.",
            formats=", ".join(FORMATS),
        ) from None
    except Exception:  # damaged files make the decoders raise nearly anything
        raise InputError("This picture file is damaged or cut off.") from None


def _decode(data: bytes) -> Opened:
    if is_tiff(data) and (size := tiff_size(data)):
        _check_size(*size)
        if (deep := read_tiff(data)) is not None:
            pixels = np.ascontiguousarray(_turned(deep.pixels, deep.orientation))
            notes = [UNREAD] if is_other(deep.profile) else []
            notes += [OVER_WHITE] if pixels.shape[2] in (2, 4) else []
            return _opened(pixels, _frames(data) + notes)
    with Pillow.open(io.BytesIO(data), formats=FORMATS) as file:
        _check_size(*file.size)
        if file.format in ("JPEG", "MPO") and data.count(START_OF_SCAN) > MOST_SCANS:
            raise InputError(
                "The JPEG file has more than {limit} scans, which would take long to read.",
                limit=MOST_SCANS,
            )
        second = None if has_meaning(file) else read_deep_png(data)
        if second is None:
            return from_pillow(file)
        raw, orientation, notes = second
        pixels = _deep(_turned(raw, orientation), 65535)
        return _opened(pixels, notes + ([OVER_WHITE] if pixels.shape[2] in (2, 4) else []))


def from_pillow(file: Pillow.Image) -> Opened:
    """Turn an open 8-bit, 16-bit grey or floating-point Pillow picture into an Image."""
    notes = _first_of(file) + other_coding(file)
    notes += [EIGHT] if cut_to_8_bits(file) else []
    white, negative = whole_range(file)
    see_through = see_through_grey(file)
    file = ImageOps.exif_transpose(file)
    if file.mode.startswith("I"):
        notes += [UNREAD] if has_meaning(file) else []
        image = _whole(np.asarray(file), white)
        image = 1 - image if negative else image
        if see_through is None:
            return Opened(image, tuple(notes))
        hidden = np.rint(image * 65535) == round(65535 * see_through)
        alpha = (~hidden).astype(np.float32)
        return _opened(np.concatenate([image, alpha], axis=2), [*notes, OVER_WHITE])
    if file.mode == "F":
        return Opened(_floating(np.asarray(file)), tuple(notes))
    if see_through is not None:
        file.info["transparency"] = round(255 * see_through)
    file, meant = to_srgb(file)
    notes += meant
    if file.has_transparency_data:
        notes.append(OVER_WHITE)
        file = file.convert("LA" if file.mode in ("L", "LA", "La", "1") else "RGBA")
    elif file.mode != "L":
        file = file.convert("L" if file.mode == "1" else "RGB")
    return _opened(_deep(np.asarray(file), 255), notes)


def to_pillow(image: Image) -> Pillow.Image:
    """Return the picture in 8 bits, clipped to black and white and rounded."""
    levels = np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)
    return Pillow.fromarray(levels[..., 0] if levels.shape[2] == 1 else levels)


OVER_WHITE = Sentence("Transparent parts are shown over white.")
EIGHT = Sentence("Of its 16 bits, 8 are read.")


def _read_bytes(source: str | Path | bytes) -> bytes:
    limit = settings.max_megabytes * 2**20
    size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
    if size > limit:
        raise InputError(
            "The file has {size:.1f} MB; at most {limit} MB are allowed.",
            size=size / 2**20,
            limit=settings.max_megabytes,
        )
    if size == 0:
        raise InputError("The file is empty.")
    return source if isinstance(source, bytes) else Path(source).read_bytes()


def _check_size(width: int, height: int) -> None:
    if max(width, height) > settings.max_side:
        raise InputError(
            "The picture has {width} × {height} pixels; at most {limit} × {limit} are allowed.",
            width=width,
            height=height,
            limit=settings.max_side,
        )


def _frames(data: bytes) -> list[Sentence]:
    """Return the note on further pages, if the decoder that counts them can open the file."""
    try:
        with Pillow.open(io.BytesIO(data), formats=FORMATS) as file:
            return _first_of(file)
    except Exception:  # as above: the picture itself has been read
        return []


def _first_of(file: Pillow.Image) -> list[Sentence]:
    count = getattr(file, "n_frames", 1)
    if count == 1 or file.format == "MPO":  # a photograph and its helpers
        return []
    return [Sentence("First of {count} frames.", {"count": count})]


def _turned(pixels: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Turn and mirror as an EXIF orientation in [1, 8] asks."""
    if orientation >= 5:
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    return pixels[::-1] if orientation in (3, 4, 7, 8) else pixels


def _deep(pixels: NDArray[np.generic], white: int) -> Image:
    if pixels.ndim == 2:
        pixels = pixels[..., None]
    return pixels.astype(np.float32) / np.float32(white)


def _whole(pixels: NDArray[np.generic], white: int) -> Image:
    image = _deep(pixels, white)
    if image.min() < 0 or image.max() > 1:
        raise InputError("A picture of whole numbers has black at 0 and white at 255 or 65535.")
    return image


def _floating(pixels: NDArray[np.generic]) -> Image:
    image = check_image(pixels.astype(np.float32)[..., None])
    if np.abs(image).max() > 2:
        raise InputError("A floating-point picture has black at 0 and white at 1.")
    return image


def _opened(pixels: Image, notes: list[Sentence]) -> Opened:
    """Lay (H, W, 2 or 4), the last channel opacity, over white; others pass."""
    if pixels.shape[2] in (1, 3):
        return Opened(pixels, tuple(notes))
    alpha = np.ascontiguousarray(pixels[..., -1:]).clip(0, 1)
    return Opened(pixels[..., :-1] * alpha + (1 - alpha), tuple(notes), alpha)
