"""Fashion-MNIST on request: a button that downloads it, with progress, where it is not here."""

import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TypeVar

import gradio as gr

from core.data import Collection, is_here, read_known
from core.data.known import Part
from core.sentence import InputError
from demos.panels.events import Updates, Values, connect_heavy
from demos.panels.page import Page
from demos.panels.text import message, progress_bar
from demos.panels.work import in_background
from demos.words import say, word

T = TypeVar("T")


def add_download(page: Page, part: str, status: gr.HTML, stop: gr.Button) -> None:
    """Draw the button, unseen where the set is here, and connect it.

    Args:
        page: Where.
        part: Of the widget's id.
        status: Line for progress.
        stop: Ends the download.
    """
    with gr.Row(elem_classes="tools", visible=not is_here("fashion")) as row:
        button = gr.Button(
            word("Download Fashion-MNIST (31 MB)"), size="sm", min_width=80,
            elem_id=f"{page.name}{part}-download",
        )  # fmt: skip
    connect_heavy(
        [button.click], partial(_download, page, status, row), bench=page.bench, status=status,
        stop=stop, outputs=[row],
    )  # fmt: skip


def fashion(part: Part, language: str) -> Generator[str, None, Collection]:
    """Yield what to say while Fashion-MNIST is read or downloaded; return the set.

    Closing the generator stops a download.

    Raises:
        InputError: It is not here and cannot be downloaded.
    """
    share, halt = [0.0], threading.Event()

    def report(done: float) -> None:
        if halt.is_set():
            raise InputError("Stopped.")
        share[0] = done

    work = in_background(partial(read_known, "fashion", part, report))  # outlives the loop, so
    try:  # that it is told to halt before its end is waited for
        for found in work:
            if found is not None:
                return found
            if is_here("fashion"):
                yield progress_bar(say("Reading Fashion-MNIST …", language), 0)
            else:
                said = say("Downloading Fashion-MNIST: {share:.0%}", language, share=share[0])
                yield progress_bar(said, share[0])
    finally:
        halt.set()
    raise AssertionError("work in the background ends with its result")


def meanwhile(said: str, function: Callable[[], T]) -> Generator[str, None, T]:
    """Yield what to say now and then while a function runs; return its result."""
    for found in in_background(function):
        if found is not None:
            return found
        yield said
    raise AssertionError("work in the background ends with its result")


def _download(page: Page, status: gr.HTML, row: gr.Row, values: Values) -> Iterator[Updates]:
    language = values[page.bench.language]
    for said in fashion("train", language):
        yield {status: said}
    said = say("Fashion-MNIST is here now; press again.", language)
    yield {status: message(said), row: gr.update(visible=False)}


def check_here() -> None:
    """Refuse what needs Fashion-MNIST where it is not here.

    Raises:
        InputError: It is not.
    """
    if not is_here("fashion"):
        raise InputError(
            "This compares with Fashion-MNIST, which is not on this machine yet; the button "
            "downloads it, 31 MB."
        )
