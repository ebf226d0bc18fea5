"""Cell 6: one or two settings over their range, as a labelled grid."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import gradio as gr
import numpy as np

from core.method import Frame, Method, Parameter
from core.sentence import InputError
from demos.panels.events import Updates, Values, connect_heavy
from demos.panels.page import Page
from demos.panels.results import address
from demos.panels.scores import decibels
from demos.panels.text import cell_head, progress_bar
from demos.panels.viewer import gallery_viewer
from demos.words import say, word


def add_sweep(page: Page) -> None:
    """Draw cell 6 and connect it."""
    gr.HTML(cell_head(6, word("Sweep")))
    bench = page.bench
    first = _sweepable(bench.methods[bench.chooser.value].method)
    choices = [(word(p.label), p.name) for p in first]
    with gr.Row(elem_classes="sweep"):
        across = gr.Dropdown(choices, value=first[0].name, label=word("Setting"), elem_id="across")
        down = gr.Dropdown(
            [(word("none"), ""), *choices], value="", label=word("Second setting"), elem_id="down"
        )
        count = gr.Slider(
            2, 6, value=4, step=1, label=word("Values of each"), elem_id="sweep-count"
        )
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Sweep"), elem_id="sweep", min_width=80)
        stop = gr.Button(word("Stop"), interactive=False, elem_id="sweep-stop", min_width=80)
    status = gr.HTML(elem_id="sweep-status")
    gallery = gallery_viewer(elem_id="sweep-gallery")

    def sweep(values: Values) -> Iterator[Updates]:
        names = [name for name in (values[across], values[down]) if name]
        tiles: list[dict[str, Any]] = []
        total = int(values[count]) ** len(set(names))
        for tile in _tiles(page, values, list(dict.fromkeys(names)), int(values[count])):
            if tile is not None:
                tiles.append(tile)
                yield {gallery: {"tiles": tiles}}
            language = values[bench.language]
            said = say("{count} of {total} pictures", language, count=len(tiles), total=total)
            yield {status: progress_bar(said, len(tiles) / total)}
        yield {status: ""}

    connect_heavy(
        [button.click], sweep, bench=bench, status=status, stop=stop,
        inputs=[across, down, count], outputs=[gallery],
    )  # fmt: skip
    _follow(bench.chooser, {n: c.method for n, c in bench.methods.items()}, across, down)


def _follow(chooser: Any, methods: dict[str, Method], across: Any, down: Any) -> None:
    """Offer the settings of the chosen method."""

    def offer(name: str) -> tuple[Any, Any]:
        choices = [(word(p.label), p.name) for p in _sweepable(methods[name])]
        head = choices[0][1] if choices else None
        return (
            gr.update(choices=choices, value=head),
            gr.update(choices=[(word("none"), ""), *choices], value=""),
        )

    chooser.change(offer, chooser, [across, down], queue=False, show_progress="hidden",
                   api_visibility="private")  # fmt: skip


def _sweepable(method: Method) -> list[Parameter]:
    return [p for p in method.parameters if p.range is not None and not p.is_seed]


def _tiles(
    page: Page, values: Values, names: Sequence[str], count: int
) -> Iterator[dict[str, Any] | None]:
    """Yield a tile for each combination of values, and nothing now and then while it runs."""
    controls, source = page.bench.methods[values[page.bench.chooser]], values[page.bench.source]
    parameters = {p.name: p for p in controls.method.parameters}
    if not names or any(name not in parameters for name in names):
        raise InputError("{method} has no such setting to sweep.", method=controls.method.title)
    language = values[page.bench.language]
    noisy, settings = page.bench.damaged(values), controls.settings(values)
    ranges = [_values(parameters[name], count) for name in reversed(names)]
    for combination in product(*ranges):
        chosen = dict(zip(reversed(names), combination, strict=True))
        recipe = noisy.then(controls.method, {**settings, **chosen})
        for look in page.workshop.watch(recipe, source.pictures):
            if isinstance(look, Frame):
                yield None
        image, truth = page.image(recipe, source), page.truth(recipe, source)
        heads = [f"{say(parameters[n].label, language)} {v:g}" for n, v in chosen.items()]
        yield _tile(image, truth, address(image, recipe), heads)


def _tile(image: Any, truth: Any, src: str, heads: list[str]) -> dict[str, Any]:
    from core.metrics import psnr

    tile: dict[str, Any] = {"src": src, "height": image.shape[0], "width": image.shape[1]}
    if truth is not None and truth.shape == image.shape:
        tile["caption"] = f"{decibels(psnr(np.clip(image, 0, 1), np.clip(truth, 0, 1)))} dB"
    if len(heads) == 2:
        return {**tile, "label": " · ".join(heads), "row": heads[0], "column": heads[1]}
    return {**tile, "label": heads[0]}


def _values(parameter: Parameter, count: int) -> list[float]:
    """Return values over the range, each on a step of the slider."""
    assert parameter.range is not None
    low, high, step = parameter.range.low, parameter.range.high, parameter.range.step
    places = low + np.rint(np.linspace(0, high - low, count) / step) * step
    kind = int if parameter.type is int else float
    return sorted({kind(round(float(min(place, high)), 6)) for place in places})
