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
    rows = _read_boxes(boxes_file) if boxes_file.is_file() else []
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


Row = tuple[str, float, float, float, float]


def _read_boxes(file: Path) -> list[Row]:
    """Read the lines of boxes; a text without any, such as a caption, is none of ours."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InputError("{file} is not text in UTF-8.", file=file.name) from None
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not any(_looks_like_box(line) for _, line in numbered):
        return []
    return [_read_line(line, number, file) for number, line in numbered]


def _looks_like_box(line: str) -> bool:
    """Tell a class and numbers from words."""
    parts = line.split()[1:]
    return bool(parts) and sum(map(_is_number, parts)) * 2 > len(parts)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _read_line(line: str, number: int, file: Path) -> Row:
    name, *texts = line.split()
    if len(texts) != 4 or not all(map(_is_number, texts)):
        raise InputError(
            "{file}, line {number}: a class and four numbers are read, neither polygons nor "
            "confidences; got {line}.",
            file=file.name,
            number=number,
            line=line[:60],
        )
    x, y, width, height = map(float, texts)
    inside = all(0 <= share <= 1 for share in (x, y, width, height))  # NaN is not
    if not inside or width == 0 or height == 0:
        raise InputError(
            "{file}, line {number}: the four numbers must be shares of the picture from 0 to 1, "
            "width and height above 0; got {line}.",
            file=file.name,
            number=number,
            line=line[:60],
        )
    return name, x, y, width, height


def _read_mask(file: Path) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    try:
        with Pillow.open(file) as opened:
            if opened.mode not in ("L", "P", "1"):
                raise InputError("{file} must have one channel of classes.", file=file)
            return np.asarray(opened.convert("L") if opened.mode == "1" else opened, np.uint8)
    except OSError:
        raise InputError("{file} is not a picture that can be read.", file=file) from None
