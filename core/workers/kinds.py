"""Which long work there is: the function of each kind, imported by the worker alone."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

KINDS = {
    "generation": "core.generation.live:work",
    "augmentation_study": "core.augmentation.study:work",
}
WARM_UP = "core.workers.warming:warm_up"


def find(address: str) -> Callable[..., Any]:
    """Return the function that stands behind `module:name`."""
    module, _, name = address.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
