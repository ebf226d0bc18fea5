"""Cell: how like real pictures those of a model are; each figure with interval, n and floor."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from core.generation.codes import TITLES
from core.generation.measuring import (
    MEASURED,
    drawn_samples,
    network_of,
    real_pictures,
    seen_by,
    together,
)
from core.metrics.generative import Extractor, Figure, Seen, figures
from demos.panels.choosers import Radio
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy
from demos.panels.generating.bias import add_bias
from demos.panels.generating.data import add_download, check_here, fashion, meanwhile
from demos.panels.generating.extractors import INCEPTIONS, OWN, extractor_named
from demos.panels.generating.measured import REAL, Row, measured_html
from demos.panels.page import Page
from demos.panels.text import cell_head, progress_bar
from demos.words import say, word

NUMBERS = (100, 500, 1000, 2000, 5000, 10_000)
Saying = Generator[str, None, Seen]


@dataclass(frozen=True)
class MeasureCell:
    """The widgets of the cell."""

    models: gr.CheckboxGroup
    count: gr.Radio
    extractor: gr.Radio
    seed: gr.Number
    status: gr.HTML
    table: gr.HTML
    rows: gr.State

    @property
    def inputs(self) -> list[Any]:
        """What a measurement is told, and what was measured before."""
        return [self.models, self.count, self.extractor, self.seed, self.rows]


def add_measure(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Measure")))
    about = word(
        "Samples are compared with as many test pictures by what a network sees in both. Real "
        "pictures against real ones are the floor: no model can be told to be better than that."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    name, bench = page.name, page.bench
    chosen = _choices(name)
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Measure"), elem_id=f"{name}measure", min_width=80)
        stop = gr.Button(
            word("Stop"), interactive=False, elem_id=f"{name}measure-stop", min_width=80
        )
    status = gr.HTML(elem_id=f"{name}measure-status")
    add_download(page, "measure", status, stop)
    table = gr.HTML(elem_id=f"{name}measure-table")
    cell = MeasureCell(*chosen, status, table, gr.State(()))
    connect_heavy(
        [button.click], partial(_measure, page, cell), bench=bench, status=status, stop=stop,
        inputs=cell.inputs, outputs=[table, cell.rows],
    )  # fmt: skip
    bench.language.change(measured_html, [cell.rows, bench.language], table, **LIGHT, **QUIET)
    add_bias(page, status, stop)


def _choices(name: str) -> tuple[gr.CheckboxGroup, gr.Radio, gr.Radio, gr.Number]:
    with gr.Row(elem_classes="sweep"):
        models = gr.CheckboxGroup(
            [(word(TITLES[model]), model) for model in MEASURED], value=["gan"],
            label=word("Models"), elem_id=f"{name}measure-models", min_width=220,
        )  # fmt: skip
        count = Radio(
            [(f"{number:,}", number) for number in NUMBERS], value=1000, elem_classes="chips",
            label=word("Pictures on either side"), elem_id=f"{name}measure-count", min_width=220,
            info=word("The published targets use 10,000; of a flow that many take minutes."),
        )  # fmt: skip
    with gr.Row(elem_classes="sweep"):
        choices = [(word("our classifier of clothing"), OWN)]
        choices += [(word(title), value) for value, title in INCEPTIONS.items()]
        extractor = Radio(
            choices, value=OWN, label=word("By the features of"), elem_classes="chips",
            elem_id=f"{name}measure-extractor", min_width=220,
            info=word("Figures by different networks cannot be compared with one another."),
        )  # fmt: skip
        seed = gr.Number(
            0, precision=0, minimum=0, maximum=2**31 - 1, label=word("Seed"),
            elem_id=f"{name}measure-seed", min_width=120,
        )  # fmt: skip
    return models, count, extractor, seed


def _measure(page: Page, cell: MeasureCell, values: Values) -> Iterator[Updates]:
    """Measure the floor and the chosen models, and show each figure as soon as it is there."""
    check_here()
    rows: tuple[Row, ...] = values[cell.rows] or ()
    for look in _measurements(cell, values, values[page.bench.language]):
        if isinstance(look, str):
            yield {cell.status: look}
        else:
            rows = (*(row for row in rows if row.key != look.key), look)
            shown = measured_html(rows, values[page.bench.language])
            yield {cell.rows: rows, cell.table: shown}
    yield {cell.status: ""}


def _measurements(cell: MeasureCell, values: Values, language: str) -> Iterator[str | Row]:
    count, seed = int(values[cell.count]), int(values[cell.seed] or 0)
    loading = progress_bar(say("Loading the network …", language), 0)
    extractor = yield from meanwhile(loading, partial(extractor_named, values[cell.extractor]))
    test = yield from fashion("test", language)
    train = yield from fashion("train", language)
    real = yield from _seen(extractor, real_pictures(test, count, seed), REAL, language)
    floor = yield from _seen(extractor, real_pictures(train, count, seed), REAL, language)
    yield from _row(REAL, extractor, real, floor, seed, language)
    for model in [model for model in MEASURED if model in values[cell.models]]:
        pictures = yield from _made(model, count, seed, language)
        made = yield from _seen(extractor, pictures, TITLES[model], language)
        yield from _row(TITLES[model], extractor, real, made, seed, language)


def _row(
    name: str, extractor: Extractor, real: Seen, made: Seen, seed: int, language: str
) -> Iterator[str | Row]:
    """Yield a model's row as its figures come, and what to say in between."""
    found = figures(real, made, extractor.kind, seed)
    known: tuple[Figure, ...] = ()
    saying = say("{name}: taking figures and intervals …", language, name=say(name, language))
    while True:
        figure = yield from meanwhile(progress_bar(saying, len(known) / 5), partial(_next, found))
        if not isinstance(figure, Figure):
            return
        known = (*known, figure)
        yield Row(name, extractor.name, seed, known)


def _next(found: Iterator[Figure]) -> Figure | bool:
    return next(found, False)


def _made(
    model: Any, count: int, seed: int, language: str
) -> Generator[str, None, NDArray[np.uint8]]:
    """Yield what to say while samples are made; return them."""
    title = say(TITLES[model], language)
    template = "{name}: {done} of {count} samples"
    said = progress_bar(say(template, language, name=title, done=0, count=count), 0)
    network = yield from meanwhile(said, partial(network_of, model))
    parts: list[NDArray[np.uint8]] = []
    samples = drawn_samples(network, count, seed)
    while (done := sum(map(len, parts))) < count:
        said = progress_bar(
            say(template, language, name=title, done=done, count=count), done / count
        )
        yield said
        parts.append((yield from meanwhile(said, partial(next, samples))))
    return np.concatenate(parts)


def _seen(extractor: Extractor, pictures: NDArray[np.uint8], name: str, language: str) -> Saying:
    """Yield what to say while pictures are looked at; return what was seen."""
    template = "{name}: {done} of {count} pictures looked at"
    parts: list[Seen] = []
    looks = seen_by(extractor, pictures)
    while (done := _count(parts)) < len(pictures):
        named = {"name": say(name, language), "done": done, "count": len(pictures)}
        said = progress_bar(say(template, language, **named), done / len(pictures))
        yield said
        parts.append((yield from meanwhile(said, partial(next, looks))))
    return together(parts)


def _count(parts: Sequence[Seen]) -> int:
    return sum(len(part.features) for part in parts)
