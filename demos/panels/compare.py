"""Cell 5: every method on the same damage, in a table, a gallery and a plot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import gradio as gr

from core.method import Frame
from core.plots import Point, quality_against_time
from core.recipe import Recipe
from core.sentence import InputError, Sentence
from demos.panels.events import Updates, Values, connect_heavy, follow, working
from demos.panels.figures import figure_to_html
from demos.panels.manner import Column, Manner
from demos.panels.page import Page
from demos.panels.scores import decibels
from demos.panels.shown import tile
from demos.panels.source import Source
from demos.panels.text import cell_head, message, table
from demos.panels.work import Result
from demos.words import say, word


@dataclass(frozen=True)
class Row:
    """What one method made of the picture, or why it made nothing."""

    title: str
    tile: dict[str, Any]
    measures: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    refusal: Sentence | None = None


@dataclass(frozen=True)
class Comparison:
    """The widgets of cell 5."""

    status: gr.HTML
    listing: gr.HTML
    plot: gr.HTML
    gallery: gr.HTML
    rows: gr.State
    manner: Manner

    def render(self, rows: list[Row], language: str) -> Updates:
        """Return the updates that show what has been made so far."""
        return {
            self.listing: _table(self.manner, rows, language) if rows else "",
            self.plot: _plot(rows, language),
            self.gallery: {"tiles": [_tile(row, language) for row in rows]},
        }


def add_compare(page: Page) -> None:
    """Draw cell 5 and connect it."""
    name = page.name
    gr.HTML(cell_head(5, word("Compare")))
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Compare all"), elem_id=f"{name}compare", min_width=80)
        stop = gr.Button(
            word("Stop"), interactive=False, elem_id=f"{name}compare-stop", min_width=80
        )
    cell = _draw(page)
    shown = [cell.listing, cell.plot, cell.gallery]
    connect_heavy(
        [button.click], partial(compare, page, cell), bench=page.bench, status=cell.status,
        stop=stop, outputs=[*shown, cell.rows],
    )  # fmt: skip
    language = page.bench.language
    follow(language, cell.render, [cell.rows, language], shown)


def _draw(page: Page) -> Comparison:
    name = f"{page.name}compare"
    status = gr.HTML(elem_id=f"{name}-status")
    with gr.Row():
        with gr.Column(min_width=320):
            listing = gr.HTML(elem_id=f"{name}-table")
        with gr.Column(min_width=320):
            plot = gr.HTML(elem_id=f"{name}-plot")
    gallery = page.gallery(f"{name}-gallery")
    return Comparison(status, listing, plot, gallery, gr.State([]), page.manner)


def compare(page: Page, cell: Comparison, values: Values) -> Iterator[Updates]:
    """Run every method on the same damage, showing each as it finishes."""
    done: list[Row] = []
    language, total = values[page.bench.language], len(page.bench.methods)
    for name, controls in page.bench.methods.items():
        for look in _one(page, values, name):
            if isinstance(look, Frame):
                yield {cell.status: working(controls.method.title, look, language)}
            else:
                done.append(look)
        said = say("{count} of {total} methods", language, count=len(done), total=total)
        shown = cell.render(done, language)
        yield {cell.status: message(said), cell.rows: list(done), **shown}
    yield {cell.status: ""}


def _one(page: Page, values: Values, name: str) -> Iterator[Frame | Row]:
    title, source = page.bench.methods[name].method.title, values[page.bench.source]
    try:
        recipe = page.bench.recipe(values, name)
        for look in page.workshop.watch(recipe, source.pictures):
            if isinstance(look, Frame):
                yield look
            else:
                yield _row(title, page, recipe, look, source)
    except InputError as error:
        yield Row(title, {"label": title}, refusal=error.sentence)


def _row(title: str, page: Page, recipe: Recipe, result: Result, source: Source) -> Row:
    made = {**tile(result.image, recipe), "label": title}
    is_scored = recipe.steps[-1].method.is_scored
    measures = page.manner.measures(page.judged(recipe, source, result)) if is_scored else {}
    return Row(title, made, measures, result.seconds)


def _tile(row: Row, language: str) -> dict[str, Any]:
    made = {**row.tile, "label": say(row.title, language)}
    if row.refusal is not None:
        return {**made, "note": say(row.refusal, language)}
    score = f"{decibels(row.measures['psnr'])} dB · " if "psnr" in row.measures else ""
    return {**made, "caption": f"{score}{row.seconds:.2f} s"}


def _table(manner: Manner, rows: list[Row], language: str) -> str:
    judged = any("psnr" in row.measures for row in rows)
    columns = manner.known if judged else manner.unknown
    heads = [(say("method", language), False)]
    heads += [(say(column.title, language), True) for column in columns]
    heads.append((say("seconds", language), True))
    ordered = sorted(rows, key=lambda r: -r.measures.get("psnr", 0))
    listed = table(heads, [_cells(row, columns, language) for row in ordered])
    return f"{listed}<p class='how'>{say(manner.compared, language)}</p>"


def _cells(row: Row, columns: Sequence[Column], language: str) -> list[tuple[str, float | str]]:
    title = say(row.title, language)
    none: tuple[str, float | str] = ("–", -1.0)
    if row.refusal is not None:
        said = f"{title}: {say(row.refusal, language)}"
        return [(said, title), *[none] * (len(columns) + 1)]
    told = ((column, row.measures.get(column.measure)) for column in columns)
    cells = [none if value is None else (column.show(value), value) for column, value in told]
    return [(title, title), *cells, (f"{row.seconds:.2f}", row.seconds)]


def _plot(rows: list[Row], language: str) -> str:
    """Draw quality against time; the best point is coloured and named in the title."""
    scored = [(row, row.measures["psnr"]) for row in rows if "psnr" in row.measures]
    if not scored:
        return ""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 5), layout="constrained")
    axes = figure.add_subplot()
    axes.set(xlabel=say("seconds for this picture", language), ylabel="PSNR, dB")
    points = [Point(say(row.title, language), row.seconds, psnr) for row, psnr in scored]
    best = quality_against_time(axes, points)
    title = say(
        "{method} comes closest: {psnr:.2f} dB", language, method=best.name, psnr=best.quality
    )
    return f"<h3>{title}</h3>" + figure_to_html(figure)
