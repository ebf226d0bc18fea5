"""The page of augmentation: one result, many draws, a pipeline, and what travels along."""

import json
from collections.abc import Callable, Sequence
from functools import partial

import gradio as gr

from core.method import Method
from demos.panels.augmenting.bench import METHOD, PIPELINE, AugmentingBench, AugmentingPage
from demos.panels.augmenting.breaking import add_breaking
from demos.panels.augmenting.builder import add_builder, build_stages
from demos.panels.augmenting.draws import add_draws
from demos.panels.augmenting.marking import add_marking, build_marks
from demos.panels.augmenting.others import build_others, connect_others
from demos.panels.augmenting.result import build_augmented
from demos.panels.augmenting.study import add_study
from demos.panels.choosers import Radio
from demos.panels.controls import BROWSER, show_chosen
from demos.panels.intake import add_intake
from demos.panels.lead import build_lead
from demos.panels.method_cell import build_method, build_run_bar
from demos.panels.page import build_doors, connect_run
from demos.panels.picture import Ways, build_picture
from demos.panels.sending import Target, add_sending
from demos.panels.sweep import add_sweep
from demos.panels.work import Workshop
from demos.words import word

FIRST_PICTURE = "cat"


def build_augmenting_page(
    title: str,
    methods: Sequence[Method],
    *,
    name: str,
    first_method: str,
    language: gr.Radio,
    workshop: Workshop,
    targets: Sequence[Target] = (),
) -> AugmentingPage:
    """Draw the page inside the tab that is open.

    Args:
        title: Heading of the page.
        methods: What it offers.
        name: Stands before the ids of its widgets.
        first_method: The one that is chosen at first.
        language: Chooser of the site.
        workshop: Where work is done.
        targets: Where results can be sent.
    """
    lead = build_lead(title, methods, first_method)
    ways = Ways(word("Picture"), word("Picture"), word("none"), first_sample=FIRST_PICTURE)
    with gr.Row(elem_classes="bench"):
        with gr.Column(scale=1, min_width=300, elem_classes="left"):
            picture = build_picture((), "", prefix=name, ways=ways)
            others = build_others(name)
            chooser, controls, wells = build_method(methods, first_method, number=2, name=name)
            subject, draw = _build_subject(name)
            bar = build_run_bar(name)
        with gr.Column(scale=2, min_width=320, elem_classes="right"):
            results = build_augmented(name)
    stages, kept = build_stages(name)
    marks, owner = build_marks(name)
    bench = AugmentingBench(
        picture.source, None, {}, chooser, controls, language, "", subject=subject, draw=draw,
        stages=stages, marks=marks, owner=owner, wells=wells,
    )  # fmt: skip
    page = AugmentingPage(
        bench, picture, results, bar.status, bar.stop, gr.State(""), workshop, build_doors(name),
        name,
    )  # fmt: skip
    show_chosen(chooser, lead)
    connect_run(page, bar.run)
    add_intake(page)
    connect_others(page, others)
    if targets:
        add_sending(page, targets)
    cells: list[Callable[[AugmentingPage, int], None]] = [
        partial(add_draws, kept=kept),
        partial(add_builder, kept=kept),
        add_marking,
        lambda page, number: add_sweep(page, number=number),
        add_breaking,
        add_study,
    ]
    for number, add_cell in enumerate(cells, 5):
        add_cell(page, number)
    return page


def _build_subject(name: str) -> tuple[gr.Radio, gr.Number]:
    """Draw what Run makes, and the seed of the pipeline, which each method has for itself."""
    subject = Radio(
        [(word("the method"), METHOD), (word("the pipeline"), PIPELINE)], value=METHOD,
        label=word("Run makes"), elem_classes="chips", elem_id=f"{name}subject",
    )  # fmt: skip
    draw = gr.Number(
        0, precision=0, minimum=0, label=word("Seed of the pipeline"), visible=False,
        elem_id=f"{name}seed",
    )  # fmt: skip
    shown = f"(kind) => ({{__type__: 'update', visible: kind === {json.dumps(PIPELINE)}}})"
    subject.change(None, subject, draw, js=shown, **BROWSER)
    return subject, draw
