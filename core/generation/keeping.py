"""Weights that were trained here: files named by their hash, so that a recipe can name them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from core.device import network_device
from core.generation.course import build
from core.sentence import InputError
from core.settings import settings

if TYPE_CHECKING:
    from core.generation.models.model import Model

DIGITS = 16  # of the SHA-256 of a file
NAME = re.compile(f"[0-9a-f]{{{DIGITS}}}")
CARD = "model"  # key of the description among the file's facts
IN_MEMORY = 8  # networks
_opening = Lock()


def folder() -> Path:
    """Return where the weights lie."""
    from platformdirs import user_cache_path

    return Path(settings.trained_folder or user_cache_path("pixel-atelier") / "trained")


def as_bytes(network: Model, description: Mapping[str, Any]) -> bytes:
    """Return a file of weights that also says what they are of.

    Args:
        network: Trained.
        description: What `build` wants, and whatever else is worth knowing; for JSON.
    """
    from safetensors.torch import save

    tensors = {name: value.cpu().contiguous() for name, value in network.state_dict().items()}
    return save(tensors, {CARD: json.dumps(description)})


def keep(content: bytes) -> str:
    """Put a file of weights where samples can be made with it, and return its name."""
    name = sha256(content).hexdigest()[:DIGITS]
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"{name}.safetensors"
    partial = place / f"{name}.{os.getpid()}"
    partial.write_bytes(content)
    os.replace(partial, path)
    _make_room(place)
    return name


def is_here(name: str) -> bool:
    """Tell whether weights are at hand."""
    return bool(NAME.fullmatch(name)) and (folder() / f"{name}.safetensors").is_file()


def describe(name: str) -> dict[str, Any]:
    """Return what weights are of.

    Raises:
        InputError: They are not here.
    """
    from safetensors import safe_open

    with safe_open(_path(name), "numpy") as file:
        return dict(json.loads(file.metadata()[CARD]))


def open_trained(name: str) -> Model:
    """Return a network that was trained here, for all to share, in float32.

    Raises:
        InputError: It is not here, or its file is not the one that it is named for.
    """
    path = _path(name)
    with suppress(OSError):
        os.utime(path)  # what is used stays
    with _opening:
        return _read(path, str(network_device()))


@lru_cache(maxsize=IN_MEMORY)
def _read(path: Path, device: str) -> Model:
    from safetensors.torch import load

    content = path.read_bytes()
    if sha256(content).hexdigest()[:DIGITS] != path.stem:
        raise InputError("The weights {name} have been altered.", name=path.stem)
    network = build(describe(path.stem))
    network.load_state_dict(load(content))
    return network.eval().requires_grad_(False).to(device)


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise InputError(
            "A model trained here is named by {digits} digits of its hash, got {value}.",
            digits=DIGITS,
            value=repr(name)[:60],
        )
    path = folder() / f"{name}.safetensors"
    if not path.is_file():
        raise InputError("The model {name} was trained elsewhere: it is not on this machine.",
                         name=name)  # fmt: skip
    return path


def _make_room(place: Path) -> None:
    """Delete the weights that were used longest ago while all take too much room."""
    total = 0
    for path in sorted(place.glob("*.safetensors"), key=lambda path: -path.stat().st_mtime):
        total += path.stat().st_size
        if total > settings.trained_megabytes * 2**20:
            path.unlink(missing_ok=True)
