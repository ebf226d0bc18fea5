"""What a file says of its colours, brought to sRGB before the values are taken."""

import io
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageCms

from core.sentence import Sentence

SRGB_GAMMA, TOLERANCE = 1 / 2.2, 0.01  # of a PNG that is as good as sRGB
CICP_SRGB = bytes([1, 13, 0, 1])  # primaries, curve, matrix, full range
HEAD = 65536  # bytes of a PNG, in which the chunks before the pixels lie
PROFILED = ("RGB", "RGBA", "L", "LA", "CMYK")
CONVERTED = Sentence("Its colour profile was converted to sRGB.")
UNREAD = Sentence("Its colour profile cannot be used; the values are taken as sRGB.")
GAMMA = Sentence("Its gamma was converted to that of sRGB.")
OTHER = Sentence("Its colours are coded otherwise than sRGB (cICP); they are taken as sRGB.")


def has_meaning(file: Pillow.Image) -> bool:
    """Tell whether the file says that its values are other colours than those of sRGB."""
    return _profile(file) is not None or _gamma(file) is not None


def to_srgb(file: Pillow.Image) -> tuple[Pillow.Image, list[Sentence]]:
    """Return the 8-bit picture in sRGB, and what was done to it; others pass."""
    if file.mode in ("P", "PA") and has_meaning(file):
        file = _looked_up(file)
    if file.mode not in PROFILED:
        return file, []
    if (profile := _profile(file)) is not None:
        return _converted(file, profile)
    gamma = _gamma(file)
    return (file, []) if gamma is None else (_regraded(file, gamma), [GAMMA])


def other_coding(file: Any) -> list[Sentence]:
    """Return a note where a PNG's cICP chunk names a coding other than sRGB."""
    if file.format != "PNG" or file.fp is None:
        return []
    here = file.fp.tell()
    file.fp.seek(0)
    head, mark, rest = file.fp.read(HEAD).partition(b"cICP")
    file.fp.seek(here)
    other = mark and b"IDAT" not in head and rest[:4] != CICP_SRGB
    return [OTHER] if other else []


def _looked_up(file: Pillow.Image) -> Pillow.Image:
    info = dict(file.info)
    plain = file.convert("RGBA" if file.has_transparency_data else "RGB")
    plain.info = {key: value for key, value in info.items() if key != "transparency"}
    return plain


def is_other(data: bytes | None) -> bool:
    """Tell whether an ICC profile is one of other colours than sRGB's."""
    return _read(data) is not None


def _profile(file: Pillow.Image) -> ImageCms.ImageCmsProfile | None:
    return _read(file.info.get("icc_profile"))


def _read(data: bytes | None) -> ImageCms.ImageCmsProfile | None:
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        name = ImageCms.getProfileDescription(profile)
    except (OSError, ImageCms.PyCMSError):
        return None
    return None if "srgb" in name.lower() else profile


def _converted(
    file: Pillow.Image, profile: ImageCms.ImageCmsProfile
) -> tuple[Pillow.Image, list[Sentence]]:
    alpha = file.getchannel("A") if file.mode in ("RGBA", "LA") else None
    base = {"RGBA": "RGB", "LA": "L"}.get(file.mode, file.mode)
    colours = file if base == file.mode else file.convert(base)
    try:
        made = ImageCms.profileToProfile(
            colours, profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (OSError, ImageCms.PyCMSError):
        return file, [UNREAD]
    assert made is not None
    if base == "L":
        made = made.convert("L")
    if alpha is not None:
        made.putalpha(alpha)
    return made, [CONVERTED]


def _gamma(file: Pillow.Image) -> float | None:
    info = file.info
    if file.format not in ("PNG", None) or "srgb" in info or "icc_profile" in info:
        return None
    gamma = info.get("gamma")
    if not gamma or abs(gamma - SRGB_GAMMA) < TOLERANCE:
        return None
    return float(gamma)


def _regraded(file: Pillow.Image, gamma: float) -> Pillow.Image:
    linear = (np.arange(256) / 255) ** (1 / gamma)
    levels = np.rint(255 * _encoded(linear)).astype(int).tolist()
    colours = len(file.getbands()) - (file.mode in ("RGBA", "LA"))
    same = list(range(256))
    return file.point(levels * colours + same * (len(file.getbands()) - colours))


def _encoded(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return linear light as sRGB values, IEC 61966-2-1."""
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
