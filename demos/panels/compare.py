"""Cell 5: every method on the same damage, in a table, a gallery and a plot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from core.image import Image
from core.method import Frame
from core.plots import Point, quality_against_time
from core.recipe import Recipe
from core.sentence import InputError, Sentence
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy, working
from demos.panels.figures import figure_to_html
from demos.panels.page import Page
from demos.panels.results import address
from demos.panels.scores import decibels, likeness
from demos.panels.text import cell_head, message, table
from demos.panels.work import Result
from demos.words import say, word


@dataclass(frozen=True)
class Row:
    """What one method made of the picture, or why it made nothing."""

    title: str
    tile: dict[str, Any]
    scores: dict[str, float] | None = None
    seconds: float = 0.0
    refusal: Sentence | None = None


def add_compare(page: Page) -> None:
    """Draw cell 5 and connect it."""
    gr.HTML(cell_head(5, word("Compare")))
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Compare all"), elem_id="compare", min_width=80)
        stop = gr.Button(word("Stop"), interactive=False, elem_id="compare-stop", min_width=80)
    status = gr.HTML(elem_id="compare-status")
    with gr.Row():
        with gr.Column(min_width=320):
            listing = gr.HTML(elem_id="compare-table")
        with gr.Column(min_width=320):
            plot = gr.HTML(elem_id="compare-plot")
    gallery = page.gallery("compare-gallery")
    rows = gr.State([])
    shown = [listing, plot, gallery]

    def compare(values: Values) -> Iterator[Updates]:
        done: list[Row] = []
        language = values[page.bench.language]
        for name in page.bench.methods:
            for look in _one(page, values, name):
                if isinstance(look, Frame):
                    title = page.bench.methods[name].method.title
                    yield {status: working(title, look, language)}
                else:
                    done.append(look)
            count, total = len(done), len(page.bench.methods)
            said = say("{count} of {total} methods", language, count=count, total=total)
            yield {status: message(said), rows: done, **_render(shown, done, language)}
        yield {status: ""}

    connect_heavy(
        [button.click], compare, bench=page.bench, status=status, stop=stop,
        outputs=[*shown, rows],
    )  # fmt: skip

    def translate(done: list[Row], language: str) -> Updates:
        return _render(shown, done, language) if done else {listing: ""}

    page.bench.language.change(translate, [rows, page.bench.language], shown, **LIGHT, **QUIET)


def _one(page: Page, values: Values, name: str) -> Iterator[Frame | Row]:
    title, source = page.bench.methods[name].method.title, values[page.bench.source]
    try:
        recipe = page.bench.recipe(values, name)
        for look in page.workshop.watch(recipe, source.pictures):
            if isinstance(look, Frame):
                yield look
            else:
                yield _row(title, recipe, look, page.truth(recipe, source))
    except InputError as error:
        yield Row(title, {"label": title}, refusal=error.sentence)


def _row(title: str, recipe: Recipe, result: Result, truth: Image | None) -> Row:
    from core.metrics import score

    height, width, _ = result.image.shape
    tile = {"label": title, "src": address(result.image, recipe), "width": width, "height": height}
    comparable = truth is not None and truth.shape == result.image.shape
    scores = score(result.image, truth) if truth is not None and comparable else None
    return Row(title, tile, scores, result.seconds)


def _render(shown: Sequence[Any], rows: list[Row], language: str) -> Updates:
    listing, plot, gallery = shown
    tiles = [_tile(row, language) for row in rows]
    return {
        listing: _table(rows, language),
        plot: _plot(rows, language),
        gallery: {"tiles": tiles},
    }


def _tile(row: Row, language: str) -> dict[str, Any]:
    tile = {**row.tile, "label": say(row.title, language)}
    if row.refusal is not None:
        return {**tile, "note": say(row.refusal, language)}
    score = f"{decibels(row.scores['psnr'])} dB · " if row.scores else ""
    return {**tile, "caption": f"{score}{row.seconds:.2f} s"}


def _table(rows: list[Row], language: str) -> str:
    heads = [
        (say("method", language), False),
        ("PSNR, dB", True),
        ("SSIM", True),
        (say("seconds", language), True),
    ]
    ordered = sorted(rows, key=lambda r: -r.scores["psnr"] if r.scores else 0)
    return table(heads, [_cells(row, language) for row in ordered])


def _cells(row: Row, language: str) -> list[tuple[str, float | str]]:
    title = say(row.title, language)
    if row.refusal is not None:
        said = f"{title}: {say(row.refusal, language)}"
        return [(said, title), ("–", -1.0), ("–", -1.0), ("–", -1.0)]
    seconds = (f"{row.seconds:.2f}", row.seconds)
    if row.scores is None:
        return [(title, title), ("–", -1.0), ("–", -1.0), seconds]
    psnr, ssim = row.scores["psnr"], row.scores["ssim"]
    return [(title, title), (decibels(psnr), psnr), (likeness(ssim), ssim), seconds]


def _plot(rows: list[Row], language: str) -> str:
    """Draw quality against time; the best point is coloured and named in the title."""
    scored = [(row, row.scores["psnr"]) for row in rows if row.scores]
    if not scored:
        return ""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.2), layout="constrained")
    axes = figure.add_subplot()
    axes.set(xlabel=say("seconds for this picture", language), ylabel="PSNR, dB")
    points = [Point(say(row.title, language), row.seconds, psnr) for row, psnr in scored]
    best = quality_against_time(axes, points)
    title = say(
        "{method} comes closest: {psnr:.2f} dB", language, method=best.name, psnr=best.quality
    )
    return f"<h3>{title}</h3>" + figure_to_html(figure)
