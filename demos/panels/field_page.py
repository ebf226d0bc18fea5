"""A whole page for a field whose methods mend a picture: its cells and what connects them."""

from collections.abc import Sequence

import gradio as gr

from core.method import Method
from demos.panels.api import add_endpoints
from demos.panels.bench import Bench
from demos.panels.compare import add_compare
from demos.panels.controls import build_controls, show_chosen
from demos.panels.events import connect_heavy, connect_light
from demos.panels.explain import add_explain
from demos.panels.intake import add_intake
from demos.panels.lead import build_lead
from demos.panels.page import Page
from demos.panels.picture import PictureCell, build_picture
from demos.panels.results import build_results
from demos.panels.sweep import add_sweep
from demos.panels.text import cell_head
from demos.panels.tools import add_tools
from demos.panels.work import Workshop
from demos.words import word


def build_field_page(
    title: str,
    methods: Sequence[Method],
    damages: Sequence[Method],
    *,
    first_method: str,
    first_damage: str,
    language: gr.Radio,
    workshop: Workshop,
) -> Page:
    """Draw the page inside the tab that is open."""
    lead = build_lead(title, methods, first_method)
    with gr.Row(elem_classes="bench"):
        with gr.Column(scale=1, min_width=300, elem_classes="left"):
            picture = build_picture(damages, first_damage)
            bench = _method_cell(methods, first_method, picture, language, first_damage)
            with gr.Column(elem_classes="sticky"):
                with gr.Row(elem_classes="run"):
                    run = gr.Button(word("Run"), variant="primary", elem_id="run", min_width=80)
                    stop = gr.Button(word("Stop"), interactive=False, elem_id="stop", min_width=80)
                status = gr.HTML(elem_id="status")
            tools = gr.Row(elem_classes="tools")
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            results = build_results()
    page = Page(bench, picture, results, status, stop, gr.State(""), workshop)
    show_chosen(bench.chooser, lead)
    bench.follow_noise()
    ran = connect_heavy(
        [run.click], page.run, bench=bench, status=status, stop=stop,
        inputs=[results.channels], outputs=results.outputs,
    )  # fmt: skip
    connect_light(
        ran.then, page.catch_up, bench=bench, status=status,
        inputs=[results.shown, results.channels], outputs=results.outputs,
    )  # fmt: skip
    connect_light(
        [results.channels.input], page.again, bench=bench, status=status,
        inputs=[results.shown, results.channels], outputs=results.outputs,
    )  # fmt: skip
    add_intake(page)
    add_tools(page, tools)
    add_explain(page)
    add_compare(page)
    add_sweep(page)
    add_endpoints(page, picture.box)
    return page


def _method_cell(
    methods: Sequence[Method],
    first: str,
    picture: PictureCell,
    language: gr.Radio,
    first_damage: str,
) -> Bench:
    gr.HTML(cell_head(2, word("Method")))
    chooser = gr.Dropdown(
        [(word(m.title), m.id) for m in methods],
        value=first,
        show_label=False,
        label=word("Method"),
        elem_id="method",
    )
    controls = {m.id: build_controls(m, visible=m.id == first, prefix="method") for m in methods}
    show_chosen(chooser, {name: c.group for name, c in controls.items()})
    return Bench(
        picture.source, picture.damage, picture.damages, chooser, controls, language, first_damage
    )
