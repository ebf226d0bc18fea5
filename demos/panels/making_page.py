"""A whole page for a field whose methods make pictures from nothing; some may take a picture."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from uuid import uuid4

import gradio as gr

from core.method import Method
from core.sentence import InputError
from demos.panels.bench import Bench
from demos.panels.controls import BROWSER, show_chosen
from demos.panels.events import Updates, Values, connect_heavy, connect_light
from demos.panels.grown import build_grown, film_address
from demos.panels.intake import add_intake, away, look_elsewhere
from demos.panels.lead import build_lead
from demos.panels.method_cell import build_method, build_run_bar
from demos.panels.page import Page, build_doors, connect_run
from demos.panels.picture import build_picture, receive
from demos.panels.sweep import add_sweep
from demos.panels.work import Workshop
from demos.words import word


def build_making_page(
    title: str,
    methods: Sequence[Method],
    *,
    name: str,
    first_method: str,
    language: gr.Radio,
    workshop: Workshop,
    cells: Sequence[Callable[[Page, int], None]] = (),
) -> Page:
    """Draw the page inside the tab that is open.

    Args:
        title: Heading of the page.
        methods: What it offers.
        name: Stands before the ids of its widgets.
        first_method: The one that is chosen at first.
        language: Chooser of the site.
        workshop: Where work is done.
        cells: What draws the field's own cells, in order, each given the page and its number.
    """
    lead = build_lead(title, methods, first_method)
    with gr.Row(elem_classes=["bench", "making"]):
        with gr.Column(scale=1, min_width=300, elem_classes="left"):
            chooser, controls, wells = build_method(methods, first_method, number=1, name=name)
            takers = [m.id for m in methods if m.takes_image]
            with gr.Column(visible=first_method in takers, elem_classes="settings") as group:
                picture = build_picture((), "", number=0, prefix=name)
            bar = build_run_bar(name)
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            results, films = build_grown(name)
    bench = Bench(picture.source, None, {}, chooser, controls, language, "", group, wells=wells)
    doors = build_doors(name)
    page = Page(bench, picture, results, bar.status, bar.stop, gr.State(""), workshop, doors, name)
    show_chosen(chooser, lead)
    shown = f"(chosen) => ({{__type__: 'update', visible: {json.dumps(takers)}.includes(chosen)}})"
    chooser.change(None, chooser, group, js=shown, **BROWSER)
    connect_run(page, bar.run)
    add_intake(page)
    _add_films(page, films)
    _add_opener(page, bar.tools)
    for number, add_cell in enumerate(cells, 4):
        add_cell(page, number)
    add_sweep(page, number=4 + len(cells))
    return page


def _add_films(page: Page, row: gr.Row) -> None:
    """Draw the buttons that save the run as a film, and connect them."""
    address = gr.Textbox(visible=False)
    with row:
        for suffix, label in ((".gif", word("Download GIF")), (".mp4", word("Download MP4"))):
            button = gr.Button(
                label, size="sm", min_width=80, elem_id=f"{page.name}film{suffix[1:]}"
            )
            made = connect_light(
                [button.click], partial(_film, page, address, suffix), bench=page.bench,
                status=page.status, inputs=[page.results.shown], outputs=[address],
            )  # fmt: skip
            made.then(None, address, None, js="(address) => atelier.save(address)", **BROWSER)


def _film(page: Page, address: gr.Textbox, suffix: str, values: Values) -> Updates:
    """Make the film of what is shown; the mark behind its address tells it from the last one."""
    shown = values[page.results.shown]
    if shown is None:
        raise InputError("There is no result yet.")
    result = page.workshop.known(shown.recipe)
    if result is None:
        raise InputError("This result is no longer kept here; press Run to make it again.")
    return {address: f"{film_address(shown.recipe, result, suffix)}#{uuid4().hex}", page.status: ""}


def _add_opener(page: Page, row: gr.Row) -> None:
    """Draw the button that opens a saved picture, and connect it."""
    with row:
        opener = gr.UploadButton(
            label=word("Open a saved picture"),  # type: ignore[arg-type]
            size="sm",
            file_types=[".png"],
            min_width=80,
            elem_id=f"{page.name}open",
        )
    opened = connect_heavy(
        [opener.upload], partial(_open, page, opener), bench=page.bench, status=page.status,
        stop=page.stop, inputs=[opener, page.results.channels],
        outputs=[*page.restorable, page.doors.elsewhere, *page.results.outputs],
    )  # fmt: skip
    look_elsewhere(page, opened)


def _open(page: Page, opener: gr.UploadButton, values: Values) -> Iterator[Updates]:
    """Set the page as the recipe of a saved picture says, or the page that it belongs to."""
    path = values[opener]
    received = receive(path, Path(path).name, values[page.bench.language])
    if received.recipe is None:
        raise InputError("This picture carries no recipe.")
    yield {**away(page, received), page.status: ""}
