"""Boxes and masks in files beside their pictures, as data sets hold them.

`bird.txt` beside `bird.png` has the boxes in YOLO's manner: a line for each, with its class, the
centre, the width and the height, all four as shares of the picture's sides. `bird.mask.png` has
the mask, each level a class.
"""

from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from core.augmentation.targets import Targets
from core.sentence import InputError

MASK = ".mask.png"


def is_mask(path: Path) -> bool:
    """Whether a file is the mask of a picture, rather than one itself."""
    return path.name.endswith(MASK)


def read_targets(picture: Path, height: int, width: int) -> Targets:
    """Return what lies beside a picture, in pixels of the given size; nothing lying there is fine.

    Raises:
        InputError: A file cannot be read.
    """
    boxes_file, mask_file = picture.with_suffix(".txt"), _mask_of(picture)
    lines = boxes_file.read_text(encoding="utf-8").splitlines() if boxes_file.is_file() else []
    rows = [_read_line(line, boxes_file) for line in lines if line.strip()]
    shares = np.array([row[1:] for row in rows], np.float32).reshape(-1, 4)
    corners = np.hstack([shares[:, :2] - shares[:, 2:] / 2, shares[:, :2] + shares[:, 2:] / 2])
    mask = _read_mask(mask_file) if mask_file.is_file() else None
    sides = np.array([width, height, width, height], np.float32)
    boxes = (corners * sides).astype(np.float32)
    return Targets(boxes, tuple(row[0] for row in rows), mask)


def write_targets(picture: Path, targets: Targets, height: int, width: int) -> None:
    """Write boxes and mask beside a picture, where the picture they came from had some."""
    sides = np.array([width, height], np.float32)
    lines = []
    for name, box in zip(targets.classes, targets.boxes, strict=True):
        numbers = [*((box[:2] + box[2:]) / 2 / sides), *((box[2:] - box[:2]) / sides)]
        lines.append(" ".join([name, *(f"{number:.6f}" for number in numbers)]))
    picture.with_suffix(".txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    if targets.mask is not None:
        Pillow.fromarray(targets.mask).save(_mask_of(picture))


def _mask_of(picture: Path) -> Path:
    return picture.with_name(picture.stem + MASK)


def _read_line(line: str, file: Path) -> tuple[str, float, float, float, float]:
    try:
        name, x, y, width, height = line.split()
        return name, float(x), float(y), float(width), float(height)
    except ValueError:
        raise InputError(
            "{file} must hold a class and four numbers in each line, got {line}.",
            file=file,
            line=line[:60],
        ) from None


def _read_mask(file: Path) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    try:
        with Pillow.open(file) as opened:
            if opened.mode not in ("L", "P", "1"):
                raise InputError("{file} must have one channel of classes.", file=file)
            return np.asarray(opened.convert("L") if opened.mode == "1" else opened, np.uint8)
    except OSError:
        raise InputError("{file} is not a picture that can be read.", file=file) from None
