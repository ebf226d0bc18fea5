"""Between Images and what networks see; nothing else converts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.image import Image

if TYPE_CHECKING:
    import torch
    from torch import Tensor


def to_tensor(image: Image, device: torch.device) -> Tensor:
    """Return a picture (H, W, C) as a batch of one, (1, C, H, W), its channels last in memory."""
    import torch

    pixels = torch.from_numpy(np.array(image, np.float32, order="C"))  # a copy of its own
    return pixels.permute(2, 0, 1)[None].to(device)


def to_image(batch: Tensor) -> Image:
    """Return a batch of one, (1, C, H, W), as a picture (H, W, C)."""
    pixels = batch[0].permute(1, 2, 0).float().cpu().numpy()
    return np.ascontiguousarray(pixels)
