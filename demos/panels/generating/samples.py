"""Cell: every sample by itself, what networks say of it, and what was learned that is like it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import gradio as gr

from core.data import is_here
from core.generation.looking import (
    neighbours_in,
    neighbours_of_emoji,
    opinion_of,
    reference,
)
from core.generation.samples import samples_of
from demos.panels.cells.going import shown_result
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy, connect_light
from demos.panels.generating.data import add_download, fashion, meanwhile
from demos.panels.generating.tiles import Looked, near_html, summary, tiles_html
from demos.panels.page import Page
from demos.panels.text import cell_head, message, progress_bar
from demos.words import joined, say, word

MOST = 100  # samples that are looked at
CLICKED = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-place]");
  if (!button) return;
  for (const other of element.querySelectorAll("[data-place]"))
    other.setAttribute("aria-pressed", String(other === button));
  trigger("select", { place: Number(button.dataset.place) });
});
"""


@dataclass(frozen=True)
class SamplesCell:
    """The widgets of the cell."""

    status: gr.HTML
    figures: gr.HTML
    tiles: gr.HTML
    near: gr.HTML
    place: gr.State
    looked: gr.State

    @property
    def shown(self) -> list[Any]:
        """What a look fills."""
        return [self.figures, self.tiles, self.near]

    def show(self, looked: Looked | None, place: int, language: str) -> Updates:
        """Return the updates that show a look in a language."""
        if looked is None:
            return {widget: gr.skip() for widget in self.shown}
        return {
            self.figures: summary(looked, language),
            self.tiles: tiles_html(looked, place, language),
            self.near: near_html(looked, place, language),
        }


def add_samples(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Sample by sample")))
    about = word(
        "Networks say what they take each sample of the result for. Press a sample to see the "
        "pictures learned from that are nearest to it: what lies close to one of them may be "
        "remembered rather than invented."
    )
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    name, bench = page.name, page.bench
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Look at each sample"), elem_id=f"{name}look", min_width=80)
        stop = gr.Button(word("Stop"), interactive=False, elem_id=f"{name}look-stop", min_width=80)
    status = gr.HTML(elem_id=f"{name}look-status")
    add_download(page, "look", status, stop)
    figures = gr.HTML(elem_id=f"{name}look-scores")
    tiles = gr.HTML(elem_id=f"{name}look-tiles", js_on_load=CLICKED)
    near = gr.HTML(elem_id=f"{name}look-near")
    cell = SamplesCell(status, figures, tiles, near, gr.State(0), gr.State())
    connect_heavy(
        [button.click], partial(_look, page, cell), bench=bench, status=status, stop=stop,
        inputs=[page.results.shown], outputs=[*cell.shown, cell.looked, cell.place],
    )  # fmt: skip
    pressed = tiles.select(_place, None, cell.place, **LIGHT, **QUIET)
    connect_light(
        pressed.then, partial(_press, page, cell), bench=bench, status=status,
        inputs=[cell.place, cell.looked], outputs=[near],
    )  # fmt: skip
    bench.language.change(
        cell.show, [cell.looked, cell.place, bench.language], cell.shown, **LIGHT, **QUIET
    )


def _place(event: gr.EventData) -> int:
    return int(event.place)


def _press(page: Page, cell: SamplesCell, values: Values) -> Updates:
    """Show the neighbours of the pressed sample."""
    looked = values[cell.looked]
    if looked is None:
        return {}
    return {cell.near: near_html(looked, values[cell.place], values[page.bench.language])}


def _look(page: Page, cell: SamplesCell, values: Values) -> Iterator[Updates]:
    """Look at every sample of the shown result, and show what is known so far."""
    language = values[page.bench.language]
    step, result = shown_result(page, values)
    whole = samples_of(step.method.id, step.settings, result.image)
    looked = Looked(str(step), step.method.id, step.settings, whole.take(MOST))
    notes = []
    if len(whole) > MOST:
        template = "The first {count} of {total} samples."
        notes = [say(template, language, count=MOST, total=len(whole))]
    for look in _looks(looked, language):
        if isinstance(look, str):
            yield {cell.status: look}
        else:
            looked = look
            yield {cell.looked: looked, cell.place: 0, **cell.show(looked, 0, language)}
    if not whole.source:
        template = "What is nearest can be told of models of Fashion-MNIST and of emoji only."
        notes.append(say(template, language))
    elif looked.neighbours is None:
        template = "Which pictures are nearest can be told once Fashion-MNIST is on this machine."
        notes.append(say(template, language))
    yield {cell.status: message(joined(notes, language))}


def _looks(looked: Looked, language: str) -> Iterator[str | Looked]:
    """Yield what to say meanwhile, and all that is known so far, more and more."""
    samples = looked.samples
    asking = progress_bar(say("Asking the networks …", language), 0)
    seeking = progress_bar(say("Looking for the nearest pictures …", language), 0.3)
    beside = progress_bar(say("Looking at real pictures likewise …", language), 0.7)
    if looked.is_of_words:
        near = yield from meanwhile(seeking, partial(neighbours_of_emoji, samples))
        yield replace(looked, neighbours=near)
        return
    if not samples.source:
        yield looked
        return
    opinion = yield from meanwhile(asking, partial(opinion_of, samples.pictures, samples.labels))
    looked = replace(looked, opinion=opinion)
    yield looked
    if not is_here("fashion"):
        return
    train = yield from fashion("train", language)
    test = yield from fashion("test", language)
    near = yield from meanwhile(seeking, partial(neighbours_in, samples, train))
    looked = replace(looked, neighbours=near)
    yield looked
    real = yield from meanwhile(beside, partial(reference, samples.labels, train, test))
    yield replace(looked, real=real)
