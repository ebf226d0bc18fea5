"""One or two settings over their range, as a labelled grid."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import Any

import gradio as gr
import numpy as np

from core.chain import numbers_of, with_number
from core.method import Frame, Method, Parameter, Range
from core.recipe import Recipe
from core.sentence import InputError, Sentence
from demos.panels.choosers import Dropdown
from demos.panels.controls import Controls, read_picture
from demos.panels.events import Updates, Values, connect_heavy, follow
from demos.panels.page import Page
from demos.panels.scores import decibels
from demos.panels.shown import tile
from demos.panels.source import Source
from demos.panels.text import cell_head, progress_bar
from demos.panels.work import Result
from demos.words import say, word


@dataclass(frozen=True)
class Swept:
    """One picture of the grid: the settings that were swept, by label, and what came of them."""

    chosen: Mapping[str, float]
    picture: Mapping[str, Any]
    psnr: float | None = None
    refusal: Sentence | None = None

    def tile(self, language: str, *, is_best: bool = False) -> dict[str, Any]:
        """Return the picture with its heads in the visitor's language."""
        heads = [f"{say(label, language)} {value:g}" for label, value in self.chosen.items()]
        made = {**self.picture, "label": " · ".join(heads)}
        if self.refusal is not None:
            made["note"] = say(self.refusal, language)
        if self.psnr is not None:
            best = " · " + say("best", language) if is_best else ""
            made["caption"] = f"{decibels(self.psnr)} dB{best}"
        return {**made, "row": heads[0], "column": heads[1]} if len(heads) == 2 else made


def add_sweep(page: Page, *, number: int = 6) -> None:
    """Draw the last cell and connect it."""
    gr.HTML(cell_head(number, word("Sweep")))
    bench = page.bench
    name = page.name
    across, down, count = _choosers(bench.methods[bench.chooser.value].method, name)
    with gr.Row(elem_classes=["run", "wide-run"]):
        button = gr.Button(word("Sweep"), elem_id=f"{name}sweep", min_width=80)
        stop = gr.Button(word("Stop"), interactive=False, elem_id=f"{name}sweep-stop", min_width=80)
    status = gr.HTML(elem_id=f"{name}sweep-status")
    gallery = page.gallery(f"{name}sweep-gallery")
    kept = gr.State([])

    def sweep(values: Values) -> Iterator[Updates]:
        names = list(dict.fromkeys(name for name in (values[across], values[down]) if name))
        done: list[Swept] = []
        plan = _plan(page, values, names, int(values[count]))
        for swept in _sweep(page, values, plan):
            said = say(
                "{count} of {total} pictures",
                values[bench.language],
                count=len(done),
                total=len(plan),
            )
            updates: Updates = {status: progress_bar(said, len(done) / len(plan))}
            if swept is not None:
                done.append(swept)
                updates |= {kept: list(done), **show(done, values[bench.language])}
            yield updates
        yield {status: ""}

    def show(done: list[Swept], language: str) -> Updates:
        best = max((swept.psnr for swept in done if swept.psnr is not None), default=None)
        tiles = [
            swept.tile(language, is_best=best is not None and swept.psnr == best) for swept in done
        ]
        return {gallery: {"tiles": tiles}}

    connect_heavy(
        [button.click], sweep, bench=bench, status=status, stop=stop,
        inputs=[across, down, count], outputs=[gallery, kept],
    )  # fmt: skip
    follow(bench.language, show, [kept, bench.language], [gallery])
    _follow(page, across, down)


def _choosers(method: Method, name: str) -> tuple[gr.Dropdown, gr.Dropdown, gr.Slider]:
    choices = [(word(p.label), p.name) for p in _sweepable(method)]
    with gr.Row(elem_classes="sweep"):
        across = Dropdown(
            choices,
            value=choices[0][1] if choices else None,
            label=word("Setting"),
            elem_id=f"{name}across",
        )
        down = Dropdown(
            [(word("none"), ""), *choices],
            value="",
            label=word("Second setting"),
            elem_id=f"{name}down",
        )
        count = gr.Slider(
            2, 6, value=4, step=1, label=word("Values of each"), elem_id=f"{name}sweep-count"
        )
    return across, down, count


def _follow(page: Page, across: Any, down: Any) -> None:
    """Offer the settings of the chosen method, and the numbers of the pictures in its wells."""
    chooser, methods = page.bench.chooser, page.bench.methods
    wells = list(page.bench.wells.values())

    def offer(name: str, *texts: str) -> tuple[Any, Any]:
        held = dict(zip((well.text for well in wells), texts, strict=True))
        numbers = _numbers(methods[name], held)
        choices = [(word(p.label), number) for number, p in numbers.items()]
        head = choices[0][1] if choices else None
        return (
            gr.update(choices=choices, value=head),
            gr.update(choices=[(word("none"), ""), *choices], value=""),
        )

    texts = [well.text for well in wells]
    changes = [chooser.change, *(text.change for text in texts)]
    gr.on(changes, offer, [chooser, *texts], [across, down], queue=False, show_progress="hidden",
          api_visibility="private")  # fmt: skip


def _numbers(controls: Controls, values: Mapping[Any, Any]) -> dict[str, Parameter]:
    """Return what can be swept: numbers of the method, and those of its pictures as name.number."""
    found = {p.name: p for p in _sweepable(controls.method)}
    for parameter in controls.method.parameters:
        if parameter.fits is not None:
            with suppress(InputError):
                chain = read_picture(values[controls.widgets[parameter.name]], parameter)
                inner = {} if chain is None else numbers_of(chain)
                found |= {f"{parameter.name}.{name}": p for name, p in inner.items()}
    return found


def _set(settings: Mapping[str, Any], chosen: Mapping[str, float]) -> dict[str, Any]:
    """Return settings with other numbers, those of pictures among them."""
    new = dict(settings)
    for number, value in chosen.items():
        name, _, inner = number.partition(".")
        new[name] = with_number(new[name], inner, value) if inner else value
    return new


def _sweepable(method: Method) -> list[Parameter]:
    return [p for p in method.parameters if p.range is not None and not p.is_seed]


def _plan(page: Page, values: Values, names: Sequence[str], count: int) -> list[dict[str, float]]:
    """Return every combination of values, the first setting running across."""
    controls = page.bench.methods[values[page.bench.chooser]]
    method = controls.method
    parameters = _numbers(controls, values)
    if not names or any(name not in parameters for name in names):
        raise InputError("{method} has no such setting to sweep.", method=method.title)
    reach = method.reach(controls.settings(values))
    ranges = [
        _values(parameters[name], count, reach.get(name, parameters[name].range))
        for name in reversed(names)
    ]
    return [dict(zip(reversed(names), chosen, strict=True)) for chosen in product(*ranges)]


def _sweep(
    page: Page, values: Values, plan: Sequence[Mapping[str, float]]
) -> Iterator[Swept | None]:
    """Yield a picture for each combination of values, and nothing now and then meanwhile."""
    controls, source = page.bench.methods[values[page.bench.chooser]], values[page.bench.source]
    labels = {number: p.label for number, p in _numbers(controls, values).items()}
    whole = page.bench.recipe(values, values[page.bench.chooser])
    for chosen in plan:
        settings = controls.method.check(_set(whole.steps[-1].settings, chosen))
        recipe = page.bench.turned(whole, settings)
        named = {labels[name]: value for name, value in chosen.items()}
        try:
            for look in page.workshop.watch(recipe, source.pictures):
                yield None if isinstance(look, Frame) else _swept(page, recipe, source, look, named)
        except InputError as error:
            yield Swept(named, {}, refusal=error.sentence)


def _swept(
    page: Page, recipe: Recipe, source: Source, result: Result, chosen: Mapping[str, float]
) -> Swept:
    known = page.manner.scores(page.judged(recipe, source, result))
    return Swept(chosen, tile(result.image, recipe), known["psnr"] if known else None)


def _values(parameter: Parameter, count: int, reach: Range | None) -> list[float]:
    """Return values from end to end of a range, each on a step of the slider."""
    assert reach is not None
    low, high, step = reach.low, reach.high, reach.step
    share = np.linspace(0, 1, count) ** 2  # closer together where effects are small
    if (few := round((high - low) / step) + 1) <= count:
        share = np.linspace(0, 1, few)  # all that there are
    places = low + np.rint(share * (high - low) / step) * step
    kind = int if parameter.type is int else float
    return sorted({kind(round(float(min(place, high)), 6)) for place in places})
