"""What happens when a picture comes in: a sample, an upload, a PNG with its recipe, a result."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import gradio as gr

from core.denoising.noise_level import estimate_sigma
from core.recipe import Recipe, Upload
from core.sentence import InputError
from demos.panels.bench import NO_DAMAGE
from demos.panels.controls import BROWSER
from demos.panels.events import Updates, Values, connect_heavy, connect_light
from demos.panels.page import Page
from demos.panels.picture import Received, choose_sample, receive
from demos.panels.source import Source
from demos.panels.text import message
from demos.panels.well_events import connect_wells
from demos.words import joined, say


def add_intake(page: Page) -> None:
    """Connect the picture box and the samples, which run at once, and the result."""
    picture, results = page.picture, page.results
    triggers: list[tuple[Any, Any]] = [
        (picture.sample.input, on_sample),
        (picture.box.upload, on_upload),
        (results.go_on.click, on_result),
    ]
    if picture.damage is not None and (page.bench.sigmas or page.bench.wells):
        triggers.append((picture.damage.input, on_damage))
    connect_wells(page)
    for trigger, handler in triggers:
        event = connect_heavy(
            [trigger], partial(handler, page), bench=page.bench, status=page.status,
            stop=page.stop, inputs=[picture.box, picture.sample, results.channels, results.shown],
            outputs=[*page.restorable, page.doors.elsewhere, *results.outputs],
            trigger_mode="always_last",
        )  # fmt: skip
        if handler is on_upload:
            look_elsewhere(page, event)
    connect_light(
        [picture.box.clear], partial(on_clear, page), bench=page.bench, status=page.status,
        outputs=[page.bench.source, picture.sample],
    )  # fmt: skip


def on_sample(page: Page, values: Values) -> Iterator[Updates]:
    """Take a sample; it is damaged, since it is clean."""
    source, shown = choose_sample(values[page.picture.sample])
    source = _beside(source, values[page.bench.source])
    updates: Updates = {page.bench.source: source, page.picture.box: shown}
    if page.bench.damage is not None and values[page.bench.damage] == NO_DAMAGE:
        updates |= page.bench.choose_damage(page.bench.first_damage)
    changed = _changed(values, updates)
    yield updates
    yield from page.run(changed)


def on_upload(page: Page, values: Values) -> Iterator[Updates]:
    """Take the user's picture: one that a link waits for, one with a recipe, or a noisy one."""
    path, name = values[page.picture.box]
    try:
        received = receive(path, name, values[page.bench.language])
    except InputError:
        yield {page.picture.box: page.preview(values[page.bench.source])}
        raise
    if received.recipe is not None and not _belongs(page, received.recipe):
        box = page.preview(values[page.bench.source])
        yield {**away(page, received), page.picture.box: box, page.status: ""}
        return
    updates, said = _take_in(page, values, received)
    changed = _changed(values, updates)
    yield {**updates, page.status: message(said)}
    if received.is_whole:
        yield from page.run(changed)
    yield {page.status: message(said)}


def _belongs(page: Page, recipe: Recipe) -> bool:
    """Whether a recipe is one of the page's own; pictures without steps are at home anywhere."""
    return not recipe.steps or page.bench.offers(recipe.steps[-1].method)


def away(page: Page, received: Received) -> Updates:
    """Return the updates that hand a picture over to the page whose recipe it brought."""
    source = received.source
    brought = (str(received.recipe), source.path, source.others, received.sentence)
    return {page.doors.elsewhere: brought}


def look_elsewhere(page: Page, event: Any) -> None:
    """After an event, bring the picture that was handed over to its page."""
    event.then(None, js=f"() => atelier.press('{page.name}leave')", **BROWSER)


def on_damage(page: Page, values: Values) -> Iterator[Updates]:
    """Tell every method how strong the noise of the damage just chosen is."""
    recipe, language = page.bench.damaged(values), values[page.bench.language]
    if not page.bench.sigmas:
        if recipe.steps:
            yield {**page.bench.tell(recipe.steps[-1]), page.status: ""}
        return
    with suppress(InputError):  # too small a picture to tell
        known = recipe.steps[-1].settings.get("sigma") if recipe.steps else None
        sigma = known or estimate_sigma(page.image(recipe, values[page.bench.source]))
        said = say("Methods that ask for the noise are told σ {sigma:.1f}.", language, sigma=sigma)
        yield {**page.bench.set_sigma(sigma), page.status: message(said)}


def on_clear(page: Page, values: Values) -> Updates:
    """Have no picture until another comes; the last result stays."""
    return {page.bench.source: None, page.picture.sample: None}


def on_result(page: Page, values: Values) -> Iterator[Updates]:
    """Take the result as the picture of what comes next."""
    shown = values[page.results.shown]
    if shown is None:
        raise InputError("There is no result yet.")
    source = Source(str(shown.recipe), shown.source.path, shown.source.others)
    said = say(
        "The result is the picture now; choose what comes next.", values[page.bench.language]
    )
    yield {
        page.bench.source: source,
        page.picture.box: page.preview(source),
        page.picture.sample: None,
        **page.bench.choose_damage(NO_DAMAGE),
        page.status: message(said),
    }


def _take_in(page: Page, values: Values, received: Received) -> tuple[Updates, str]:
    """Return the updates that an upload asks for, and what to say about it."""
    bench, said = page.bench, received.sentence
    source = _beside(received.source, values[bench.source])
    language = values[bench.language]
    updates: Updates = {
        bench.source: source,
        page.picture.box: page.preview(source),
        page.picture.sample: None,
    }
    if received.recipe is not None:
        return updates | page.restore(received.recipe, source.path, source.others), said
    if (wanted := _awaited(values[bench.source])) is not None:
        chain = replace(values[bench.source].recipe, head=source.recipe.head)
        updates[bench.source] = Source(str(chain), source.path, source.others)
        if getattr(source.recipe.head, "sha256", None) != wanted.sha256:
            template = "The link starts from “{name}”; its steps are done on your picture instead."
            said = joined([said, say(template, language, name=wanted.name)], language)
        return updates, said
    more, told = page.manner.receive(bench, page.image(source.recipe, source), values, language)
    return updates | more, joined([said, told], language)


def _beside(source: Source, current: Source | None) -> Source:
    """Return the source with the pictures of settings that were at hand before, too."""
    before = () if current is None else current.others
    return replace(source, others=tuple(dict((*before, *source.others)).items()))


def _awaited(current: Source | None) -> Upload | None:
    """Return the picture that a link asked for and that has not come yet."""
    head = None if current is None else current.recipe.head
    if current is None or not isinstance(head, Upload) or head.sha256 in current.pictures:
        return None
    return head


def _changed(values: Values, updates: Updates) -> Values:
    """Return the values as the browser will have them; ask before gradio empties the updates."""
    new = {
        widget: update["value"] if isinstance(update, dict) else update
        for widget, update in updates.items()
        if not isinstance(update, dict) or "value" in update
    }
    return {**values, **{w: v for w, v in new.items() if not isinstance(w, gr.Column)}}
