"""What takes longer than a look at the result and is done when asked: distance and spectrum."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import gradio as gr

from core.resampling import enlarge
from core.sentence import InputError
from demos.panels.enlarging.distances import keep_distance, known_distance
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy
from demos.panels.figures import explanation_to_html
from demos.panels.manner import Judged
from demos.panels.page import Page
from demos.panels.shown import Shown
from demos.panels.text import progress_bar
from demos.panels.work import in_background
from demos.words import say, word


def add_measures(page: Page, row: gr.Row) -> None:
    """Draw the two buttons below the scores and connect them."""
    results, name = page.results, page.name
    assert results.further is not None
    with results.further:
        with gr.Row(elem_classes=["tools", "films"]):
            distance = gr.Button(
                word("Measure the feature distance"), size="sm", min_width=80,
                elem_id=f"{name}distance",
            )  # fmt: skip
            spectrum = gr.Button(
                word("Show the spectrum"), size="sm", min_width=80, elem_id=f"{name}spectrum"
            )
        drawn = gr.HTML(elem_id=f"{name}spectra", elem_classes="explained")
    for button, handler, output in (
        (distance, _on_distance, results.scores),
        (spectrum, partial(_on_spectrum, drawn), drawn),
    ):
        connect_heavy(
            [button.click], partial(handler, page), bench=page.bench, status=page.status,
            stop=page.stop, inputs=[results.shown], outputs=[output],
        )  # fmt: skip
    # Of another result, or in another language, it is drawn when asked again.
    results.take.change(lambda: "", None, drawn, **LIGHT, **QUIET)


def _judged(page: Page, values: Values) -> Judged:
    """Return what is shown.

    Raises:
        InputError: Nothing is, or it is kept no longer.
    """
    shown: Shown | None = values[page.results.shown]
    if shown is None:
        raise InputError("There is no result yet.")
    result = page.workshop.known(shown.recipe)
    if result is None:
        raise InputError("This result is no longer kept here; press Run to make it again.")
    return page.judged(shown.recipe, shown.source, result)


def _on_distance(page: Page, values: Values) -> Iterator[Updates]:
    """Measure how far the result and bicubic are from the truth, as a network sees them."""
    language, judged = values[page.bench.language], _judged(page, values)
    if judged.truth is None:
        raise InputError("The feature distance needs the sharp picture, which is not known.")
    if known_distance(judged.recipe) is None:
        for done in in_background(partial(_measure, judged, page.manner.scale(judged.recipe))):
            if done is None:
                said = say("A network looks at both pictures …", language)
                yield {page.status: progress_bar(said, 0)}
    yield {
        page.results.scores: page.manner.figures(judged, "", language),
        page.status: "",
    }


def _measure(judged: Judged, scale: int) -> bool:
    from core.feature_distance import feature_distance

    assert judged.truth is not None
    bicubic = feature_distance(enlarge(judged.before, scale), judged.truth)
    keep_distance(judged.recipe, feature_distance(judged.image, judged.truth), bicubic)
    return True


def _on_spectrum(drawn: Any, page: Page, values: Values) -> Iterator[Updates]:
    """Draw the spectra of bicubic, the result and the truth."""
    language, judged = values[page.bench.language], _judged(page, values)
    scale = page.manner.scale(judged.recipe)
    for figure in in_background(partial(_spectra, judged, scale)):
        if figure is None:
            yield {page.status: progress_bar(say("Drawing the spectrum …", language), 0)}
        else:
            yield {drawn: explanation_to_html(figure, language), page.status: ""}


def _spectra(judged: Judged, scale: int) -> Any:
    from core.superresolution.spectrum import draw_spectra

    return draw_spectra(judged.before, judged.image, judged.truth, scale)
