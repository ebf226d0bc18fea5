"""A whole page for a field whose methods mend a picture: its cells and what connects them."""

from collections.abc import Callable, Sequence

import gradio as gr

from core.method import Method
from demos.panels.bench import Bench
from demos.panels.compare import add_compare
from demos.panels.controls import show_chosen
from demos.panels.events import connect_light
from demos.panels.explain import add_explain
from demos.panels.intake import add_intake
from demos.panels.lead import build_lead
from demos.panels.manner import MENDING, Manner
from demos.panels.method_cell import build_method, build_run_bar
from demos.panels.models import add_models
from demos.panels.page import Page, build_doors, connect_run
from demos.panels.picture import Ways, build_picture
from demos.panels.results import build_results
from demos.panels.sending import Target, add_sending
from demos.panels.sweep import add_sweep
from demos.panels.work import Workshop


def build_field_page(
    title: str,
    methods: Sequence[Method],
    damages: Sequence[Method],
    *,
    first_method: str,
    first_damage: str,
    language: gr.Radio,
    workshop: Workshop,
    name: str = "",
    manner: Manner = MENDING,
    ways: Ways | None = None,
    parts: Sequence[Callable[[Page, gr.Row], None]] = (),
    targets: Sequence[Target] = (),
) -> Page:
    """Draw the page inside the tab that is open.

    Args:
        title: Heading of the page.
        methods: What it offers.
        damages: What can be done to a clean picture first.
        first_method: The method that is chosen at first.
        first_damage: The damage that is chosen at first.
        language: Chooser of the site.
        workshop: Where work is done.
        name: Stands before the ids of its widgets, on pages beyond the first.
        manner: How results are shown and judged.
        ways: How the choice of a damage is worded, and what the page begins with.
        parts: What draws the field's own tools, each given the row below Run.
        targets: Where results can be sent.
    """
    lead = build_lead(title, methods, first_method)
    with gr.Row(elem_classes="bench"):
        with gr.Column(scale=1, min_width=300, elem_classes="left"):
            picture = build_picture(damages, first_damage, prefix=name, ways=ways)
            chooser, controls, wells = build_method(
                methods, first_method, number=2, name=name, shared=picture.shared
            )
            bar = build_run_bar(name)
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            results = build_results(name, manner)
    bench = Bench(
        picture.source, picture.damage, picture.damages, chooser, controls, language, first_damage,
        shared=frozenset(picture.shared), wells={**picture.wells, **wells},
    )  # fmt: skip
    status, stop, doors = bar.status, bar.stop, build_doors(name)
    page = Page(bench, picture, results, status, stop, gr.State(""), workshop, doors, name)
    show_chosen(bench.chooser, lead)
    bench.follow_damage()
    ran = connect_run(page, bar.run)
    if manner.has_channels:
        connect_light(
            [results.channels.input], page.again, bench=bench, status=status,
            inputs=[results.shown, results.channels], outputs=results.outputs,
        )  # fmt: skip
    add_intake(page)
    for add_part in parts:
        add_part(page, bar.tools)
    if targets:
        add_sending(page, targets)
    add_explain(page)
    add_models(page, ran)
    add_compare(page)
    add_sweep(page)
    return page
