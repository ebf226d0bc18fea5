"""What there is: fields, methods and their settings."""

import json
from typing import Annotated

import typer
from rich.console import Console

from core.cli.app import app
from core.fields import FIELDS, find_field
from core.listing import describe, print_methods


@app.command("list")
def list_methods(
    field: Annotated[str | None, typer.Argument(help="Show this field alone.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """List the fields, their methods, and what can be set."""
    fields = FIELDS if field is None else (find_field(field),)
    if as_json:
        typer.echo(json.dumps(describe(fields), indent=2, ensure_ascii=False))
        return
    print_methods(Console(), fields)
