"""The cell with many draws of the method or the pipeline, alone or beside another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from math import ceil
from time import monotonic
from typing import Any

import gradio as gr

from core.augmentation.pipeline import Augmented, Pipeline, previews
from core.augmentation.targets import Targets
from core.chain import open_chain
from core.image import Image, from_pillow, to_pillow
from core.sentence import InputError
from demos.panels.augmenting.bench import METHOD, PIPELINE, AugmentingPage, whole
from demos.panels.augmenting.drawn import caption
from demos.panels.augmenting.pipelines import read_stages
from demos.panels.augmenting.tiles import PRESSED, Tile, draw_tiles
from demos.panels.choosers import Radio
from demos.panels.events import LIGHT, QUIET, Updates, Values, connect_heavy
from demos.panels.text import cell_head, message, progress_bar
from demos.panels.work import in_background
from demos.words import say, word

KEPT, NOTHING = "by_kept", "by_nothing"
LARGEST = 512  # pixels; of larger pictures a smaller copy is drawn
MANY = 64
TOGETHER = 16  # draws between two looks at whether somebody still waits
SOON = 1.0  # seconds after which those that are there are shown


@dataclass(frozen=True)
class DrawsCell:
    """The widgets of the cell."""

    beside: gr.Radio
    count: gr.Slider
    first: gr.Number
    kept: gr.Textbox  # text of the pipeline that was kept
    status: gr.HTML
    shown: gr.HTML
    drawn: gr.State  # what the tiles show, so that they are not drawn again


def add_draws(page: AugmentingPage, number: int, kept: gr.Textbox) -> None:
    """Draw the cell and connect it; `kept` holds the pipeline to compare with."""
    name, bench = page.name, page.bench
    gr.HTML(cell_head(number, word("Draws")))
    about = word("What Run makes, with one seed after another. Press a picture to open it above.")
    gr.HTML(f"<p>{about}</p>", elem_classes="about")
    beside, count, first = _settings(name)
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Draw"), elem_id=f"{name}draw", min_width=80)
        stop = gr.Button(word("Stop"), interactive=False, elem_id=f"{name}draw-stop", min_width=80)
    status = gr.HTML(elem_id=f"{name}draw-status")
    shown = gr.HTML(elem_id=f"{name}draws", js_on_load=PRESSED)
    cell = DrawsCell(beside, count, first, kept, status, shown, gr.State(""))
    shows_more = [bench.stages.change, page.results.take.change]
    connect_heavy(
        [button.click, beside.input, *shows_more], partial(_draw, page, cell), bench=bench,
        status=status, stop=stop, inputs=[beside, count, first, kept, cell.drawn],
        outputs=[shown, cell.drawn], trigger_mode="always_last",
    )  # fmt: skip
    pressed = gr.State("")
    press = shown.select(_key, None, pressed, **LIGHT, **QUIET)
    connect_heavy(
        press.then, partial(_open, page, cell, pressed), bench=bench, status=page.status,
        stop=page.stop, inputs=[pressed, kept, page.results.channels],
        outputs=[*page.restorable, kept, *page.results.outputs],
    )  # fmt: skip


def _settings(name: str) -> tuple[gr.Radio, gr.Slider, gr.Number]:
    with gr.Row(elem_classes="sweep"):
        beside = Radio(
            [
                (word("nothing"), NOTHING),
                (word("the method"), METHOD),
                (word("the pipeline"), PIPELINE),
                (word("the kept pipeline"), KEPT),
            ],
            value=NOTHING, label=word("Beside each, with the same seed"), elem_classes="chips",
            elem_id=f"{name}beside", min_width=320,
        )  # fmt: skip
        count = gr.Slider(
            4, MANY, value=12, step=4, label=word("Draws"), elem_id=f"{name}draw-count"
        )
        first = gr.Number(
            0, precision=0, minimum=0, label=word("First seed"), elem_id=f"{name}draw-first"
        )
    return beside, count, first


def thinned(image: Image, targets: Targets) -> tuple[Image, Targets]:
    """Return picture and targets, smaller by a whole factor if the picture is large."""
    factor = ceil(max(image.shape[:2]) / LARGEST)
    if factor == 1:
        return image, targets
    mask = targets.mask
    smaller = replace(
        targets,
        boxes=targets.boxes / factor,
        points=targets.points / factor,
        mask=None if mask is None else mask[::factor, ::factor].copy(),
    )
    return from_pillow(to_pillow(image).reduce(factor)).image, smaller


def _asked(page: AugmentingPage, cell: DrawsCell, values: Values) -> dict[str, Pipeline]:
    """Return what is to be drawn by what a press on its pictures opens.

    Raises:
        InputError: Something cannot be read, or there is nothing to draw.
    """
    kinds = dict.fromkeys([values[page.bench.subject], values[cell.beside]])
    asked = {kind: _pipeline(page, cell, values, kind) for kind in kinds if kind != NOTHING}
    if not all(pipeline.stages for pipeline in asked.values()):
        raise InputError("The pipeline has no stages yet.")
    return asked


def _pipeline(page: AugmentingPage, cell: DrawsCell, values: Values, kind: str) -> Pipeline:
    if kind == METHOD:
        return Pipeline((page.bench.stage(values).seeded(0),))
    return page.bench.pipeline(values) if kind == PIPELINE else read_stages(values[cell.kept] or "")


def _draw(page: AugmentingPage, cell: DrawsCell, values: Values) -> Iterator[Updates]:
    """Draw with one seed after another, showing what there is when it takes long."""
    bench, language = page.bench, values[page.bench.language]
    asked, source = _asked(page, cell, values), bench.damaged(values)
    targets, first = bench.targets(values), whole(values[cell.first])
    count = min(MANY, max(1, whole(values[cell.count])))
    wanted = f"{asked} {source} {values[bench.marks]} {first} {count} {language}"
    if wanted == values[cell.drawn]:
        return
    whole_image = page.image(source, values[bench.source])
    given = source.given((whole_image,), values[bench.source].pictures)
    opened = {k: p.opened(lambda other: open_chain(other, given)) for k, p in asked.items()}
    image, targets = thinned(whole_image, targets)
    tiles: list[Tile] = []
    head, shown = _head(asked, language), monotonic()
    for start in range(0, count, TOGETHER):
        seeds = range(first + start, first + min(start + TOGETHER, count))
        for made in in_background(partial(_tiles, image, targets, opened, seeds, language)):
            said = say("{count} of {total} draws", language, count=start, total=count)
            yield {cell.status: progress_bar(said, start / count)}
            tiles += made or []
        if monotonic() - shown > SOON and start + TOGETHER < count:
            yield {cell.shown: head + draw_tiles(tiles, beside=len(asked))}
            shown = monotonic()
    yield {
        cell.shown: head + draw_tiles(tiles, beside=len(asked)),
        cell.drawn: wanted,
        cell.status: message(_note(image, language) if image is not whole_image else ""),
    }


def _head(asked: dict[str, Pipeline], language: str) -> str:
    """Say which is which of two that stand beside one another."""
    if len(asked) < 2:
        return ""
    left, right = (_titles(pipeline, language) for pipeline in asked.values())
    said = say("Left: {left}. Right: {right}.", language, left=left, right=right)
    return f"<p class='how'>{escape(said)}</p>"


def _titles(pipeline: Pipeline, language: str) -> str:
    """Return the titles of a pipeline's stages."""
    return " → ".join(say(stage.method.title, language) for stage in pipeline.stages)


def _note(image: Image, language: str) -> str:
    return say(
        "Drawn on a copy of {width} × {height} pixels; what you open is drawn at full size.",
        language,
        width=image.shape[1],
        height=image.shape[0],
    )


def _tiles(
    image: Image,
    targets: Targets,
    asked: dict[str, Pipeline],
    seeds: range,
    language: str,
) -> list[Tile]:
    made = {kind: previews(image, pipeline, seeds, targets) for kind, pipeline in asked.items()}
    return [
        _tile(made[kind][place], targets.classes, f"{kind} {seed}", language)
        for place, seed in enumerate(seeds)
        for kind in asked
    ]


def _tile(made: Augmented, names: Sequence[str], key: str, language: str) -> Tile:
    _, _, seed = key.partition(" ")
    return Tile(made.image, caption(made.drawn, language), seed, key, made.targets, names)


def _key(event: gr.EventData) -> str:
    return str(event.key)


def _open(
    page: AugmentingPage, cell: DrawsCell, pressed: gr.State, values: Values
) -> Iterator[Updates]:
    """Set the page to a draw, and run it; a kept pipeline changes places with the other."""
    kind, _, seed = values[pressed].partition(" ")
    bench = page.bench
    new: dict[Any, Any] = {bench.subject: PIPELINE, bench.draw: whole(seed)}
    if kind == METHOD:
        controls = bench.methods[values[bench.chooser]]
        new = {bench.subject: METHOD, controls.widgets["seed"]: whole(seed)}
    elif kind == KEPT:
        new |= {bench.stages: values[cell.kept], cell.kept: values[bench.stages]}
    yield dict(new)
    yield from page.run({**values, **new})
