"""Checkpoints: a training put down, to be taken up again."""

import os
from collections.abc import Mapping
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from core.sentence import InputError


def default_folder() -> Path:
    """Return where checkpoints lie unless told otherwise."""
    from platformdirs import user_cache_path

    return user_cache_path("pixel-atelier") / "training"


def save_checkpoint(path: Path, state: Mapping[str, Any], identity: Mapping[str, Any]) -> None:
    """Write the state whole or not at all; the identity says of which training it is."""
    import torch

    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save({"identity": dict(identity), **state}, partial)
    os.replace(partial, path)


def load_checkpoint(path: Path, identity: Mapping[str, Any]) -> dict[str, Any]:
    """Read a state back.

    Raises:
        InputError: It is missing, damaged, or its identity is another.
    """
    import torch

    if not path.is_file():
        raise InputError("There is no checkpoint {name} to resume from.", name=path)
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        found = state.pop("identity")
    except (RuntimeError, EOFError, KeyError, UnpicklingError, AttributeError):
        raise InputError("The checkpoint {name} is damaged.", name=path) from None
    if found != dict(identity):
        raise InputError(
            "The checkpoint {name} is of another training: {found}.",
            name=path,
            found=", ".join(f"{key} {value}" for key, value in found.items()),
        )
    return state
