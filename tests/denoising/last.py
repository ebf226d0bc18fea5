"""The result of a generator."""

from collections.abc import Iterator

from core.image import Image
from core.method import Frame


def last(frames: Iterator[Frame]) -> Image:
    *_, frame = frames
    return frame.image
