"""Where PyTorch works: on the GPU where there is one to be had at any time."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def best_device() -> "torch.device":
    """Return CUDA where it is there, else the CPU; ZeroGPU lends its GPU by the call only."""
    import torch

    lent = bool(os.environ.get("SPACES_ZERO_GPU"))
    return torch.device("cuda" if torch.cuda.is_available() and not lent else "cpu")
