"""A derivation as a tree: each module above those that it became."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from core.lsystems.derivation import Node

LETTER, GAP, ROW = 8, 8, 46  # pixels: a letter's width, between nodes, from order to order


@dataclass(frozen=True)
class _Place:
    """Where a node stands; its depth is the order."""

    node: Node
    x: float
    depth: int
    above: tuple[float, int] | None


def tree_svg(nodes: Sequence[Node], name: str) -> str:
    """Return the trees of an axiom's modules side by side, as SVG.

    Args:
        nodes: A tree for each module of the axiom.
        name: What it is called, for who cannot see it.
    """
    places = list(_placed(nodes, 0.0, 0, None))
    width = sum(map(_width, nodes))
    height = (max(place.depth for place in places) + 1) * ROW
    parts = [*map(_edge, places), *map(_label, places)]
    return (
        f'<svg class="derivation" width="{width:.0f}" height="{height}" role="img"'
        f' aria-label="{escape(name)}">{"".join(parts)}</svg>'
    )


def _width(node: Node) -> float:
    own = LETTER * len(node.text) + GAP
    return max(own, sum(map(_width, node.children)))


def _placed(
    nodes: Sequence[Node], left: float, depth: int, above: tuple[float, int] | None
) -> Iterator[_Place]:
    for node in nodes:
        width = _width(node)
        middle = left + width / 2
        yield _Place(node, middle, depth, above)
        inner = sum(map(_width, node.children))
        yield from _placed(node.children, left + (width - inner) / 2, depth + 1, (middle, depth))
        left += width


def _edge(place: _Place) -> str:
    if place.above is None:
        return ""
    x, depth = place.above
    top, bottom = depth * ROW + 26, place.depth * ROW + 10
    return f'<path d="M{x:.1f} {top}L{place.x:.1f} {bottom}"/>'


def _label(place: _Place) -> str:
    kind = ' class="new"' if place.node.is_rewritten else ""
    text = escape(place.node.text)
    return f'<text x="{place.x:.1f}" y="{place.depth * ROW + 22}"{kind}>{text}</text>'
