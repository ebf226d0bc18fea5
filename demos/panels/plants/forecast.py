"""What the settings will take, told before anything runs."""

from functools import partial
from typing import Any

import gradio as gr

from core.lsystems.growth import Growth, check_growth
from core.lsystems.specimen import specimen
from demos.panels.controls import Controls
from demos.panels.events import Updates, Values, connect_light
from demos.panels.page import Page
from demos.panels.text import message
from demos.words import say

GROWING = ("grow", "preset")  # the methods that draw a single system
TOLD = {"rules", "name", "order"}  # settings that the size depends on


def add_forecast(page: Page) -> None:
    """Draw a line below the settings of each method, which follows them."""
    bench = page.bench
    for name in GROWING:
        controls = bench.methods[name]
        with controls.group:
            line = gr.HTML(elem_id=f"{page.name}forecast-{name}", elem_classes="forecast")
        changes = [w.change for n, w in controls.widgets.items() if n in TOLD]  # type: ignore[attr-defined]
        connect_light(
            [*changes, page.results.take.change, bench.language.change],
            partial(_forecast, page, controls, line), bench=bench, status=line, outputs=[line],
        )  # fmt: skip


def _forecast(page: Page, controls: Controls, line: gr.HTML, values: Values) -> Updates:
    """Tell what the settings will take; what is refused says so in place of the line."""
    chosen = specimen(controls.method.id, controls.settings(values))
    sizes = check_growth(chosen.system, chosen.order)
    return {line: message(foretold(sizes, values[page.bench.language]))}


def foretold(sizes: tuple[Growth, ...], language: str) -> str:
    """Return the sentence about the last of some orders, which are all drawn."""
    last = sizes[-1]
    numbers: dict[str, Any] = {
        "order": last.order,
        "symbols": f"{round(last.modules):,}" if last.is_exact else rough(last.modules),
        "segments": f"{round(last.segments):,}" if last.is_exact else rough(last.segments),
        "megabytes": rough(last.megabytes),
        "seconds": rough(sum(size.seconds for size in sizes)),
    }
    if last.is_exact:
        template = (
            "Order {order}: {symbols} symbols, {segments} segments; about {megabytes} MB"
            " and {seconds} s."
        )
    else:
        template = (
            "Order {order}: about {symbols} symbols, {segments} segments, {megabytes} MB"
            " and {seconds} s."
        )
    return say(template, language, **numbers)


def rough(value: float) -> str:
    """Return a number to two digits."""
    if value < 0.01:
        return "0.01" if value else "0"
    return f"{float(f'{value:.2g}'):,.{0 if value >= 10 else 2 if value < 1 else 1}f}"
