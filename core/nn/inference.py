"""Running a network over a picture of any size: tile by tile, on what memory there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np

from core.image import Image
from core.method import Frame, final
from core.nn.convert import to_image, to_tensor
from core.nn.task import Task
from core.nn.weights import load
from core.sentence import Sentence
from core.tiles import in_tiles

if TYPE_CHECKING:
    from torch import Tensor, nn

Run = Callable[["nn.Module", "Tensor"], "Tensor"]

SIDES = {"cpu": 512}  # of a tile, in pixels
GPU_SIDE = 1024
LEAST_SIDE = 256  # where a GPU does not hold even this, the processor takes over
SHORT = ("out of memory", "can't allocate memory")  # so say GPUs and processors
OVERLAP = 64  # pixels; what lies further away moves the U-Net's result by less than 0.01/255
SMALLER = Sentence("Memory was short, so the picture was mended in smaller tiles.")
ON_CPU = Sentence("The GPU's memory was too short, so the processor mended the picture.")


def mend(
    task: Task,
    image: Image,
    run: Run,
    *,
    overlap: int = OVERLAP,
    weights: str = "",
    onto: Image | None = None,
) -> Iterator[Frame]:
    """Run a trained network over a picture.

    Args:
        task: Whose network it is.
        image: Picture, (H, W, C), with the channels that the network takes.
        run: Calls the network with a picture (1, C, H, W), H and W multiples of its
            `multiple`, and returns one of the same shape; it is called once for each tile.
        overlap: Context around a tile, in pixels: how far away a pixel may matter.
        weights: As `core.nn.weights.load` takes them.
        onto: For a network that enlarges: what its result takes the place of tile by tile,
            (scale H, scale W, C); then `run` returns pictures `scale` times as large.

    Yields:
        The picture so far, tile by tile.

    Raises:
        InputError: The weights are missing, altered, or others than those named.
    """
    scale = 1 if onto is None else len(onto) // len(image)
    yield from _Mending(task, run, overlap, weights, scale).frames(image, onto)


class _Mending:
    """One network at work on one picture."""

    def __init__(self, task: Task, run: Run, overlap: int, weights: str, scale: int) -> None:
        self.task, self.run, self.weights, self.scale = task, run, weights, scale
        self.network = load(task, weights)
        self.multiple = cast(int, self.network.multiple)
        self.overlap = self._round_up(overlap)
        self.device = next(self.network.parameters()).device
        self.side = self._round_up(SIDES.get(self.device.type, GPU_SIDE))
        self.notes: tuple[Sentence, ...] = ()

    def _round_up(self, pixels: int) -> int:
        """Return a multiple of `multiple`, so that every tile lies on the network's grid."""
        return pixels + -pixels % self.multiple

    def frames(self, image: Image, onto: Image | None) -> Iterator[Frame]:
        """Yield the picture so far, and what there is to say about it."""
        for frame in in_tiles(self._fit, image, overlap=self.overlap, side=self.side, onto=onto):
            yield replace(frame, notes=self.notes)

    def _fit(self, tile: Image) -> Image:
        """Mend a tile, in smaller ones where memory does not hold it."""
        if max(tile.shape[:2]) <= self.side + 2 * self.overlap:
            mended = self._attempt(tile)
            if mended is not None:
                return mended
            self._make_room()
        height, width, channels = tile.shape
        onto = np.empty((self.scale * height, self.scale * width, channels), np.float32)
        return final(in_tiles(self._fit, tile, overlap=self.overlap, side=self.side, onto=onto))

    def _attempt(self, tile: Image) -> Image | None:
        """Mend a tile in one piece; return nothing where memory does not hold it."""
        try:
            return self._apply(tile)
        except RuntimeError as error:  # only CUDA has a class of its own for this
            if not any(words in str(error).lower() for words in SHORT):
                raise
            return None  # and let go of the error, which holds on to tensors

    def _apply(self, tile: Image) -> Image:
        import torch

        height, width, _ = tile.shape
        beyond = (0, -height % self.multiple), (0, -width % self.multiple), (0, 0)
        with torch.inference_mode():
            picture = to_tensor(np.pad(tile, beyond, "reflect"), self.device)
            made = to_image(self.run(self.network, picture))
        return made[: self.scale * height, : self.scale * width]

    def _make_room(self) -> None:
        """Go on with smaller tiles, or on the processor.

        Raises:
            MemoryError: The processor's memory does not hold the smallest tiles.
        """
        import torch

        if self.side > LEAST_SIDE:
            self.side = self._round_up(self.side // 2)
            self.notes = (SMALLER,)
        elif self.device.type == "cpu":
            raise MemoryError
        else:
            self.device, self.side = torch.device("cpu"), self._round_up(SIDES["cpu"])
            self.network = load(self.task, self.weights, self.device)
            self.notes = (ON_CPU,)
        torch.cuda.empty_cache()
