"""What happens when a picture comes in: a sample, an upload, or a PNG with its recipe."""

from collections.abc import Iterator
from contextlib import suppress

import gradio as gr

from core.denoising.noise_level import estimate_sigma
from core.recipe import Upload
from core.sentence import InputError
from demos.panels.bench import NO_DAMAGE, Source
from demos.panels.events import Updates, Values, connect_heavy
from demos.panels.page import Page
from demos.panels.picture import Received, choose_sample, receive
from demos.panels.text import message
from demos.words import say


def add_intake(page: Page) -> None:
    """Connect the picture box and the samples; both run the page's recipe at once."""
    bench, picture, status = page.bench, page.picture, page.status
    everything = [*page.restorable, *page.results.outputs]

    def on_sample(values: Values) -> Iterator[Updates]:
        source, shown = choose_sample(values[picture.sample])
        updates: Updates = {bench.source: source, picture.box: shown}
        if values[bench.damage] == NO_DAMAGE:
            updates |= bench.choose_damage(bench.first_damage)
        changed = _changed(values, updates)
        yield updates
        yield from page.run(changed)

    def on_upload(values: Values) -> Iterator[Updates]:
        language = values[bench.language]
        try:
            path, name = values[picture.box]
            received = receive(path, name, language)
        except InputError:
            yield {picture.box: page.preview(values[bench.source])}
            raise
        updates: Updates = {
            bench.source: received.source,
            picture.box: received.preview,
            picture.sample: None,
        }
        said = received.sentence
        if received.recipe is not None:
            updates |= page.restore(received.recipe, received.source.path)
        elif _is_awaited(values[bench.source], received):
            updates[bench.source] = Source(values[bench.source].text, received.source.path)
        else:
            updates |= bench.choose_damage(NO_DAMAGE)
            with suppress(InputError):  # too small a picture to tell
                sigma = estimate_sigma(page.image(received.source.recipe, received.source))
                updates |= bench.set_sigma(sigma)
                said += " " + say("Its noise is about σ {sigma:.1f} of 255.", language, sigma=sigma)
        changed = _changed(values, updates)
        yield {**updates, status: message(said)}
        if received.preview is not None:
            yield from page.run(changed)
        yield {status: message(said)}

    for trigger, handler in ((picture.sample.input, on_sample), (picture.box.upload, on_upload)):
        connect_heavy(
            [trigger], handler, bench=bench, status=status, stop=page.stop,
            inputs=[picture.box, picture.sample, page.results.channels], outputs=everything,
        )  # fmt: skip


def _is_awaited(current: Source | None, received: Received) -> bool:
    """Whether a link asked for the very picture that has now come."""
    if current is None or current.path is not None:
        return False
    wanted, head = current.recipe.head, received.source.recipe.head
    return isinstance(wanted, Upload) and isinstance(head, Upload) and wanted.sha256 == head.sha256


def _changed(values: Values, updates: Updates) -> Values:
    """Return the values as the browser will have them; ask before gradio empties the updates."""
    new = {
        widget: update["value"] if isinstance(update, dict) else update
        for widget, update in updates.items()
        if not isinstance(update, dict) or "value" in update
    }
    return {**values, **{w: v for w, v in new.items() if not isinstance(w, gr.Column)}}
