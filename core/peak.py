"""How much memory a piece of work takes at most."""

import ctypes
import gc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

PROCESS = Path("/proc/self")
MEGABYTE = 1024  # in the units of /proc

T = TypeVar("T")


def with_peak(work: Callable[[], T]) -> tuple[T, float | None]:
    """Return what some work returns, and the memory that it took at most beyond what was held.

    Returns:
        The result, and megabytes (2^20 bytes) of resident memory, all threads' together; None
        where the system cannot tell, which only Linux can.
    """
    _give_back()
    try:
        (PROCESS / "clear_refs").write_text("5")  # the peak begins anew
        before = _megabytes("VmRSS")
    except OSError:
        return work(), None
    result = work()
    return result, max(_megabytes("VmHWM") - before, 0.0)


def _give_back() -> None:
    """Return to the system what is free here, which else would hide what the work takes."""
    gc.collect()
    with suppress(OSError, AttributeError):  # only the GNU library has it
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _megabytes(name: str) -> float:
    lines = (PROCESS / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / MEGABYTE
