"""Loops over pixels as machine code.

A module of compiled loops is imported inside the functions that call them, since numba takes a
second to load; what it compiled is kept beside the module, or in the user's cache, for the next
start.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile a function of numbers and arrays at its first call; it runs on one thread.

    Division by zero gives what NumPy gives, and no step is reordered, so the same input gives the
    same bits on every call.
    """
    settings: dict[str, Any] = {"error_model": "numpy", "nogil": True}
    try:
        made: Any = njit(cache=True, **settings)(loop)
    except RuntimeError:  # neither the module's folder nor the user's cache can be written
        made = njit(**settings)(loop)
    return cast(Loop, made)
