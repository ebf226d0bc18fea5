"""The machine that figures were measured on."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Return processor, cores and PyTorch's threads in words."""
    import torch

    return f"{processor()}, {cores()} cores, {torch.get_num_threads()} PyTorch threads"


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processor() -> str:
    """Return the processor's name."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(iter(names), platform.processor() or platform.machine())
