"""The layers of a live network, and what each of them gives, recorded by hooks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from core.nn.explaining.case import Case
from core.nn.explaining.names import name_of
from core.sentence import Sentence


@dataclass(frozen=True)
class Layer:
    """One use of a layer; a recurrent network uses the same one several times."""

    path: str  # as named_modules gives it
    turn: int  # from 1
    shape: tuple[int, ...]  # of what it gives, (1, C, h, w)

    @property
    def key(self) -> str:
        """What tells it from the others, the same for any picture."""
        return f"{self.path}@{self.turn}"

    def name(self, network: nn.Module, turns: int) -> Sentence:
        """Return its readable name, with the number of the turn if there are several."""
        name = name_of(network, self.path)
        if turns == 1:
            return name
        return Sentence("{whole}, turn {number}", {"whole": name, "number": self.turn})


def listen(case: Case, hear: Callable[[Layer, Tensor], None]) -> Tensor:
    """Send the picture through the network and return the result.

    Args:
        case: What is explained.
        hear: Called for every use of a layer that gives maps, in the order of work, with a
            tensor that later layers may overwrite. What only hands on its last part's is left out.
    """
    turns: Counter[str] = Counter()
    latest: list[Tensor] = []

    def note(path: str, given: Any) -> None:
        made = next((t for t in _tensors(given) if t.dim() == 4), None)
        if made is None or any(made is tensor for tensor in latest[-1:]):
            return
        latest[:] = [made]
        turns[path] += 1
        hear(Layer(path, turns[path], tuple(made.shape)), made)

    with _hooked(case.network, note), torch.inference_mode():
        return case.run(case.network, case.picture)


def layers_of(case: Case) -> list[Layer]:
    """Return all uses of layers that give maps, in the order of work."""
    layers: list[Layer] = []
    listen(case, lambda layer, _: layers.append(layer))
    return layers


def maps_of(case: Case, key: str) -> tuple[Tensor, Layer, dict[str, Sentence]]:
    """Return a layer's maps, (C, h, w), and the names of all layers by their keys.

    Args:
        case: What is explained.
        key: Of a layer; the first stands in for one that is not there.
    """
    found: dict[str, Layer] = {}
    kept: dict[str, Tensor] = {}

    def hear(layer: Layer, made: Tensor) -> None:
        if not found or layer.key == key:
            kept[layer.key] = made[0].clone()
        found[layer.key] = layer

    listen(case, hear)
    turns = Counter(layer.path for layer in found.values())
    names = {k: layer.name(case.network, turns[layer.path]) for k, layer in found.items()}
    shown = key if key in kept else next(iter(kept))
    return kept[shown], found[shown], names


@contextmanager
def _hooked(network: nn.Module, note: Callable[[str, Any], None]) -> Iterator[None]:
    handles = [
        module.register_forward_hook(lambda _m, _inputs, given, path=path: note(path, given))
        for path, module in network.named_modules()
        if path
    ]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _tensors(given: Any) -> Iterator[Tensor]:
    if isinstance(given, Tensor):
        yield given
    elif isinstance(given, tuple | list):
        for part in given:
            yield from _tensors(part)
