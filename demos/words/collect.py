"""List what a catalogue must hold: `python -m demos.words.collect` prints what it lacks.

A sentence stands in the code as the first argument of word(), say(), Sentence() or
InputError(), or is named `template`; the rest are the titles and docstrings of methods.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from core.augmentation.study_plan import SIZE
from core.fields import all_methods
from core.generation.course import COURSE
from core.image import SAMPLES
from core.method import Method
from demos import TABS
from demos.panels.viewer import STRINGS
from demos.words import CATALOGUES, catalogue

ROOT = Path(__file__).resolve().parents[2]
FIGURES = {"show_picture", "show_values", "_draw_spectrum"}  # and what else labels a figure
FIGURES |= {"set_title", "set_xlabel", "set_ylabel", "set_label"}
CALLS = {"word", "say", "Sentence", "InputError"}


def sentences() -> set[str]:
    """Return every English text that the page can show."""
    found = {tab.TITLE for tab in TABS} | set(SAMPLES) | set(STRINGS.values())
    for methods in (all_methods(), (COURSE, SIZE)):
        for method in methods:
            found |= set(_of_method(method))
    for folder in ("core", "demos"):
        for path in (ROOT / folder).rglob("*.py"):
            found |= set(_of_source(path.read_text(encoding="utf-8")))
    return found - {""}


def _of_method(method: Method) -> Iterator[str]:
    docstring = method.docstring
    yield method.title
    yield f"{docstring.summary} {docstring.description}".strip()
    yield from method.presets
    yield from method.views
    if method.field.damages:
        yield docstring.description
    for parameter in method.parameters:
        yield parameter.label
        yield parameter.help
        yield from parameter.titles.values()


def _of_source(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(said)), *_]):
                if name in CALLS:
                    yield said
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=arguments):
                if name in FIGURES:
                    yield from (
                        str(a.value)
                        for a in arguments
                        if isinstance(a, ast.Constant) and isinstance(a.value, str)
                    )
            case ast.Assign(targets=[ast.Name(id="template")], value=ast.Constant(str(said))):
                yield said


def main() -> None:
    """Print the entries that each catalogue lacks, ready to be filled in."""
    import sys

    for language in CATALOGUES:
        lacking = Catalog(locale=language.replace("-", "_"))
        for text in sorted(sentences() - set(catalogue(language))):
            lacking.add(text)
        write_po(sys.stdout.buffer, lacking, omit_header=True)


if __name__ == "__main__":
    main()
