"""Files of a system: its drawing for a plotter, its string, its rules; and rules from a file."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import gradio as gr

from core import __version__
from core.lsystems.files import notation_file, read_notation, string_file, svg_file
from core.lsystems.notation import LONGEST
from core.sentence import InputError
from demos.panels.controls import BROWSER
from demos.panels.events import Updates, Values, connect_heavy
from demos.panels.page import Page
from demos.panels.plants.setting import beside_files, set_and_run
from demos.panels.publish import publish
from demos.panels.shown import Shown, file_name
from demos.panels.text import message, progress_bar
from demos.panels.work import in_background
from demos.words import say, word

MANY = "python -m core.lsystems.plants FOLDER --count 1000 --size 64 --seed 0"
WRITERS: dict[str, Callable[[str, Mapping[str, Any]], str]] = {
    ".svg": svg_file,
    ".txt": string_file,
    ".lsystem": notation_file,
}


def add_exports(page: Page) -> None:
    """Draw the buttons below those that take the result home, and connect them."""
    labels = {
        ".svg": word("Download SVG"),
        ".txt": word("Download string"),
        ".lsystem": word("Download rules"),
    }
    address = gr.Textbox(visible=False)
    with beside_files(page), gr.Row(elem_classes=["tools", "films"]):
        buttons = {
            suffix: gr.Button(
                label, size="sm", min_width=80, elem_id=f"{page.name}save-{suffix[1:]}"
            )
            for suffix, label in labels.items()
        }
    for suffix, button in buttons.items():
        saved = connect_heavy(
            [button.click], partial(_save, page, address, suffix), bench=page.bench,
            status=page.status, stop=page.stop, inputs=[page.results.shown], outputs=[address],
        )  # fmt: skip
        saved.then(None, address, None, js="(address) => atelier.save(address)", **BROWSER)
    with beside_files(page):
        many = word("1,000 random plants as a training set, with their rules:")
        gr.HTML(f"<p class='how'>{many} <code>{MANY}</code></p>")


def add_opener(page: Page) -> None:
    """Draw the button that reads rules from a file below those of the visitor's own."""
    with page.bench.methods["grow"].group, gr.Row(elem_classes="tools"):
        opener = gr.UploadButton(
            label=word("Open rules from a file"),  # type: ignore[arg-type]
            size="sm", file_types=[".lsystem", ".txt"], min_width=80, elem_id=f"{page.name}rules",
        )  # fmt: skip
    connect_heavy(
        [opener.upload], partial(_open, page, opener), bench=page.bench, status=page.status,
        stop=page.stop, inputs=[opener, page.results.channels],
        outputs=[*page.restorable, *page.results.outputs],
    )  # fmt: skip


def _save(page: Page, address: gr.Textbox, suffix: str, values: Values) -> Iterator[Updates]:
    """Write one file; the mark behind its address tells it from the last one."""
    shown: Shown | None = values[page.results.shown]
    if shown is None:
        raise InputError("There is no result yet.")
    step = shown.recipe.steps[-1]
    language = values[page.bench.language]
    write = partial(
        publish, f"{shown.recipe} {suffix} {__version__}", f"{file_name(shown.recipe)}{suffix}",
        lambda: WRITERS[suffix](step.method.id, step.settings).encode(),
    )  # fmt: skip
    for written in in_background(write):
        if written is None:
            yield {page.status: progress_bar(say("Writing the file …", language), 0)}
        else:
            yield {address: f"{written}#{uuid4().hex}", page.status: ""}


def _open(page: Page, opener: gr.UploadButton, values: Values) -> Iterator[Updates]:
    """Read rules from a file, and run them."""
    path = Path(values[opener])
    rules, settings = read_notation(_text(path))
    yield from set_and_run(page, values, "grow", {"rules": rules, **settings})
    said = say("These rules are from “{name}”.", values[page.bench.language], name=path.name)
    yield {page.status: message(said)}


def _text(path: Path) -> str:
    """Return what a file holds.

    Raises:
        InputError: It is no text, or far too long.
    """
    if path.stat().st_size > 4 * LONGEST:
        raise InputError("This file is too large to hold rules.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("This file is no text in UTF-8.") from None
