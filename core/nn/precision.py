"""Which number format the device is fastest with, and networks made ready for it.

The convolutions in between compute in half precision; the first and the last stay in float32,
and so does what runs past the others, since float32 plus half is float32. This costs the
learned denoiser a thousandth of a decibel, half a grey level where it is worst, and no time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, get_args

from core.machine import processor
from core.settings import settings

if TYPE_CHECKING:
    import torch
    from torch import nn

Kind = Literal["float32", "bfloat16"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SIDE = 128  # pixels of the picture that is timed
CHANNELS = 64
TRIES = 5
GAIN = 1.2  # bfloat16 must be this much faster to be worth its rounding


@cache
def bf16_pays(device: str = "cpu") -> bool:
    """Time a convolution in float32 and in bfloat16; many processors only emulate the latter.

    What was found is written down, since a recipe is to give the same pixels again tomorrow,
    however busy the machine is; the setting `precision` overrules it.

    Args:
        device: Its type, such as cpu or cuda.

    Returns:
        Whether bfloat16 is faster by more than GAIN on this machine.
    """
    if settings.precision != "auto":
        return settings.precision == "bfloat16"
    key, known = _machine(device), _findings()
    if key not in known:
        known[key] = _time(device)
        _write_down(known)
    return bool(known[key])


@contextmanager
def computing_in(kind: Kind) -> Iterator[None]:
    """Let networks that are loaded meanwhile compute in a number format, whatever pays."""
    before = settings.precision
    try:
        settings.precision = kind
        bf16_pays.cache_clear()
        yield
    finally:
        settings.precision = before
        bf16_pays.cache_clear()


def network_kind(device: torch.device) -> torch.dtype:
    """Return the number format of networks on a device.

    GPUs are as fast with float16 as with bfloat16, and it rounds eight times finer.
    """
    import torch

    if device.type == "cpu" or settings.precision != "auto":
        return torch.bfloat16 if bf16_pays(device.type) else torch.float32
    return torch.float16


def lower(network: nn.Module, kind: torch.dtype) -> nn.Module:
    """Let a network compute in a number format, except where pictures go in and come out."""
    import torch

    # subclasses, such as the one inside an attention, are read by others than their own forward
    layers = [module for module in network.modules() if type(module) in _kinds()]
    for place, layer in enumerate(layers):
        is_outer = place in (0, len(layers) - 1)
        layer.to(torch.float32 if is_outer else kind)
        layer.register_forward_pre_hook(_convert)
    return network


def _kinds() -> tuple[type[nn.Module], ...]:
    """Return the layers that compute in a number format of their own."""
    from torch import nn

    return nn.Conv1d, nn.Conv2d, nn.Conv3d, nn.ConvTranspose2d, nn.Linear


def keep_ends_exact(network: nn.Module) -> None:
    """Let the first and the last layer compute in float32 also where autocast is on.

    A network is trained as it is run: the picture goes in and comes out unrounded.
    """
    layers = [module for module in network.modules() if type(module) in _kinds()]
    for layer in layers[:1] + layers[1:][-1:]:
        layer.__class__ = _exact(type(layer))  # which copies of the network keep


def _exact(kind: type[nn.Module]) -> type[nn.Module]:
    """Return a layer of that kind that autocast leaves alone."""
    import torch

    def forward(self: Any, given: torch.Tensor) -> torch.Tensor:
        with torch.autocast(given.device.type, enabled=False):
            return kind.forward(self, given.float())

    return type(kind.__name__, (kind,), {"forward": forward})


def _convert(layer: nn.Module, inputs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give a layer its input in the number format of its weights."""
    first, *others = inputs
    return (first.to(layer.weight.dtype), *others)


def _machine(device: str) -> str:
    import torch

    name = torch.cuda.get_device_name() if device == "cuda" else processor()
    return f"{device}, {name}, PyTorch {torch.__version__}"


def _file() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("pixel-atelier") / "bfloat16-pays.json"


def _findings() -> dict[str, Any]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):  # never written, or damaged: measure again
        return {}
    return found if isinstance(found, dict) else {}


def _write_down(findings: dict[str, Any]) -> None:
    path = _file()
    partial = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):  # nowhere to write: measured again next time
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(findings, indent=2), encoding="utf-8")
        os.replace(partial, path)


def _time(device: str) -> bool:
    """Compare the fastest of several turns each, taken in turn, so that a busy spell hits both."""
    import torch

    times: dict[torch.dtype, list[float]] = {torch.float32: [], torch.bfloat16: []}
    for _ in range(TRIES):
        for kind, taken in times.items():
            taken.append(_fastest(device, kind))
    return min(times[torch.float32]) > GAIN * min(times[torch.bfloat16])


def _fastest(device: str, kind: torch.dtype) -> float:
    import torch

    convolution = torch.nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1).to(device, kind)
    convolution = convolution.to(memory_format=torch.channels_last)
    picture = torch.rand(1, CHANNELS, SIDE, SIDE, device=device, dtype=kind)
    picture = picture.to(memory_format=torch.channels_last)
    times = []
    with torch.inference_mode():
        for _ in range(2):  # the first also prepares
            start = perf_counter()
            convolution(picture).sum().item()  # .item() waits for the device
            times.append(perf_counter() - start)
    return min(times)
