"""The networks of a page: their cards, which are in memory, and a way to let these go."""

from typing import Any

import gradio as gr

from core.device import on_zero_gpu
from core.nn.weights import Resident, empty, residents
from core.settings import settings
from demos.panels.cards import trained
from demos.panels.events import LIGHT, QUIET, follow
from demos.panels.page import Page
from demos.panels.text import message, table
from demos.words import say, word

MEGABYTE = 2**20


def add_models(page: Page, ran: Any) -> None:
    """Draw the folded section, on pages whose field has learned methods.

    Args:
        page: The page that it belongs to.
        ran: The event of a run, after which more networks may be there.
    """
    if not any(controls.method.is_learned for controls in page.bench.methods.values()):
        return
    language = page.bench.language
    methods = [controls.method for controls in page.bench.methods.values()]
    with gr.Accordion(word("Models"), open=False, elem_id=f"{page.name}models") as fold:
        facts = gr.HTML(elem_id=f"{page.name}models-cards")
        listing = gr.HTML(elem_id=f"{page.name}models-list")
        with gr.Row(elem_classes=["tools", "wide-run"]):
            button = gr.Button(
                word("Empty the cache"), size="sm", elem_id=f"{page.name}models-empty",
                visible=not on_zero_gpu(),  # which takes them to its GPU at the start only
            )  # fmt: skip

    def unfold(spoken: str) -> tuple[str, str]:
        return show(spoken), trained(methods, spoken)

    fold.expand(unfold, language, [listing, facts], **LIGHT, **QUIET)
    follow(language, unfold, [language], [listing, facts])
    ran.then(show, language, listing, **LIGHT, **QUIET)
    button.click(forget, language, listing, **LIGHT, **QUIET)


def show(language: str) -> str:
    """Return the list of networks in memory."""
    found = residents()
    if not found:
        return message(say("No network is in memory; a learned method brings its own.", language))
    heads = [
        (say("network", language), False),
        (say("device", language), False),
        (say("numbers", language), False),
        ("MB", True),
    ]
    listed = table(heads, [_row(resident) for resident in found])
    how = say(
        "{used:.1f} of {room} MB are in use; when more is needed, the least recently used leave.",
        language,
        used=sum(resident.bytes for resident in found) / MEGABYTE,
        room=settings.model_megabytes,
    )
    return f"{listed}<p class='how'>{how}</p>"


def forget(language: str) -> str:
    """Empty the cache, and return the list that is left."""
    empty()
    return show(language)


def _row(resident: Resident) -> list[tuple[str, float | str]]:
    name = f"{resident.repository} {resident.name}".strip()
    device, size = resident.device.upper(), resident.bytes / MEGABYTE
    kind = resident.kind
    return [(name, name), (device, device), (kind, kind), (f"{size:.1f}", size)]
