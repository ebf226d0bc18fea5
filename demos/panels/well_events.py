"""What happens at a well: a file, a sample or a rule comes in, and the box shows it."""

from functools import partial

from core.chain import Given
from core.heads import Upload
from core.sentence import InputError
from demos.panels.bench import Bench
from demos.panels.controls import BROWSER, read_picture
from demos.panels.events import Updates, Values, connect_light
from demos.panels.page import Page
from demos.panels.publish import thumbnail
from demos.panels.source import Source, uploaded
from demos.panels.wells import Well, choices, made


def connect_wells(page: Page) -> None:
    """Let pictures and rules come into the wells, and the boxes follow their texts."""
    for well in page.bench.wells.values():
        well.chosen.input(None, well.chosen, well.text, js="(rule) => rule ?? ''", **BROWSER)
        connect_light(
            [well.box.upload], partial(_upload, page.bench, well), bench=page.bench,
            status=page.status, inputs=[well.box], outputs=[well.text, page.bench.source],
        )  # fmt: skip
        well.box.clear(None, None, well.text, js="() => ''", **BROWSER)
        connect_light(
            [well.text.change], partial(_show, page, well), bench=page.bench, status=page.status,
            inputs=[well.text], outputs=[well.box, well.chosen],
        )  # fmt: skip


def _upload(bench: Bench, well: Well, values: Values) -> Updates:
    """Take a file into the well; what recipe it may carry does not count here."""
    path, name = values[well.box]
    source: Source | None = values[bench.source]
    if source is None:
        raise InputError("Choose a sample or drop a picture first.")
    own, _ = uploaded(path, name)
    head = own.recipe.head
    assert isinstance(head, Upload)
    return {well.text: str(head), bench.source: source.with_other(head.sha256, path)}


def _show(page: Page, well: Well, values: Values) -> Updates:
    """Show what the text stands for, and choose it where it is one of the choices."""
    text, source = values[well.text], values[page.bench.source]
    offered = [value for _, value in choices(well.parameter.fits.field)]  # type: ignore[union-attr]
    chain = read_picture(text, well.parameter)
    shown = None
    if chain is not None and source is not None:
        image = None
        if chain.is_open:
            image = page.image(source.recipe, source)
        given = Given(() if image is None else (image,), source.pictures)
        shown = thumbnail(made(chain, given, well.parameter))
    return {well.box: shown, well.chosen: text if text in offered else None}
