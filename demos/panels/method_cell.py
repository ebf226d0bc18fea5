"""The left side of every page: which method with which settings, and the buttons that run it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import gradio as gr

from core.method import Method
from demos.panels.choosers import Dropdown
from demos.panels.controls import NOTHING, Controls, build_controls, show_chosen
from demos.panels.text import cell_head
from demos.panels.wells import Well, build_wells, show_wells
from demos.words import word


@dataclass(frozen=True)
class RunBar:
    """The buttons under the settings, and the line that says what goes on."""

    run: gr.Button
    stop: gr.Button
    status: gr.HTML
    tools: gr.Row


def build_method(
    methods: Sequence[Method],
    first: str,
    *,
    number: int,
    name: str = "",
    shared: Mapping[str, gr.components.Component] = NOTHING,
) -> tuple[gr.Dropdown, dict[str, Controls], dict[str, Well]]:
    """Draw the choice of a method with its settings, and the wells of those that are pictures.

    Args:
        methods: What can be chosen.
        first: The one that is chosen at first.
        number: Of the cell.
        name: Stands before the widgets' ids.
        shared: Widgets of settings that are drawn already.
    """
    gr.HTML(cell_head(number, word("Method")))
    chooser = Dropdown(
        [(word(m.title), m.id) for m in methods],
        value=first,
        show_label=False,
        label=word("Method"),
        elem_id=f"{name}method",
    )
    prefix = f"{name}method"
    wells = build_wells(methods, first, prefix, shared)
    shared = {**shared, **{name: well.text for name, well in wells.items()}}
    controls = {
        m.id: build_controls(m, visible=m.id == first, prefix=prefix, shared=shared)
        for m in methods
    }
    show_chosen(chooser, {name: c.group for name, c in controls.items()})
    show_wells(chooser, wells)
    return chooser, controls, wells


def build_run_bar(name: str = "") -> RunBar:
    """Draw Run and Stop, which stay in sight, and a row for further tools."""
    with gr.Column(elem_classes="sticky"):
        with gr.Row(elem_classes="run"):
            run = gr.Button(
                word("Run"), variant="primary", min_width=80,
                elem_id=f"{name}run", elem_classes="run-button",
            )  # fmt: skip
            stop = gr.Button(word("Stop"), interactive=False, elem_id=f"{name}stop", min_width=80)
        status = gr.HTML(elem_id=f"{name}status")
    return RunBar(run, stop, status, gr.Row(elem_classes="tools"))
