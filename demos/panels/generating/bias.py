"""Real pictures against real ones, at more and more of them: what n alone does to a figure."""

from collections.abc import Iterator
from functools import partial
from html import escape

import gradio as gr
import numpy as np
from numpy.typing import NDArray

from core.classification.extractors import own_extractor
from core.curves import draw_curve
from core.data import Collection
from core.generation.measuring import COUNTS, DRAWS, bias
from core.plots import INK
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy
from demos.panels.figures import figure_to_html
from demos.panels.generating.data import check_here, fashion, meanwhile
from demos.panels.page import Page
from demos.panels.text import progress_bar
from demos.words import say, word

Points = tuple[tuple[int, float, float], ...]


def add_bias(page: Page, status: gr.HTML, stop: gr.Button) -> None:
    """Draw the button and the plot below the table, and connect them."""
    with gr.Row(elem_classes="tools"):
        button = gr.Button(
            word("Show what the number of pictures does"), size="sm", min_width=80,
            elem_id=f"{page.name}bias",
        )  # fmt: skip
    plot = gr.HTML(elem_id=f"{page.name}bias-plot")
    points = gr.State(())
    connect_heavy(
        [button.click], partial(_bias, page, status, plot, points), bench=page.bench,
        status=status, stop=stop, outputs=[plot, points],
    )  # fmt: skip
    page.bench.language.change(plot_of, [points, page.bench.language], plot, **LIGHT, **QUIET)


def _bias(
    page: Page, status: gr.HTML, plot: gr.HTML, points: gr.State, values: Values
) -> Iterator[Updates]:
    language = values[page.bench.language]
    check_here()
    for look in _looks(language):
        if isinstance(look, str):
            yield {status: look}
        else:
            yield {points: look, plot: plot_of(look, language)}
    yield {status: ""}


def _looks(language: str) -> Iterator[str | Points]:
    test = yield from fashion("test", language)
    said = progress_bar(say("Asking the networks …", language), 0)
    features = yield from meanwhile(said, partial(_features, test))
    found = bias(features)
    known: Points = ()
    for count in COUNTS:
        template = "Comparing {count} real pictures with as many others …"
        said = progress_bar(say(template, language, count=count), len(known) / len(COUNTS))
        known = (*known, (yield from meanwhile(said, partial(next, found))))
        yield known


def _features(test: Collection) -> NDArray[np.float64]:
    return own_extractor("classifier_fashion").features(test.pictures)


def plot_of(points: Points, language: str) -> str:
    """Return both distances against the number of pictures, under what they show."""
    if not points:
        return ""
    from matplotlib.figure import Figure

    counts, frechet, kernel = (np.array(column) for column in zip(*points, strict=True))
    figure = Figure(figsize=(7, 2.6), layout="constrained")
    left, right = figure.subplots(1, 2)
    for axes, values, name in (
        (left, frechet, say("Fréchet Classifier Distance", language)),
        (right, kernel, say("Kernel Classifier Distance", language)),
    ):
        axes.axhline(0, color=INK, linewidth=0.8)
        draw_curve(axes, counts, values, name=name)
        axes.set(xscale="log", xlabel=say("pictures on either side", language))
        axes.set_xticks(counts, [f"{count:,}" for count in counts])
        axes.set_xticks([], minor=True)
    template = (
        "Real pictures against real ones, where the truth is 0: the Fréchet distance owes itself "
        "to how few they are, the kernel distance errs to both sides."
    )
    head = f"<h3 class='small-head'>{escape(say(template, language))}</h3>"
    how = say("Mean of {count} pairs of sets at each number.", language, count=DRAWS)
    return f"{head}{figure_to_html(figure, widest=735)}<p class='how'>{escape(how)}</p>"
