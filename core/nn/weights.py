"""Trained networks: read once, checked against their cards, and kept while there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from threading import Condition
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from cachetools import Cache, LRUCache, cached

from core.device import network_device
from core.nn import cards, hub
from core.nn.pins import check_pin, names_repository
from core.nn.precision import lower, network_kind
from core.sentence import InputError
from core.settings import settings

if TYPE_CHECKING:
    import torch
    from torch import nn

Key = tuple[str, str, str]  # name, repository, device


class Loadable(Protocol):
    """What is asked of a training whose weights are run: a Task has it all."""

    @property
    def name(self) -> str:
        """Of its weights."""

    @property
    def is_exact(self) -> bool:
        """Whether it runs in float32 always."""

    @property
    def build(self) -> Callable[[], nn.Module]:
        """Makes the network anew."""

    def shipped(self, network: nn.Module) -> nn.Module:
        """Return the part whose weights are kept."""


@runtime_checkable
class Adaptable(Protocol):
    """A network that comes in several sizes, which its weights tell."""

    def shaped_for(self, weights: Mapping[str, torch.Tensor]) -> nn.Module:
        """Return one of the size of the weights."""


@dataclass(frozen=True, eq=False)
class Resident:
    """A network in memory, ready to run."""

    name: str  # of its weights
    repository: str  # of the Hub, or "" for those that came along
    device: str
    kind: str  # number format that it computes in
    bytes: int
    network: nn.Module


_kept: LRUCache[Key, Resident] = LRUCache(
    settings.model_megabytes * 2**20, lambda resident: resident.bytes
)
_change = Condition()


def load(task: Loadable, source: str = "", device: torch.device | None = None) -> nn.Module:
    """Return a task's trained network, ready to run: in eval mode, on its device.

    However many ask at once, it is read once; they all get the same, so leave it as it is.

    Args:
        task: What the network learned.
        source: Nothing for the weights that came along, their hash as recipes write it, or a
            repository of the Hub as owner/name.
        device: The best one, unless told otherwise.

    Raises:
        InputError: The weights or their card are missing, altered, or others than those named.
    """
    is_remote = names_repository(source)
    if not is_remote:
        check_pin(task.name, source)
    where = network_device() if device is None else device
    return _resident(task, source if is_remote else "", where).network


def open_network(task: Loadable, repository: str = "") -> nn.Module:
    """Return a task's trained network anew, in float32 on the CPU.

    Raises:
        InputError: The weights or their card are missing or altered.
    """
    from safetensors import SafetensorError

    folder = hub.fetch(repository, task.name) if repository else cards.FOLDER
    network, read = task.shipped(task.build()), cards.read_weights(task.name, folder)
    if isinstance(network, Adaptable):
        network = network.shaped_for(read)
    try:
        network.load_state_dict(read)
    except (RuntimeError, SafetensorError):
        raise InputError("The weights {name} do not fit their network.", name=task.name) from None
    return network.eval().requires_grad_(False)


def residents() -> list[Resident]:
    """Return the networks in memory, without counting it as a use."""
    with _change:
        return [Cache.__getitem__(_kept, key) for key in _kept]


def empty() -> None:
    """Forget all networks; whoever runs one keeps it until the end."""
    with _change:
        was_empty = not _kept
        _kept.clear()
    if not was_empty:  # else PyTorch may not even be there yet, and it takes seconds to come
        import torch

        torch.cuda.empty_cache()


def _key(task: Loadable, repository: str, device: torch.device) -> Key:
    return task.name, repository, str(device)


@cached(_kept, key=_key, condition=_change)
def _resident(task: Loadable, repository: str, device: torch.device) -> Resident:
    import torch

    network = open_network(task, repository)
    kind = torch.float32 if task.is_exact else network_kind(device)
    if kind != torch.float32:
        network = lower(network, kind)
    network = network.to(memory_format=torch.channels_last).to(device)
    tensors = chain(network.parameters(), network.buffers())
    size = sum(tensor.nbytes for tensor in tensors)
    name = str(kind).removeprefix("torch.")
    return Resident(task.name, repository, str(device), name, size, network)
