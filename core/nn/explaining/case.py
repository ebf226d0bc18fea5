"""The piece of a picture around a clicked pixel, and the network that is to explain it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from core.figures import window_around
from core.image import Image
from core.nn.convert import to_image, to_tensor
from core.nn.inference import Run
from core.nn.pins import check_pin, names_repository
from core.nn.task import Task
from core.nn.weights import open_network

CPU = torch.device("cpu")
SIDE = 256  # pixels of the piece; larger than what the networks see around a pixel


@dataclass(frozen=True)
class Case:
    """A network of its own, so that hooks see no other visitor's pictures."""

    network: nn.Module  # on the CPU, in float32, in eval mode
    run: Run
    damaged: Image  # the piece, (h, w, C)
    truth: Image | None
    row: int  # of the pixel, in the piece
    column: int
    place: tuple[int, int]  # row and column of the pixel in the whole picture
    channels: int  # that the network takes

    @property
    def picture(self) -> Tensor:
        """The piece mirrored up to a multiple, (1, C, H, W); a grey one repeated as needed.

        Of a colour picture a grey network is called with all channels: `run` knows how.
        """
        channels = max(self.channels, self.damaged.shape[2])
        return to_network(self.damaged, channels, multiple_of(self.network))

    @property
    def spoken_place(self) -> dict[str, int]:
        """The pixel's place for the gaps of a sentence."""
        return {"row": self.place[0], "column": self.place[1]}

    def mended(self) -> Image:
        """Return what the network makes of the piece, (h, w, C)."""
        height, width, channels = self.damaged.shape
        with torch.inference_mode():
            made = to_image(self.run(self.network, self.picture))[:height, :width]
        return made if channels == made.shape[2] else made.mean(axis=2, keepdims=True)


def take_case(
    task: Task,
    run: Run,
    image: Image,
    truth: Image | None,
    row: int,
    column: int,
    weights: str = "",
) -> Case:
    """Cut out the piece, and copy the network.

    Raises:
        InputError: The pixel lies outside, or the weights cannot be had.
    """
    window_around(image, row, column, 0)  # refuses a pixel outside
    is_remote = names_repository(weights)
    if not is_remote:
        check_pin(task.name, weights)
    network = open_network(task, weights if is_remote else "")
    return case_of(network, run, image, truth, row, column, task.channels)


def case_of(
    network: nn.Module,
    run: Run,
    image: Image,
    truth: Image | None,
    row: int,
    column: int,
    channels: int,
) -> Case:
    """Return the case of a network on the CPU that nobody else runs."""
    multiple = multiple_of(network)
    top = _start(row, image.shape[0], multiple)
    left = _start(column, image.shape[1], multiple)
    piece = np.s_[top : top + SIDE, left : left + SIDE]
    known = None if truth is None else truth[piece]
    return Case(
        network, run, image[piece], known, row - top, column - left, (row, column), channels
    )


def multiple_of(network: nn.Module) -> int:
    """Return what the sides of a picture must be multiples of."""
    return int(getattr(network, "multiple", 1))


def to_network(image: Image, channels: int, multiple: int) -> Tensor:
    """Return a picture as a network takes it, (1, channels, H, W)."""
    height, width, _ = image.shape
    beyond = (0, -height % multiple), (0, -width % multiple), (0, 0)
    return to_tensor(np.pad(image, beyond, "reflect"), CPU).expand(1, channels, -1, -1)


def _start(place: int, length: int, multiple: int) -> int:
    """Return where the piece begins, on the same grid as that of the whole picture."""
    start = min(max(place - SIDE // 2, 0), max(length - SIDE, 0))
    return start - start % multiple
