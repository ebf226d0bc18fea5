"""A network's boxes drawn together: what follows value by value, and runs of equal layers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from torch import nn

from core.nn.explaining.graph import Graph, Node
from core.nn.explaining.names import KINDS, NORMALISATION, kind_of
from core.sentence import Sentence

FOLLOWERS = {str(NORMALISATION), str(KINDS["ReLU"]), str(KINDS["LeakyReLU"])}


@dataclass(eq=False)
class Row:
    """One box as it is drawn."""

    names: list[Sentence]  # of the first and, if it stands for several, of the last
    details: list[Sentence]
    shape: tuple[int, ...]
    uses: int
    sources: list[Row] = field(default_factory=list)
    is_layer: bool = False
    count: int = 1  # layers in a row that it stands for


def rows_of(graph: Graph, network: nn.Module) -> list[Row]:
    """Return the boxes as they are drawn, in the order of work."""
    rows: dict[Node, Row] = {}
    for node in graph.nodes:
        modules = [network.get_submodule(node.path)] if node.path else []
        consumers = _consumers(graph)
        source = next(iter(node.sources), None)
        if _follows(node, modules) and source in rows and consumers[source] == 1:
            rows[node] = rows[source]
            rows[node].details += [*(kind_of(m) for m in modules), *node.bends.values()]
            continue
        details = [d for m in modules for d in _contents(m, graph.residual)]
        if node.path or node.name not in node.bends.values():
            details += node.bends.values()
        rows[node] = Row([node.name], details, node.shape, node.uses, is_layer=bool(node.path))
    for node, row in rows.items():
        found = [rows[s] for s in node.sources if s in rows and rows[s] is not row]
        row.sources += [s for s in dict.fromkeys(found) if s not in row.sources]
    return _folded(list(dict.fromkeys(rows.values())))


def joined(sentences: list[Sentence]) -> Sentence:
    """Return several short texts as one."""
    one = sentences[0]
    for two in sentences[1:]:
        one = Sentence("{one} · {two}", {"one": one, "two": two})
    return one


def _consumers(graph: Graph) -> Counter[Node]:
    return Counter(source for node in graph.nodes for source in node.sources)


def _follows(node: Node, modules: list[nn.Module]) -> bool:
    if len(node.sources) != 1:
        return False
    if modules:
        return str(kind_of(modules[0])) in FOLLOWERS
    return node.name in node.bends.values()


def _contents(module: nn.Module, residual: set[nn.Module]) -> list[Sentence]:
    """Return what a module is made of: its blocks, and its layers with weights by kind."""
    if not list(module.children()):
        return [_kind(module)]
    parts = [m for m in module.modules() if m is not module and m in residual]
    found = []
    if module in residual:
        found.append(Sentence("its input is added"))
    if parts:
        found.append(_times(len(parts), Sentence("residual block")))
    leaves = [m for m in module.modules() if not list(m.children())]
    kinds = Counter(str(_kind(m)) for m in leaves if list(m.parameters(recurse=False)))
    named = {str(_kind(m)): _kind(m) for m in leaves}
    return found + [_times(count, named[kind]) for kind, count in kinds.items()]


def _kind(module: nn.Module) -> Sentence:
    if not isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
        return kind_of(module)
    height, width = module.kernel_size
    size = Sentence("{height} × {width}", {"height": height, "width": width})
    kind = Sentence("{kind} {size}", {"kind": kind_of(module), "size": size})
    if max(module.stride) == 1:
        return kind
    step = Sentence("stride {number}", {"number": max(module.stride)})
    return Sentence("{whole}, {part}", {"whole": kind, "part": step})


def _times(count: int, kind: Sentence) -> Sentence:
    return Sentence("{count} × {kind}", {"count": count, "kind": kind})


def _folded(rows: list[Row]) -> list[Row]:
    """Let one box stand for layers in a row that are built alike and give the same shape."""
    consumers = Counter(source for row in rows for source in row.sources)
    kept: list[Row] = []
    for row in rows:
        before = kept[-1] if kept else None
        if before is not None and _alike(before, row) and consumers[before] == 1:
            before.names = [before.names[0], row.names[-1]]
            before.count += 1
            for other in rows:
                other.sources = [before if s is row else s for s in other.sources]
            before.sources = [s for s in before.sources if s is not before]
            consumers[before] = consumers[row]
        else:
            kept.append(row)
    return kept


def _alike(before: Row, row: Row) -> bool:
    both = before.is_layer and row.is_layer and row.sources == [before]
    same = [str(d) for d in before.details] == [str(d) for d in row.details]
    fed = {source.shape for part in (before, row) for source in part.sources}
    return both and same and fed == {row.shape} == {before.shape} and before.uses == row.uses
