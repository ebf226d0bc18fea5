"""Pictures beside the samples: a drawn scene, and data sets."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import gradio as gr

from demos.panels.augmenting.bench import AugmentingPage, whole
from demos.panels.augmenting.pictures import SETS, offered, offers
from demos.panels.choosers import Radio
from demos.panels.controls import BROWSER
from demos.panels.events import Updates, Values, connect_heavy
from demos.words import word


@dataclass(frozen=True)
class OtherPictures:
    """The widgets."""

    chosen: gr.Radio
    number: gr.Number
    following: gr.Button


def build_others(name: str) -> OtherPictures:
    """Draw the choice inside the layout that is open; `name` stands before the ids."""
    chosen = Radio(
        [(word(str(SETS[key])), f"{key}.png") for key in offers()], value=None,
        label=word("Other pictures"), elem_classes="chips", elem_id=f"{name}others",
    )  # fmt: skip
    with gr.Row(visible=False, elem_classes="tools") as row:
        number = gr.Number(
            0, precision=0, minimum=0, label=word("Number of the picture"), min_width=120,
            elem_id=f"{name}other-number",
        )  # fmt: skip
        following = gr.Button(
            word("Next picture"), size="sm", min_width=80, elem_id=f"{name}other-next"
        )
    shown = "(set) => ({__type__: 'update', visible: Boolean(set) && set !== 'scene.png'})"
    chosen.change(None, chosen, row, js=shown, **BROWSER)
    return OtherPictures(chosen, number, following)


def connect_others(page: AugmentingPage, others: OtherPictures) -> None:
    """Let a choice change the page's picture, and run the page."""
    picture = page.picture
    for trigger, step in (
        (others.chosen.input, 0),
        (others.number.submit, 0),
        (others.following.click, 1),
    ):
        connect_heavy(
            [trigger], partial(_take, page, others, step), bench=page.bench, status=page.status,
            stop=page.stop, inputs=[others.chosen, others.number, page.results.channels],
            outputs=[
                page.bench.source, picture.box, picture.sample, others.number,
                *page.results.outputs,
            ],
            trigger_mode="always_last",
        )  # fmt: skip
    for event in (picture.sample.input, picture.box.upload):
        event(None, None, others.chosen, js="() => null", **BROWSER)


def _take(
    page: AugmentingPage, others: OtherPictures, step: int, values: Values
) -> Iterator[Updates]:
    name = (values[others.chosen] or "").removesuffix(".png")
    if name not in SETS:
        return
    number = whole(values[others.number]) + step
    source = offered(name, number)
    yield {
        page.bench.source: source,
        page.picture.box: page.preview(source),
        page.picture.sample: None,
        others.number: number,
    }
    yield from page.run({**values, page.bench.source: source})
