"""What a picture may carry along: boxes, a mask of classes, key points."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.sentence import InputError

LEAST = 1.0  # pixels along a side of a box; what is left of smaller ones is not the object


def _none(columns: int) -> NDArray[np.float32]:
    return np.zeros((0, columns), np.float32)


@dataclass(frozen=True, eq=False)
class Targets:
    """Boxes, mask and key points of one picture, in its pixels.

    Pixel (row, column) covers [column, column + 1] × [row, row + 1].
    """

    boxes: NDArray[np.float32] = field(default_factory=lambda: _none(4))  # left, top, right, bottom
    classes: tuple[str, ...] = ()  # one for each box
    mask: NDArray[np.uint8] | None = None  # (H, W), each number a class
    points: NDArray[np.float32] = field(default_factory=lambda: _none(2))  # x, y

    def __post_init__(self) -> None:
        """See to it that boxes and their classes belong together.

        Raises:
            InputError: Their numbers differ, or the arrays have other shapes.
        """
        if self.boxes.ndim != 2 or self.boxes.shape[1] != 4 or self.points.shape[1:] != (2,):
            raise InputError("Boxes have four numbers each, and key points two.")
        if len(self.classes) != len(self.boxes):
            raise InputError(
                "There are {boxes} boxes and {classes} classes of them.",
                boxes=len(self.boxes),
                classes=len(self.classes),
            )

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(len(self.boxes) or len(self.points) or self.mask is not None)

    def check_fits(self, height: int, width: int) -> None:
        """Refuse a mask of another size than its picture's.

        Raises:
            InputError: It has another size.
        """
        if self.mask is not None and self.mask.shape != (height, width):
            raise InputError(
                "The mask has {mask} pixels and its picture {picture}.",
                mask=" × ".join(map(str, self.mask.shape[::-1])),
                picture=f"{width} × {height}",
            )


def to_tensors(targets: Targets, height: int, width: int) -> dict[str, Any]:
    """Return those that there are as torchvision's own kinds of tensors, by name."""
    import torch
    from torchvision import tv_tensors

    canvas = {"canvas_size": (height, width)}
    made: dict[str, Any] = {}
    if len(targets.boxes):
        boxes = torch.from_numpy(targets.boxes.copy())
        made["boxes"] = tv_tensors.BoundingBoxes(boxes, format="XYXY", **canvas)
    if targets.mask is not None:
        made["mask"] = tv_tensors.Mask(torch.from_numpy(targets.mask.copy()))
    if len(targets.points):
        points = torch.from_numpy(targets.points.copy())
        made["points"] = tv_tensors.KeyPoints(points, **canvas)
    return made


def from_tensors(tensors: dict[str, Any], before: Targets) -> Targets:
    """Return the targets; boxes of which nothing is left are gone, points stay where they are."""
    made = replace(before)
    if "boxes" in tensors:
        boxes = tensors["boxes"].numpy()
        left = ((boxes[:, 2:] - boxes[:, :2]) >= LEAST).all(axis=1)
        names = tuple(name for name, stays in zip(before.classes, left, strict=True) if stays)
        made = replace(made, boxes=boxes[left], classes=names)
    if "mask" in tensors:
        made = replace(made, mask=tensors["mask"].numpy())
    if "points" in tensors:
        made = replace(made, points=tensors["points"].numpy())
    return made
