"""From a picture, or from strings, back to rules: the search is watched, and taken over."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import gradio as gr

from core.lsystems.inference.closeup import ranked
from core.lsystems.inference.genomes import Space
from core.lsystems.inference.hidden import Hidden, hidden
from core.lsystems.inference.search import Progress, infer
from core.lsystems.inference.strings import from_strings
from core.lsystems.inference.target import Target, from_picture
from core.machine import cores
from core.sentence import InputError
from demos.panels.choosers import Radio
from demos.panels.controls import BROWSER
from demos.panels.events import Updates, Values, connect_heavy, follow
from demos.panels.page import Page
from demos.panels.plants.chance import PLAIN
from demos.panels.plants.inferred import Inferred, seen, target_address
from demos.panels.plants.setting import set_and_run
from demos.panels.source import open_upload
from demos.panels.text import cell_head, message, progress_bar
from demos.panels.upload_box import UploadedImage
from demos.panels.work import in_background
from demos.words import say, word

SHOWN, UPLOAD, HIDDEN, STRINGS = "shown", "upload", "hidden", "strings"
ENDLESS = 10**12  # pictures: the seconds decide
LOOK = 1.5  # seconds between two showings
MANY = 5  # candidates shown
EXAMPLE = "F\nF[+F]F\nF[+F]F[+F[+F]F]F[+F]F"


@dataclass(frozen=True)
class InferCell:
    """The widgets of the cell."""

    kind: gr.Radio
    upload: gr.Image
    drawn: gr.Number  # seed of the hidden system
    strings: gr.Textbox
    rules: gr.Radio
    seconds: gr.Slider
    seed: gr.Number
    status: gr.HTML
    told: gr.HTML
    gallery: gr.HTML
    plot: gr.HTML
    found: gr.State

    @property
    def inputs(self) -> list[Any]:
        """What a search is told."""
        chosen = [self.kind, self.upload, self.drawn, self.strings]
        return [*chosen, self.rules, self.seconds, self.seed]

    @property
    def shown(self) -> list[Any]:
        """What a search fills."""
        return [self.told, self.gallery, self.plot]

    def render(self, found: Inferred | None, language: str) -> Updates:
        """Return the updates that show what was found so far."""
        if found is None:
            return {widget: gr.skip() for widget in self.shown}
        return {
            self.told: found.words(language),
            self.gallery: found.tiles(language),
            self.plot: found.plot(language),
        }


def add_inference(page: Page, number: int) -> None:
    """Draw the cell and connect it."""
    gr.HTML(cell_head(number, word("Infer")))
    name, bench = page.name, page.bench
    chosen = _draw_targets(name)
    settings = _draw_settings(name)
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Find the rules"), elem_id=f"{name}infer", min_width=80)
        stop = gr.Button(word("Stop"), interactive=False, elem_id=f"{name}infer-stop", min_width=80)
        take = gr.Button(word("Take over"), elem_id=f"{name}infer-take", min_width=80)
    status = gr.HTML(elem_id=f"{name}infer-status")
    told = gr.HTML(elem_id=f"{name}infer-rules")
    gallery = page.gallery(f"{name}infer-gallery")
    plot = gr.HTML(elem_id=f"{name}infer-plot")
    cell = InferCell(*chosen, *settings, status, told, gallery, plot, gr.State())
    connect_heavy(
        [button.click], partial(_infer, page, cell), bench=bench, status=status, stop=stop,
        inputs=[*cell.inputs, page.results.shown], outputs=[*cell.shown, cell.found],
    )  # fmt: skip
    connect_heavy(
        [take.click], partial(_take_over, page, cell), bench=bench, status=status, stop=page.stop,
        inputs=[cell.found, page.results.channels],
        outputs=[*page.restorable, page.status, *page.results.outputs],
    )  # fmt: skip
    follow(bench.language, cell.render, [cell.found, bench.language], cell.shown)


def _draw_targets(name: str) -> tuple[gr.Radio, gr.Image, gr.Number, gr.Textbox]:
    """Draw the choice of what rules are looked for, and what each choice needs."""
    choices = [
        (word("The picture shown"), SHOWN),
        (word("An uploaded picture"), UPLOAD),
        (word("A hidden system"), HIDDEN),
        (word("Strings"), STRINGS),
    ]
    kind = Radio(
        choices, value=HIDDEN, label=word("Find rules for"), elem_classes="chips",
        elem_id=f"{name}infer-kind",
    )  # fmt: skip
    upload = UploadedImage(
        type="filepath", format="png", label=word("Picture"), sources=["upload", "clipboard"],
        height=220, buttons=[], elem_id=f"{name}infer-upload", image_mode=None, visible=False,
    )  # fmt: skip
    drawn = gr.Number(
        0, precision=0, minimum=0, maximum=2**31 - 1, label=word("Seed of the hidden system"),
        info=word("Each draws other rules; they are told when the search has ended."),
        elem_id=f"{name}infer-drawn",
    )  # fmt: skip
    strings = gr.Textbox(
        EXAMPLE, lines=4, max_lines=12, label=word("Successive strings, one in each line"),
        elem_classes="long-text", elem_id=f"{name}infer-strings", visible=False,
    )  # fmt: skip
    places = json.dumps([UPLOAD, HIDDEN, STRINGS])
    script = f"(k) => {places}.map((p) => ({{__type__: 'update', visible: p === k}}))"
    kind.change(None, kind, [upload, drawn, strings], js=script, **BROWSER)
    return kind, upload, drawn, strings


def _draw_settings(name: str) -> tuple[gr.Radio, gr.Slider, gr.Number]:
    with gr.Row(elem_classes="sweep"):
        rules = Radio(
            [(word("one, for F"), 1), (word("two, for X and F"), 2)], value=1, label=word("Rules"),
            info=word("Of at most 8 symbols each."),
            elem_classes="chips", elem_id=f"{name}infer-count", min_width=220,
        )  # fmt: skip
        seconds = gr.Slider(
            10, 300, value=180, step=10, label=word("Seconds at most"),
            elem_id=f"{name}infer-seconds", min_width=220,
        )  # fmt: skip
        seed = gr.Number(
            0, precision=0, minimum=0, maximum=2**31 - 1, label=word("Seed of the search"),
            elem_id=f"{name}infer-seed", min_width=120,
        )  # fmt: skip
    return rules, seconds, seed


def _infer(page: Page, cell: InferCell, values: Values) -> Iterator[Updates]:
    """Look for rules of what was chosen, showing the best so far."""
    language = values[page.bench.language]
    if values[cell.kind] == STRINGS:
        found = Inferred("", strings=from_strings((values[cell.strings] or "").splitlines()))
        yield {cell.found: found, **cell.render(found, language), cell.status: ""}
        return
    target, told = _target(page, cell, values)
    found = Inferred(target_address(target))
    for progress, share in _watched(cell, values, target):
        if progress is not None:
            history = (*found.history, _point(progress))
            looks = ranked(target, progress.best[:MANY])
            found = replace(found, history=history, seen=seen(target, looks))
            yield {cell.found: found, **cell.render(found, language)}
        said = say("{count} pictures tried", language, count=f"{_tried(found):,}")
        yield {cell.status: progress_bar(said, share)}
    found = replace(found, hidden=told)
    done = say("{count} pictures tried", language, count=f"{_tried(found):,}")
    yield {cell.found: found, **cell.render(found, language), cell.status: message(done)}


def _watched(
    cell: InferCell, values: Values, target: Target
) -> Iterator[tuple[Progress | None, float]]:
    """Yield where the search stands now and then, nothing in between, and the share of time."""
    start, limit = time.monotonic(), float(values[cell.seconds])
    space, seed = Space(int(values[cell.rules])), int(values[cell.seed] or 0)
    search, due = infer(target, budget=ENDLESS, space=space, seed=seed, jobs=cores()), 0.0
    while True:
        for progress in in_background(partial(next, search)):
            spent = time.monotonic() - start
            if progress is None:
                yield None, min(spent / limit, 1)
        is_last = progress is not None and (progress.is_found or spent > limit)
        if is_last or spent > due:
            yield progress, min(spent / limit, 1)
            due = spent + LOOK
        if is_last:
            return


def _target(page: Page, cell: InferCell, values: Values) -> tuple[Target, Hidden | None]:
    """Return what rules are looked for, and what made it where that is a secret."""
    if values[cell.kind] == HIDDEN:
        system = hidden(int(values[cell.drawn] or 0), int(values[cell.rules]))
        return system.target(), system
    if values[cell.kind] == UPLOAD:
        if values[cell.upload] is None:
            raise InputError("Drop a picture first.")
        return from_picture(open_upload(values[cell.upload][0]).image), None
    shown = values[page.results.shown]
    if shown is None:
        raise InputError("There is no result yet.")
    result = page.workshop.known(shown.recipe)
    if result is None:
        raise InputError("This result is no longer kept here; press Run to make it again.")
    return from_picture(result.image), None


def _take_over(page: Page, cell: InferCell, values: Values) -> Iterator[Updates]:
    """Put the best rules into the method that grows one's own, and run it."""
    found = values[cell.found]
    if found is None or not (found.seen or found.strings):
        raise InputError("No rules have been found yet.")
    yield from set_and_run(page, values, "grow", {**PLAIN, **found.settings})


def _point(progress: Progress) -> tuple[int, float, float]:
    return progress.tried, progress.best[0].fitness, progress.baseline


def _tried(found: Inferred) -> int:
    return found.history[-1][0] if found.history else 0
