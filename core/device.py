"""Where PyTorch works: on the GPU where there is one to be had at any time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

_lent = False  # whether ZeroGPU has lent this process its GPU


def on_zero_gpu() -> bool:
    """Tell whether this is a Space whose GPU is lent by the call only."""
    return os.environ.get("SPACES_ZERO_GPU", "").lower() in ("1", "t", "true")


@contextmanager
def lent_gpu() -> Iterator[None]:
    """Work on the GPU of ZeroGPU meanwhile: for the process that it was lent to."""
    global _lent
    _lent = True
    try:
        yield
    finally:
        _lent = False


def best_device() -> "torch.device":
    """Return CUDA where it can be had now, else the CPU."""
    import torch

    at_hand = torch.cuda.is_available() and (_lent or not on_zero_gpu())
    return torch.device("cuda" if at_hand else "cpu")


def network_device() -> "torch.device":
    """Return where networks work: as best_device, but on Apple's GPU where that is at hand."""
    import torch

    best = best_device()
    return torch.device("mps") if best.type == "cpu" and torch.backends.mps.is_available() else best
