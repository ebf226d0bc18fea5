"""What the methods are and what can be set, for programs and for reading."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.field import Field
from core.method import Method, Parameter


def describe(fields: Iterable[Field]) -> dict[str, list[dict[str, Any]]]:
    """Return what is known of each field's methods, ready for JSON."""
    return {
        field.name: [
            {
                "address": method.address,
                "title": method.title,
                "summary": method.docstring.summary,
                "settings": [_describe_setting(p) for p in method.parameters],
            }
            for method in field.methods
        ]
        for field in fields
    }


def _describe_setting(parameter: Parameter) -> dict[str, Any]:
    limits = {} if parameter.range is None else asdict(parameter.range)
    choices = {"choices": parameter.choices} if parameter.choices else {}
    kind = "choice" if choices else _kind(parameter)
    known = {"name": parameter.name, "type": kind, "default": _default(parameter)}
    return {**known, **limits, **choices, "help": parameter.help}


def _kind(parameter: Parameter) -> str:
    if parameter.fits is not None:
        return "picture"
    return getattr(parameter.type, "__name__", str(parameter.type))


def _default(parameter: Parameter) -> Any:
    """Return the default, of a picture the sample's name; nothing where it has to be given."""
    if parameter.fits is not None:
        return parameter.fits.sample or None
    return None if parameter.is_needed else parameter.default


def print_methods(console: Console, fields: Iterable[Field]) -> None:
    """Print each method with its idea, and below it a line for each setting."""
    for field in fields:
        console.print(Text(field.name, "bold underline"))
        for method in field.methods:
            console.print(
                Text(method.id, "bold").append(f"  {method.docstring.summary}", "not bold")
            )
            console.print(_settings(method))
        console.print()


def _settings(method: Method) -> Table:
    table = Table.grid("", "", "", "", padding=(0, 2, 0, 0))
    table.columns[2].style = "dim"
    for p in method.parameters:
        cells = (f"    {p.name}", _values(p), _told_default(p), p.help)
        table.add_row(*map(Text, cells))
    return table


def _values(parameter: Parameter) -> str:
    if parameter.range is not None:
        return f"[{parameter.range.low}, {parameter.range.high}]"
    return ", ".join(parameter.choices) or _kind(parameter)


def _told_default(parameter: Parameter) -> str:
    return "needed" if parameter.is_needed else f"default {_default(parameter)}"
