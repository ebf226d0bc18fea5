"""Which number format the device is fastest with."""

from __future__ import annotations

from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

SIDE = 128  # pixels of the picture that is timed
CHANNELS = 64
TRIES = 3
GAIN = 1.2  # bfloat16 must be this much faster to be worth its rounding


@cache
def bf16_pays(device: str = "cpu") -> bool:
    """Time a convolution in float32 and in bfloat16; many processors only emulate the latter.

    Args:
        device: Its type, such as cpu or cuda.

    Returns:
        Whether bfloat16 is faster by more than GAIN on this machine.
    """
    import torch

    times = {kind: _fastest(device, kind) for kind in (torch.float32, torch.bfloat16)}
    return times[torch.float32] > GAIN * times[torch.bfloat16]


def _fastest(device: str, kind: torch.dtype) -> float:
    import torch

    convolution = torch.nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1).to(device, kind)
    convolution = convolution.to(memory_format=torch.channels_last)
    picture = torch.rand(1, CHANNELS, SIDE, SIDE, device=device, dtype=kind)
    picture = picture.to(memory_format=torch.channels_last)
    times = []
    with torch.inference_mode():
        for _ in range(TRIES + 1):  # the first also prepares
            start = perf_counter()
            convolution(picture).sum().item()  # .item() waits for the device
            times.append(perf_counter() - start)
    return min(times[1:])
