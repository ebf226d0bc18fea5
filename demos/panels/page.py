"""The parts of a page that its features share."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import gradio as gr

from core.image import Image
from core.method import Frame
from core.recipe import Recipe, Sample
from core.sentence import InputError
from demos.panels.bench import Bench
from demos.panels.events import Updates, Values, connect_heavy, connect_light, follow, working
from demos.panels.manner import Judged, Manner
from demos.panels.picture import PictureCell, preview
from demos.panels.results import ResultCells
from demos.panels.shown import Shown
from demos.panels.source import Others, Source
from demos.panels.text import message, progress_bar
from demos.panels.viewer import STRINGS, gallery_viewer
from demos.panels.work import Result, Workshop, in_background
from demos.words import joined, say


@dataclass(frozen=True)
class Doors:
    """Buttons that nobody sees; the page's script presses them."""

    come: gr.Button  # shows the page's result to who has just come
    leave: gr.Button  # brings a picture to the page whose recipe it carries
    elsewhere: gr.State  # that picture: its recipe, its file, what to say


def build_doors(name: str = "") -> Doors:
    """Draw the unseen buttons; `name` stands before their ids."""
    come, leave = (
        gr.Button(elem_id=f"{name}{door}", elem_classes="unseen") for door in ("come", "leave")
    )
    return Doors(come, leave, gr.State())


@dataclass(frozen=True)
class Page:
    """One field's page: its bench, its result, and where work is done."""

    bench: Bench
    picture: PictureCell
    results: ResultCells
    status: gr.HTML
    stop: gr.Button
    arrived: gr.State  # what to say to who has come by a link
    workshop: Workshop
    doors: Doors
    name: str = ""  # before the ids of its widgets, on pages beyond the first

    @property
    def restorable(self) -> list[Any]:
        """All widgets that restore() may update."""
        return [*self.bench.restorable, self.picture.box, self.picture.sample]

    def restore(self, recipe: Recipe, path: str | None, others: Others = ()) -> Updates:
        """Return the updates that set the whole page as a recipe says.

        Args:
            recipe: What to restore; its last method is one of this page.
            path: File of the uploaded picture that it starts from, if it is at hand.
            others: Files of the pictures in its settings.
        """
        updates = self.bench.restore(recipe, path, others)
        if self.bench.source not in updates:
            return updates  # it starts from nothing
        source = updates[self.bench.source]
        head = source.recipe.head
        shown = self.preview(source)
        name = head.name if isinstance(head, Sample) and not source.recipe.steps else None
        return {**updates, self.picture.box: shown, self.picture.sample: name}

    def warm_up(self) -> None:
        """Make the first example, so that the first visitor need not wait for it."""
        values = {widget: widget.value for widget in self.bench.inputs}
        self.workshop.result(self.bench.recipe(values), {})

    def run(self, values: Values) -> Iterator[Updates]:
        """Work the page's recipe, with its progress, and show the result."""
        language = values[self.bench.language]
        recipe, source = self.bench.recipe(values), values[self.bench.source]
        for look in self.workshop.watch(recipe, source.pictures, patience=self.results.patience):
            if isinstance(look, Frame):
                said = working(recipe.steps[-1].method.title, look, language)
                yield {self.status: said, **self.results.glimpse(recipe, look, language)}
            else:
                result = look
        shown, channels = Shown(recipe, source, language), values[self.results.channels]
        drawing = partial(self._show, shown, result, channels)
        for updates in in_background(drawing):
            if updates is None:
                said = say("Drawing and measuring the result …", language)
                yield {self.status: progress_bar(said, 1)}
            else:
                said = joined([say(note, language) for note in result.notes], language)
                yield {
                    self.status: message(said), **updates, **self.results.forget_pixel(language)
                }  # fmt: skip

    def welcome(self) -> None:
        """Run the page's recipe for each visitor who comes to it."""
        results = self.results
        connect_heavy(
            [self.doors.come.click], self.arrive, bench=self.bench, status=self.status,
            stop=self.stop, inputs=[results.channels, self.arrived], outputs=results.outputs,
        )  # fmt: skip

    def arrive(self, values: Values) -> Iterator[Updates]:
        """Show a visitor who has just come the result of the page's recipe, if it can be had."""
        yield from self.run(values)
        if values[self.arrived]:
            yield {self.status: values[self.arrived]}

    def follow_language(self) -> None:
        """Show the result anew whenever the visitor changes the language."""
        speak(self.results.viewer, self.bench.language)
        connect_light(
            [self.bench.language.change], self.again, bench=self.bench, status=self.status,
            inputs=[self.results.shown, self.results.channels], outputs=self.results.outputs,
        )  # fmt: skip

    def catch_up(self, values: Values) -> Updates:
        """Show the result anew if the visitor changed the language while it was made."""
        shown = values[self.results.shown]
        if shown is None or shown.language == values[self.bench.language]:
            return {}
        return {**self.again(values), **self.results.forget_pixel(values[self.bench.language])}

    def again(self, values: Values) -> Updates:
        """Show the same result anew: in another language, or with other scores."""
        shown = values[self.results.shown]
        if shown is None:
            return {}
        result = self.workshop.known(shown.recipe)
        if result is None:
            raise InputError("This result is no longer kept here; press Run to make it again.")
        shown = replace(shown, language=values[self.bench.language])
        return self._show(shown, result, values[self.results.channels])

    def _show(self, shown: Shown, result: Result, channels: str) -> Updates:
        """Return the updates that show a result, in a viewer that speaks its language.

        A viewer on a tab that was never open has not heard of the language.
        """
        viewer = self.results.viewer
        updates = self.results.show(self.workshop, shown, result, channels)
        return {**updates, viewer: gr.update(value=updates[viewer], strings=_words(shown.language))}

    def preview(self, source: Source | None) -> str | None:
        """Return what the picture box shows; nothing while the uploaded picture has yet to come.

        Of a chain that is not made yet the head stands for the whole: a link must not make the
        server work before its visitor can press Stop.
        """
        if source is None:
            return None
        known, head = self.workshop.known(source.recipe), source.recipe.head
        try:
            if known is not None:
                source.recipe.check_at_hand(source.pictures)
                return preview(known.image, source.recipe)
            return preview(head.open(source.pictures), Recipe(head)) if head else None
        except InputError:
            return None

    def gallery(self, elem_id: str) -> gr.HTML:
        """Draw a gallery whose own words follow the language."""
        gallery = gallery_viewer(elem_id=elem_id, group=self.name or "page")
        speak(gallery, self.bench.language)
        return gallery

    def image(self, recipe: Recipe, source: Source) -> Image:
        """Return a recipe's picture."""
        return self.workshop.result(recipe, source.pictures).image

    def truth(self, recipe: Recipe, source: Source) -> Image | None:
        """Return the undamaged picture, where it is known."""
        return self.workshop.truth(recipe, source.pictures)

    @property
    def manner(self) -> Manner:
        """How results are shown and judged."""
        return self.results.manner

    def judged(self, recipe: Recipe, source: Source, result: Result) -> Judged:
        """Return a result with the pictures that it is judged by."""
        return self.results.judged(self.workshop, Shown(recipe, source, ""), result)


def connect_run(page: Page, button: gr.Button) -> Any:
    """Let a button run the page, which then catches up with what was changed meanwhile.

    Returns:
        The event of the run, for what comes after it.
    """
    wiring: dict[str, Any] = {"bench": page.bench, "status": page.status}
    channels, results = page.results.channels, page.results.outputs
    ran = connect_heavy(
        [button.click], page.run, **wiring, stop=page.stop, inputs=[channels], outputs=results
    )
    connect_light(
        ran.then, page.catch_up, **wiring, inputs=[page.results.shown, channels], outputs=results
    )
    return ran


def speak(viewer: gr.HTML, language: gr.Radio) -> None:
    """Let a viewer's own words follow the language."""

    def words(chosen: str) -> Any:
        return gr.update(strings=_words(chosen))

    follow(language, words, [language], [viewer])


def _words(language: str) -> dict[str, str]:
    return {name: say(text, language) for name, text in STRINGS.items()}
