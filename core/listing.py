"""What the methods are and what can be set, for programs and for reading."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.method import Method, Parameter


def describe(fields: Mapping[str, tuple[Method, ...]]) -> dict[str, list[dict[str, Any]]]:
    """Return what is known of each field's methods, ready for JSON."""
    return {
        field: [
            {
                "address": method.address,
                "title": method.title,
                "summary": method.docstring.summary,
                "settings": [_describe_setting(p) for p in method.parameters],
            }
            for method in methods
        ]
        for field, methods in fields.items()
    }


def _describe_setting(parameter: Parameter) -> dict[str, Any]:
    limits = {} if parameter.range is None else asdict(parameter.range)
    choices = {"choices": parameter.choices} if parameter.choices else {}
    kind = "choice" if choices else getattr(parameter.type, "__name__", str(parameter.type))
    known = {"name": parameter.name, "type": kind, "default": parameter.default}
    return {**known, **limits, **choices, "help": parameter.help}


def print_methods(console: Console, fields: Mapping[str, tuple[Method, ...]]) -> None:
    """Print each method with its idea, and below it a line for each setting."""
    for field, methods in fields.items():
        console.print(Text(field, "bold underline"))
        for method in methods:
            console.print(
                Text(method.id, "bold").append(f"  {method.docstring.summary}", "not bold")
            )
            console.print(_settings(method))
        console.print()


def _settings(method: Method) -> Table:
    table = Table.grid("", "", "", "", padding=(0, 2, 0, 0))
    table.columns[2].style = "dim"
    for p in method.parameters:
        cells = (f"    {p.name}", _values(p), f"default {p.default}", p.help)
        table.add_row(*map(Text, cells))
    return table


def _values(parameter: Parameter) -> str:
    if parameter.range is not None:
        return f"[{parameter.range.low}, {parameter.range.high}]"
    if parameter.choices:
        return ", ".join(parameter.choices)
    return getattr(parameter.type, "__name__", str(parameter.type))
