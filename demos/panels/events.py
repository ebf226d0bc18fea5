"""Connecting buttons to work: errors as sentences, progress, Stop, one queue for heavy work."""

import json
import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

import gradio as gr

from core.method import Frame
from core.sentence import InputError
from core.settings import settings
from demos.panels.bench import Bench
from demos.panels.text import message, progress_bar
from demos.words import LANGUAGES, say

Values = Mapping[Any, Any]
Updates = dict[Any, Any]
Trigger = Literal["once", "multiple", "always_last"]
HEAVY: dict[str, Any] = {"concurrency_id": "heavy", "concurrency_limit": settings.heavy_jobs}
LIGHT: dict[str, Any] = {"concurrency_id": "light", "concurrency_limit": 8}
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

AT_WORK: dict[tuple[str | None, str | None], threading.Event] = {}  # by visitor and Stop button
LONGEST_GOODBYE = 10.0  # seconds that a stopped run is waited for


@dataclass
class Unconnected:
    """What the panels of a site ask for and `connect_together` connects.

    The browser searches the whole page for each event that there is, so a site has few.
    """

    followers: list[tuple[Callable[..., Any], list[Any], list[Any]]] = field(default_factory=list)
    works: dict[tuple[gr.Button, gr.HTML], list[Any]] = field(
        default_factory=lambda: defaultdict(list)
    )


UNCONNECTED: dict[gr.Radio, Unconnected] = defaultdict(Unconnected)  # by chooser of the language


def connect_heavy(
    triggers: Sequence[Any] | Callable[..., Any],
    handler: Callable[[Values], Iterator[Updates]],
    *,
    bench: Bench,
    status: gr.HTML,
    stop: gr.Button,
    inputs: Sequence[Any] = (),
    outputs: Sequence[Any] = (),
    trigger_mode: Trigger = "once",
) -> Any:
    """Run a generator handler that can be stopped; what it refuses appears in the status line.

    Args:
        triggers: Events that start it, such as `button.click`, or the end of one.
        handler: Takes the values of the bench and of `inputs`, yields updates.
        bench: Widgets that every handler reads.
        status: Line for errors and progress; a handler may update it too.
        stop: Button that is live while the handler runs.
        inputs: Further widgets to read.
        outputs: Widgets that the handler updates.
        trigger_mode: What becomes of a second press while the first is at work.
    """

    def run(values: Values, request: gr.Request) -> Iterator[Updates]:
        place = request.session_hash, stop.elem_id
        ended = AT_WORK[place] = threading.Event()
        try:
            yield from work(values)
        finally:
            ended.set()
            AT_WORK.pop(place, None)

    def work(values: Values) -> Iterator[Updates]:
        yield {stop: gr.update(interactive=True)}
        last: Updates = {status: ""}
        try:
            for updates in handler(values):
                yield updates
                last = {status: updates.get(status, "")}
        except InputError as error:
            last = {status: message(say(error.sentence, values[bench.language]), "error")}
        except Exception:
            logging.exception("%s failed", handler)
            said = say("This failed; the server's log says why.", values[bench.language])
            last = {status: message(said, "error")}
        yield {stop: gr.update(interactive=False), **last}

    connect = _connector(triggers)
    connect(None, None, [status, stop], js=_queued(), **QUIET)
    event = connect(
        run, bench.inputs | set(inputs), [*outputs, status, stop],
        trigger_mode=trigger_mode, **HEAVY, **QUIET,
    )  # fmt: skip
    UNCONNECTED[bench.language].works[stop, status].append(event)
    return event


def connect_light(
    triggers: Sequence[Any] | Callable[..., Any],
    handler: Callable[[Values], Updates],
    *,
    bench: Bench,
    status: gr.HTML,
    inputs: Sequence[Any] = (),
    outputs: Sequence[Any] = (),
) -> Any:
    """Run a quick handler; what it refuses appears in the status line."""

    def run(values: Values) -> Updates:
        try:
            return handler(values) or {status: gr.skip()}
        except InputError as error:
            return {status: message(say(error.sentence, values[bench.language]), "error")}

    return _connector(triggers)(
        run, bench.inputs | set(inputs), [*outputs, status],
        trigger_mode="always_last", **LIGHT, **QUIET,
    )  # fmt: skip


def follow(
    language: gr.Radio,
    handler: Callable[..., Any],
    inputs: Sequence[Any] = (),
    outputs: Sequence[Any] = (),
) -> None:
    """Word outputs anew when the language changes.

    Args:
        language: Chooser of the site.
        handler: Takes the values of the inputs; returns that of the only output, of each, or a
            dictionary by output.
        inputs: Widgets to read.
        outputs: Widgets that the handler updates; several handlers may update one.
    """
    UNCONNECTED[language].followers.append((handler, list(inputs), list(outputs)))


def connect_together(language: gr.Radio) -> None:
    """Connect what the panels of a site have in common, once all are drawn."""
    asked = UNCONNECTED.pop(language)
    for (stop, status), events in asked.works.items():
        _connect_stop(stop, status, language, events)
    inputs = {widget for _, read, _ in asked.followers for widget in read}
    outputs = {widget for _, _, written in asked.followers for widget in written}

    def run(values: Values) -> Updates:
        updates: Updates = {widget: gr.skip() for widget in outputs}
        for handler, read, written in asked.followers:
            try:
                said = _by_widget(handler(*(values[widget] for widget in read)), written)
            except Exception:
                logging.exception("%s failed", handler)
                continue
            for widget, new in said.items():
                updates[widget] |= new
        return updates

    language.change(run, inputs, list(outputs), **LIGHT, **QUIET)


def _by_widget(said: Any, written: Sequence[Any]) -> Updates:
    """Return updates by widget from what Gradio allows a handler to return."""
    if not isinstance(said, dict) or not set(said) <= set(written):
        said = dict(zip(written, said if len(written) > 1 else [said], strict=True))
    return {
        widget: new
        if isinstance(new, dict) and new.get("__type__") == "update"
        else gr.update(value=new)
        for widget, new in said.items()
    }


def _connect_stop(stop: gr.Button, status: gr.HTML, language: gr.Radio, events: list[Any]) -> None:
    def stopped(spoken: str, request: gr.Request) -> str:
        ended = AT_WORK.get((request.session_hash, stop.elem_id))
        if ended is not None:
            ended.wait(LONGEST_GOODBYE)
        return message(say("Stopped.", spoken))

    halt = stop.click(
        None, None, stop, js=f"() => ({_live(False)})", cancels=events, api_visibility="private"
    )
    # When the work has ended, and the way its own words went: so none of them comes after it.
    halt.then(stopped, language, status, **LIGHT, **QUIET)


def _connector(triggers: Sequence[Any] | Callable[..., Any]) -> Callable[..., Any]:
    return triggers if callable(triggers) else partial(gr.on, triggers)


def _queued() -> str:
    """Return the script that says at once that the work waits its turn, and offers Stop."""
    template = "Waiting for its turn …"
    said = json.dumps({code: progress_bar(say(template, code), 0) for code in LANGUAGES})
    return f"() => [({said})[atelier.spoken()], {_live(True)}]"


def _live(is_live: bool) -> str:
    return json.dumps({"__type__": "update", "interactive": is_live})


def working(title: str, frame: Frame, language: str) -> str:
    """Return the status line of a running method."""
    name = say(title, language)
    if frame.progress == 0:
        return progress_bar(say("{method} is at work …", language, method=name), 0)
    share = say("{method}: {share:.0%}", language, method=name, share=frame.progress)
    return progress_bar(share, frame.progress)
