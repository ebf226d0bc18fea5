"""Reading recipes from text and links: names and literal values only, nothing is executed."""

import ast
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from core import __version__
from core.chain import Chain, Joined, Step, step_of
from core.fields import find_method
from core.heads import Sample, Upload
from core.image import SAMPLES
from core.method import Method
from core.parameter import Parameter
from core.recipe import Recipe
from core.sentence import InputError

LONGEST = 20_000  # characters
LARGEST = 2**63  # of whole numbers
PLAIN_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
HASH = re.compile("[0-9a-f]{64}")
MOST_STEPS = 16  # in all, those in settings included
MOST_NESTED = 2  # recipes in settings of recipes in settings
NOTHING: Mapping[str, Parameter] = MappingProxyType({})
DEEPEST = 20  # brackets within brackets; Python's own parser dies of thousands


def parse(text: str, prepare: Callable[[ast.expr], ast.expr] = lambda tree: tree) -> Recipe:
    """Read a recipe from its text; settings left out get their defaults.

    Args:
        text: As `str` of a recipe writes it.
        prepare: Completes what was written before it is understood.

    Raises:
        InputError: The text is no recipe, or names methods or settings that do not exist.
    """
    try:
        tree = prepare(_syntax_tree(text))
        _check_count(tree)
        parts = _chain(tree)
        head = _head(parts[0])
        steps = parts if head is None else parts[1:]
        return Recipe(head, tuple(_step(node, 0) for node in steps))
    except RecursionError:
        raise InputError("This recipe cannot be read.") from None


def read_setting(text: str, parameter: Parameter) -> Chain:
    """Read a setting that is a picture, as recipes write it.

    Raises:
        InputError: The text is no picture's.
    """
    try:
        tree = _syntax_tree(text)
        _check_count(tree)
        return _picture(tree, parameter, 1)
    except RecursionError:
        raise InputError("This recipe cannot be read.") from None


def to_query(recipe: Recipe) -> str:
    """Return the recipe as the query string of a link, without the question mark."""
    return f"recipe={quote(str(recipe), safe='')}&version={__version__}"


def from_link(link: str) -> Recipe:
    """Read the recipe that a link carries.

    Raises:
        InputError: The link carries none, or a damaged one.
    """
    try:
        found = parse_qs(urlsplit(link.strip()).query).get("recipe")
    except ValueError:
        found = None
    if not found:
        raise InputError("This link carries no recipe.")
    return parse(found[0])


def _syntax_tree(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise InputError(
            "The recipe has {length} characters; at most {limit} are allowed.",
            length=len(text),
            limit=LONGEST,
        )
    if _depth(text) > DEEPEST:
        raise InputError("This recipe cannot be read: its brackets are nested too deeply.")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise InputError(
            "This recipe cannot be read: mistake at character {place}.", place=error.offset or 1
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise InputError("This recipe cannot be read.") from None


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in PLAIN_STRING.sub("", text):
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    return deepest


def _chain(node: ast.expr) -> list[ast.expr]:
    parts: list[ast.expr] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]


def _head(node: ast.expr) -> Sample | Upload | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    values = _settings(node)
    match node.func.id, [_value(argument) for argument in node.args], values:
        case "sample", [str(name)], {} if not values:
            return _sample(name)
        case "upload", [str(name)], {"sha256": str(sha256)} if len(values) == 1:
            if HASH.fullmatch(sha256):  # code and notebooks write it into a comment
                return Upload(name, sha256)
    raise _unreadable(node)


def _sample(name: str) -> Sample:
    if name not in SAMPLES:
        raise InputError(
            "There is no sample {name}; there are {names}.", name=name, names=", ".join(SAMPLES)
        )
    return Sample(name)


def _check_count(tree: ast.expr) -> None:
    """Refuse more steps than are allowed, before any of them is looked up."""
    count = sum(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        for node in ast.walk(tree)
    )
    if count > MOST_STEPS:
        raise InputError(
            "The recipe has {count} steps; at most {limit} are allowed.",
            count=count,
            limit=MOST_STEPS,
        )


def _step(node: ast.expr, depth: int) -> Step:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=field), attr=name), args=[]):
            method = find_method(f"{field}.{name}")
            _check_names(method, node)
            pictures = {p.name: p for p in method.parameters if p.fits is not None}
            return step_of(method, _settings(node, pictures, depth))
    raise _unreadable(node)


def _check_names(method: Method, node: ast.Call) -> None:
    """Refuse settings that the method does not have, whatever their values are."""
    known = {p.name for p in method.parameters}
    for keyword in node.keywords:
        if keyword.arg is not None and keyword.arg not in known:
            method.check({keyword.arg: None})


def _settings(
    node: ast.Call, pictures: Mapping[str, Parameter] = NOTHING, depth: int = 0
) -> dict[str, Any]:
    if any(keyword.arg is None for keyword in node.keywords):
        raise _unreadable(node)
    return {
        name: _picture(keyword.value, pictures[name], depth + 1)
        if name in pictures
        else _value(keyword.value)
        for keyword in node.keywords
        if (name := str(keyword.arg))
    }


def _picture(node: ast.expr, parameter: Parameter, depth: int) -> Chain:
    """Read a setting that is a picture; a name alone is a sample's, as older recipes have it."""
    if depth > MOST_NESTED:
        raise InputError(
            "Pictures in settings may be nested {limit} deep, not deeper.", limit=MOST_NESTED
        )
    match node:
        case ast.Constant(value=str(name)):
            return Chain(_sample(name))
        case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=right):
            if parameter.fits is None or parameter.fits.field != "masks":
                raise InputError(
                    "Only masks are joined by + and -, not {name}.", name=parameter.name
                )
            sign = "+" if isinstance(node.op, ast.Add) else "-"
            one, other = (_picture(side, parameter, depth) for side in (left, right))
            return Chain(Joined(one, sign, other))
    begin, *others = _chain(node)
    if isinstance(begin, ast.BinOp):
        inner = _picture(begin, parameter, depth)
        return Chain(inner.head, (*inner.steps, *(_step(n, depth) for n in others)))
    head = _head(begin)
    steps = others if head is not None else [begin, *others]
    return Chain(head, tuple(_step(step, depth) for step in steps))


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=bool() | float() | str() as value):
            return value
        case ast.Constant(value=int() as value) if value < LARGEST:
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float())):
            return -_value(node.operand)
    raise _unreadable(node)


def _unreadable(node: ast.expr) -> InputError:
    return InputError(
        "This recipe cannot be read: “{part}” is neither a picture, a method nor a plain value.",
        part=_unparse(node)[:60],
    )


def _unparse(node: ast.expr) -> str:
    try:
        return ast.unparse(node)
    except ValueError:  # a number too long to be written
        return "…"
