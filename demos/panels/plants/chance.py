"""A random system: drawn by chance, kept for being unlike what is known."""

import time
from collections.abc import Iterator
from functools import partial

import gradio as gr

from core.lsystems.novelty import Found, search
from demos.panels.events import Updates, Values, connect_heavy
from demos.panels.page import Page
from demos.panels.plants.setting import set_and_run
from demos.panels.text import message, progress_bar
from demos.words import say, word

PLAIN = {"width": 1.0, "bend": 0.0, "turn": 0.0, "tilt": 0.0}  # as the search draws
TRIES = 120  # a second
LOOK = 0.3  # seconds between two looks at the search


def add_chance(page: Page) -> None:
    """Draw the button with its seed below the settings of a visitor's own rules."""
    with page.bench.methods["grow"].group, gr.Row(elem_classes=["tools", "chance"]):
        button = gr.Button(
            word("Random system"), size="sm", min_width=80, elem_id=f"{page.name}random"
        )
        seed = gr.Number(
            0, precision=0, minimum=0, maximum=2**31 - 1, label=word("Seed of the search"),
            min_width=80, elem_id=f"{page.name}random-seed",
        )  # fmt: skip
    connect_heavy(
        [button.click], partial(_find, page, seed), bench=page.bench, status=page.status,
        stop=page.stop, inputs=[seed, page.results.channels],
        outputs=[seed, *page.restorable, *page.results.outputs],
    )  # fmt: skip


def _find(page: Page, seed: gr.Number, values: Values) -> Iterator[Updates]:
    """Search, put what was found into the rules, run it; the next press finds another."""
    language, number = values[page.bench.language], int(values[seed] or 0)
    due = time.monotonic() + LOOK
    for count, found in enumerate(search(number, TRIES), 1):
        best = found
        if time.monotonic() > due:
            said = say("{count} of {total} systems drawn", language, count=count, total=TRIES)
            yield {page.status: progress_bar(said, count / TRIES)}
            due = time.monotonic() + LOOK
    yield {seed: number + 1}
    settings = {"rules": best.rules, "angle": best.angle, "order": best.order, **PLAIN}
    yield from set_and_run(page, values, "grow", settings)
    yield {page.status: message(told(best, language))}


def told(found: Found, language: str) -> str:
    """Return what makes a found system stand out."""
    return say(
        "{share:.0%} of its ink lies elsewhere than in the three known systems most like it.",
        language,
        share=found.novelty,
    )
