"""Reading a method's docstring: idea, formula, meaning of its settings, source."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docstring_parser.common import Docstring as Parsed
from docstring_parser.google import DEFAULT_SECTIONS, GoogleParser, Section, SectionType

OWN_SECTIONS = [
    Section("Formula", "formula", SectionType.SINGULAR),
    Section("Source", "source", SectionType.SINGULAR),
]
PARSER = GoogleParser(sections=[*DEFAULT_SECTIONS, *OWN_SECTIONS])


@dataclass(frozen=True)
class Docstring:
    """The parts of a method's docstring, each as one running text."""

    summary: str  # what it does, one sentence
    description: str  # how, in a few more
    formula: str  # LaTeX without dollar signs
    source: str  # the publication
    arguments: Mapping[str, str]  # what each setting means


def read_docstring(function: Callable[..., Any]) -> Docstring:
    """Take the docstring of a function apart."""
    parsed = PARSER.parse(inspect.getdoc(function) or "")
    return Docstring(
        summary=_one_line(parsed.short_description),
        description=_one_line(parsed.long_description),
        formula=_section(parsed, "formula"),
        source=_section(parsed, "source"),
        arguments={p.arg_name: _one_line(p.description) for p in parsed.params},
    )


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _section(parsed: Parsed, name: str) -> str:
    found = (m.description for m in parsed.meta if m.args == [name])
    return _one_line(next(found, ""))
