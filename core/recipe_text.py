"""Reading recipes from text and links: names and literal values only, nothing is executed."""

import ast
import re
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from core import __version__
from core.fields import find_method
from core.image import SAMPLES
from core.recipe import Recipe, Sample, Step, Upload
from core.sentence import InputError

LONGEST = 20_000  # characters
LARGEST = 2**63  # of whole numbers
PLAIN_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
HASH = re.compile("[0-9a-f]{64}")
MOST_STEPS = 16
DEEPEST = 20  # brackets within brackets; Python's own parser dies of thousands


def parse(text: str) -> Recipe:
    """Read a recipe from its text; settings left out get their defaults.

    Raises:
        InputError: The text is no recipe, or names methods or settings that do not exist.
    """
    try:
        parts = _chain(_syntax_tree(text))
        head = _head(parts[0])
        steps = parts if head is None else parts[1:]
        if len(steps) > MOST_STEPS:
            raise InputError(
                "The recipe has {count} steps; at most {limit} are allowed.",
                count=len(steps),
                limit=MOST_STEPS,
            )
        return Recipe(head, tuple(_step(node) for node in steps))
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
            if name not in SAMPLES:
                raise InputError(
                    "There is no sample {name}; there are {names}.",
                    name=name,
                    names=", ".join(SAMPLES),
                )
            return Sample(name)
        case "upload", [str(name)], {"sha256": str(sha256)} if len(values) == 1:
            if HASH.fullmatch(sha256):  # code and notebooks write it into a comment
                return Upload(name, sha256)
    raise _unreadable(node)


def _step(node: ast.expr) -> Step:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=field), attr=name), args=[]):
            method = find_method(f"{field}.{name}")
            return Step(method, method.check(_settings(node)))
    raise _unreadable(node)


def _settings(node: ast.Call) -> dict[str, Any]:
    if any(keyword.arg is None for keyword in node.keywords):
        raise _unreadable(node)
    return {str(keyword.arg): _value(keyword.value) for keyword in node.keywords}


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
