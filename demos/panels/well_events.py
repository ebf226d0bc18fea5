"""What happens at a well: a file, a sample or a rule comes in, and the box shows it."""

from collections.abc import Mapping
from functools import partial

import gradio as gr

from core.chain import Given
from core.heads import Upload
from core.sentence import InputError
from demos.panels.bench import Bench
from demos.panels.choosers import Dropdown
from demos.panels.controls import BROWSER, read_picture
from demos.panels.events import Updates, Values, connect_light
from demos.panels.page import Page
from demos.panels.publish import thumbnail
from demos.panels.shown import Shown
from demos.panels.source import Source, uploaded
from demos.panels.wells import Well, choices, made
from demos.words import word


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


def offer_results(pages: Mapping[str, Page], titles: Mapping[str, str]) -> None:
    """Let the wells of every page take what another tab shows.

    Args:
        pages: Of the site, by the ids of their tabs.
        titles: Of the tabs.
    """
    for name, page in pages.items():
        others = {id: other.results.shown for id, other in pages.items() if id != name}
        for well in page.bench.wells.values() if others else ():
            with well.column:
                chosen = Dropdown(
                    [(word(titles[id]), f"from_{id}") for id in others], value=None,
                    label=word("Result of another tab"), elem_id=f"{well.text.elem_id}-from",
                )  # fmt: skip
            connect_light(
                [chosen.input], partial(_take, page.bench, well, chosen, others),
                bench=page.bench, status=page.status, inputs=[chosen, *others.values()],
                outputs=[well.text, page.bench.source],
            )  # fmt: skip


def _take(
    bench: Bench, well: Well, chosen: Dropdown, others: Mapping[str, gr.State], values: Values
) -> Updates:
    """Put what another tab shows into the well, with the pictures that it needs."""
    shown: Shown | None = values[others[values[chosen].removeprefix("from_")]]
    source: Source | None = values[bench.source]
    if shown is None:
        raise InputError("There is no result yet.")
    if source is None:
        raise InputError("Choose a sample or drop a picture first.")
    for sha256, path in shown.source.files.items():
        source = source.with_other(sha256, path)
    return {well.text: str(shown.recipe), bench.source: source}


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
