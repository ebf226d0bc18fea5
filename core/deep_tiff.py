"""TIFF files of more than 8 bits, of floating-point numbers, or kept as BigTIFF."""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tifffile import PHOTOMETRIC, TiffFile, TiffFileError, TiffPage

from core.sentence import InputError, Sentence

MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
READ = (PHOTOMETRIC.MINISWHITE, PHOTOMETRIC.MINISBLACK, PHOTOMETRIC.RGB)
ASSOCIATED, UNASSOCIATED = 1, 2  # values of the tag ExtraSamples
ORIENTATION, PROFILE = 274, 34675  # numbers of tags
SIGNED = (np.int8, np.int16)
CANNOT = Sentence(
    "This kind of TIFF is not read; save it with 8 or 16 bits, as grey or RGB, without compression."
)


@dataclass(frozen=True)
class Deep:
    """What a file says of its first page, with black 0 and white 1."""

    pixels: NDArray[np.float32]  # (H, W, 1 to 4), the last of 2 or 4 opacity, not premultiplied
    orientation: int = 1
    profile: bytes | None = None  # of its colours, ICC


def is_tiff(data: bytes) -> bool:
    """Tell TIFF and BigTIFF by their first bytes."""
    return data[:4] in MAGIC


def tiff_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of the first page, or nothing where there is none."""
    try:
        with TiffFile(io.BytesIO(data)) as file:
            page: Any = file.pages.first
            return page.imagewidth, page.imagelength
    except Exception:  # damaged files make the reader raise nearly anything
        return None


def read_tiff(data: bytes) -> Deep | None:
    """Read the first page, if it is grey or RGB of another depth than 8 bits.

    Returns:
        Nothing where another decoder has to do: 8 bits, other colours, an unknown compression.

    Raises:
        InputError: The values are no intensities, or may be negative.
    """
    try:
        with TiffFile(io.BytesIO(data)) as file:
            page: Any = file.pages.first
            if not _is_ours(page):
                return None
            pixels = _channels_last(page, page.asarray())
            orientation, profile = (page.tags.valueof(tag) for tag in (ORIENTATION, PROFILE))
    except InputError:
        raise
    except (TiffFileError, ValueError, KeyError, ImportError, NotImplementedError):
        return None
    return Deep(_with_alpha(page, _scaled(page, pixels)), int(orientation or 1), profile)


def _is_ours(page: TiffPage) -> bool:
    kind = page.dtype
    if kind is None or page.photometric not in READ or page.imagedepth != 1:
        return False
    if kind in SIGNED:
        raise InputError("A TIFF of signed numbers is not read: save it with unsigned ones.")
    wide = kind == np.uint16 or (kind == np.uint32 and page.photometric == PHOTOMETRIC.RGB)
    return page.bitspersample == 1 or kind.kind == "f" or bool(wide)


def _channels_last(page: Any, raw: NDArray[Any]) -> NDArray[Any]:
    """Return (H, W, C), whether the planes lie beside or behind each other."""
    samples = page.samplesperpixel
    shape = (page.imagelength, page.imagewidth)
    if page.planarconfig == 2 and samples > 1:
        return np.moveaxis(raw.reshape(samples, *shape), 0, -1)
    return raw.reshape(*shape, samples)


def _scaled(page: Any, raw: NDArray[Any]) -> NDArray[np.float32]:
    if raw.dtype.kind == "f":
        pixels = raw.astype(np.float32)
        if not np.isfinite(pixels).all() or np.abs(pixels).max(initial=0) > 2:
            raise InputError("A floating-point picture has black at 0 and white at 1.")
    else:
        white = 1 if raw.dtype.kind == "b" else 2**page.bitspersample - 1
        pixels = (raw.astype(np.float64) / white).astype(np.float32)
    if page.photometric == PHOTOMETRIC.MINISWHITE:
        pixels[..., 0] = 1 - pixels[..., 0]
    return pixels


def _with_alpha(page: Any, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Keep the colours and, where there is one, an opacity that is not multiplied in."""
    colours = 3 if page.photometric == PHOTOMETRIC.RGB else 1
    extra = tuple(int(kind) for kind in page.extrasamples or ())
    if pixels.shape[2] == colours or not extra or extra[0] not in (ASSOCIATED, UNASSOCIATED):
        return pixels[..., :colours]
    alpha = pixels[..., colours : colours + 1]
    shown = pixels[..., :colours]
    if extra[0] == ASSOCIATED:
        shown = np.where(alpha > 0, shown / np.where(alpha > 0, alpha, 1), 1)
    return np.concatenate([shown, alpha], axis=2).astype(np.float32)
