"""What a network is to learn: its damage, its loss and its plan, beside the training loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.nn.patches import Pictures, read_patches
from core.nn.sources import Source
from core.sentence import InputError

if TYPE_CHECKING:
    from torch import Generator, Tensor, nn

Norm = Literal["l1", "l2"]
Damage = Callable[["Tensor", "Generator"], "tuple[Tensor, ...]"]  # clean -> network's inputs
Vary = Callable[["Tensor", "Generator"], "Tensor"]  # clean -> as clean, and otherwise coloured


@dataclass(frozen=True, kw_only=True)
class Task:
    """One network with weights of its own.

    `damage` turns clean patches (B, C, H, W) into what the network is called with, by the
    generator alone, so that the same seed damages alike.
    """

    name: str  # of the weights
    build: Callable[[], nn.Module]
    damage: Damage
    channels: int
    patch: int = 64  # side of a training patch, in pixels
    batch: int = 16  # patches in a step
    rate: float = 1e-3  # of learning, before it fades
    steps: int = 20_000
    norm: Norm = "l1"
    is_exact: bool = False  # runs in float32 always, since half precision would show
    on_device: bool = False  # its damage is made where the network learns
    vary: Vary | None = None  # makes more different pictures of the clean ones
    sources: tuple[str, ...] = ()  # of pictures that come along, where no folder is read
    start: str = ""  # the task whose weights it starts from, where shapes agree

    def loss(
        self, network: nn.Module, clean: Tensor, inputs: tuple[Tensor, ...], norm: Norm
    ) -> Tensor:
        """Return what training makes small."""
        return distance(network(*inputs), clean, norm)

    def read(self, folders: Sequence[Path | Source], side: int) -> Pictures:
        """Read what is learned from.

        Args:
            folders: Of pictures.
            side: Of a patch, in pixels; smaller pictures are left out.

        Raises:
            InputError: A folder holds nothing to train on, or none is named.
        """
        if not folders:
            raise InputError("The training {name} needs a folder of pictures.", name=self.name)
        return read_patches(folders, self.channels, side)

    def error(self, estimate: Tensor, clean: Tensor) -> Tensor:
        """Return the mean square error of each picture that validates, (B,)."""
        return (estimate - clean).square().mean((1, 2, 3))

    def heir(self, network: nn.Module) -> nn.Module:
        """Return the part that takes over the weights of `start`."""
        return network

    def shipped(self, network: nn.Module) -> nn.Module:
        """Return the part whose weights are kept; what only trains stays behind."""
        return network


def distance(estimate: Tensor, clean: Tensor, norm: Norm) -> Tensor:
    """Return the mean absolute (l1) or squared (l2) difference."""
    difference = estimate.float() - clean
    return difference.abs().mean() if norm == "l1" else difference.square().mean()
