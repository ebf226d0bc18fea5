"""How a live network is built, watched while a small picture goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from core.nn.explaining.names import INPUTS, name_of
from core.nn.inference import Run
from core.sentence import Sentence

SIDE = 64  # pixels of the picture that is sent through, or the next multiple
JOINS = {  # functions of several tensors, and what they are called
    "add": Sentence("+ added"),
    "sub": Sentence("− subtracted"),
    "rsub": Sentence("− subtracted"),
    "mul": Sentence("× multiplied"),
    "cat": Sentence("joined side by side"),
}
STEPS = {  # functions that change the shape
    "pixel_shuffle": Sentence("pixel shuffle"),
    "pixel_unshuffle": Sentence("pixel unshuffle"),
    "interpolate": Sentence("enlargement"),
    "max_pool2d": Sentence("max pooling"),
    "avg_pool2d": Sentence("average pooling"),
}
BENDS = {"relu": Sentence("ReLU"), "leaky_relu": Sentence("leaky ReLU")}
BLANK = ("new_", "zeros_like", "ones_like", "full_like", "empty_like")  # no values are handed on
SILENT = (nn.Identity, nn.Dropout, nn.Dropout2d)


@dataclass(eq=False)
class Node:
    """One box of the diagram."""

    name: Sentence
    shape: tuple[int, ...] = ()  # of what it gives, without the batch
    sources: dict[Node, None] = field(default_factory=dict)  # in the order of use
    path: str = ""  # of the module; functions have none
    bends: dict[str, Sentence] = field(default_factory=dict)  # what follows value by value
    uses: int = 0


@dataclass(frozen=True)
class Graph:
    """The boxes in the order of work; the first are inputs, the last is the result."""

    nodes: list[Node]
    residual: set[nn.Module]  # what adds its input to what it makes


def trace(network: nn.Module, run: Run, channels: int, side: int) -> Graph:
    """Send a picture through the network and note what gives what to whom.

    Args:
        network: The live module.
        run: How it is called.
        channels: Of the picture.
        side: Of the picture, a multiple of what the network takes.
    """
    picture = torch.zeros(1, channels, side, side)
    watch = _Watch(picture)
    handles = [*watch.follow_inputs(network), *watch.follow_modules(network)]
    try:
        with torch.no_grad(), watch:
            made = run(network, picture)
    finally:
        for handle in handles:
            handle.remove()
    last = watch.owner(made)
    result = Node(Sentence("result"), tuple(made.shape[1:]), {last: None} if last else {})
    return Graph([*watch.nodes.values(), result], watch.residual)


def stages(network: nn.Module, path: str = "") -> Iterator[tuple[str, nn.Module]]:
    """Yield the parts that a diagram shows as one box each, by their paths.

    Lists are looked into, and so are sequences of single layers and lonely parts.
    """
    children = list(network.named_children())
    for name, child in children:
        whole = f"{path}{name}"
        parts = list(child.children())
        is_row = isinstance(child, nn.Sequential) and any(not list(p.children()) for p in parts)
        is_lonely = len(children) == 1 and parts
        if isinstance(child, nn.ModuleList | nn.ModuleDict) or is_row or is_lonely:
            yield from stages(child, f"{whole}.")
        elif not isinstance(child, SILENT):
            yield whole, child


class _Watch(TorchFunctionMode):
    """Notes which box every tensor came from."""

    def __init__(self, picture: Tensor) -> None:
        super().__init__()
        self.nodes: dict[Any, Node] = {}  # by path, or by function and sources
        self.residual: set[nn.Module] = set()
        self._owners: dict[int, Node] = {}
        self._kept: list[Tensor] = []  # so that no other tensor gets the id of an old one
        self._inside: list[tuple[nn.Module, set[int]]] = []  # modules at work and their inputs
        self._stage: nn.Module | None = None  # the box that is at work
        self._give(picture, self._node("picture", Sentence("picture")))

    def owner(self, tensor: Tensor) -> Node | None:
        """Return the box that a tensor came from."""
        return self._owners.get(id(tensor))

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        made = func(*args, **(kwargs or {}))
        given = list(_tensors([args, kwargs]))
        name = func.__name__.strip("_")
        self._note_residual(name, given)
        if self._stage is None and not name.startswith(BLANK):
            for tensor in _tensors(made):
                self._note(name, given, tensor)
        return made

    def follow_inputs(self, network: nn.Module) -> Iterator[Any]:
        """Name what the network is given beside the picture."""
        names = list(signature(network.forward).parameters)

        def note(_module: nn.Module, given: tuple[Any, ...], named: dict[str, Any]) -> None:
            for name, value in [*zip(names, given, strict=False), *named.items()]:
                if isinstance(value, Tensor) and self.owner(value) is None:
                    self._give(value, self._node(name, INPUTS.get(name, Sentence(name))))

        yield network.register_forward_pre_hook(note, with_kwargs=True)

    def follow_modules(self, network: nn.Module) -> Iterator[Any]:
        """Note what goes into every part and what comes out."""
        boxes = {module: path for path, module in stages(network)}

        def enter(module: nn.Module, given: tuple[Any, ...]) -> None:
            self._inside.append((module, {id(t) for t in _tensors(given)}))
            if self._stage is None and module in boxes:
                self._stage = module
                name = name_of(network, boxes[module], with_kind=False)
                node = self._node(boxes[module], name)
                node.path = boxes[module]
                node.sources |= dict.fromkeys(self._sources(_tensors(given)))

        def leave(module: nn.Module, _given: Any, made: Any) -> None:
            self._inside.pop()
            if self._stage is module:
                self._stage = None
                for tensor in _tensors(made):
                    self._give(tensor, self.nodes[boxes[module]])

        for path, module in network.named_modules():
            if path:
                yield module.register_forward_pre_hook(enter)
                yield module.register_forward_hook(leave)

    def _note(self, name: str, given: list[Tensor], made: Tensor) -> None:
        sources = list(self._sources(given))
        if len(sources) > 1:
            node = self._node((name, *map(id, sources)), JOINS.get(name, Sentence(name)))
            node.sources |= dict.fromkeys(sources)
            self._give(made, node)
        elif sources and name in STEPS and made.shape != given[0].shape:
            node = self._node((name, id(sources[0])), STEPS[name])
            node.sources |= dict.fromkeys(sources)
            self._give(made, node)
        elif sources and name in BENDS and made is not given[0]:
            node = self._node((name, id(sources[0])), BENDS[name])
            node.bends = {name: BENDS[name]}
            node.sources |= dict.fromkeys(sources)
            self._give(made, node)
        elif sources:
            if name in BENDS:  # in place
                sources[0].bends[name] = BENDS[name]
            self._give(made, sources[0], is_new=False)

    def _note_residual(self, name: str, given: list[Tensor]) -> None:
        if self._inside and name == "add":
            module, inputs = self._inside[-1]
            if inputs & {id(tensor) for tensor in given}:
                self.residual.add(module)

    def _node(self, key: Any, name: Sentence) -> Node:
        node = self.nodes.setdefault(key, Node(name))
        node.uses += 1
        return node

    def _give(self, tensor: Tensor, node: Node, *, is_new: bool = True) -> None:
        self._owners[id(tensor)] = node
        self._kept.append(tensor)
        if is_new:
            node.shape = tuple(tensor.shape[1:])

    def _sources(self, given: Iterable[Tensor]) -> dict[Node, None]:
        found = (self.owner(tensor) for tensor in given)
        return {node: None for node in found if node is not None}


def _tensors(given: Any) -> Iterator[Tensor]:
    if isinstance(given, Tensor):
        yield given
    elif isinstance(given, dict):
        yield from _tensors(list(given.values()))
    elif isinstance(given, tuple | list):
        for part in given:
            yield from _tensors(part)
