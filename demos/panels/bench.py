"""What one page works with: its picture, the damage, the method, and the recipe they make."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import gradio as gr
import numpy as np

from core.image import Image, Opened, pixel_hash, read_image
from core.method import Method, Sigma
from core.opacity import read_opacity
from core.provenance import png_bytes
from core.recipe import Pictures, Recipe, Step, Upload
from core.recipe_text import parse
from core.sentence import InputError
from demos.panels.controls import BROWSER, Controls

NO_DAMAGE = "none"
LARGEST = 8_000_000  # values of a picture that is carried along
HIGHEST: float = get_args(Sigma)[1].high  # that a method can be told, of 255


@dataclass(frozen=True)
class Source:
    """Where the page's picture comes from: a recipe, and the file of the upload in its head."""

    text: str
    path: str | None = None

    @property
    def recipe(self) -> Recipe:
        """The recipe of the picture that the page works on."""
        return parse(self.text)

    @property
    def pictures(self) -> Pictures:
        """The uploaded picture by its hash, if there is one at hand."""
        head = self.recipe.head
        if not isinstance(head, Upload) or self.path is None or not Path(self.path).exists():
            return {}  # after an hour the server forgets uploads
        return {head.sha256: open_upload(self.path).image}

    def exact_png(self) -> bytes | None:
        """Return the uploaded picture without what else its file told, such as the place.

        Nothing where 8 bits do not hold the picture, or where there was no upload.
        """
        for image in self.pictures.values():
            if image.size <= LARGEST and np.array_equal(
                np.rint(image * 255) / np.float32(255), image
            ):
                return png_bytes(image, None)
        return None

    def opacity(self, recipe: Recipe) -> Image | None:
        """Return how opaque a result is, where the uploaded picture is not all over."""
        if self.path is None or not self.pictures:
            return None
        return read_opacity(self.path, recipe)


@lru_cache(maxsize=2)
def open_upload(path: str) -> Opened:
    """Read an uploaded file; the last two are remembered."""
    return read_image(path)


def uploaded(path: str, name: str) -> tuple[Source, Image]:
    """Return the source of an uploaded file, and its picture.

    Raises:
        InputError: The file is no usable picture.
    """
    image = open_upload(path).image
    return Source(str(Recipe(Upload(name, pixel_hash(image)))), path), image


@dataclass(frozen=True)
class Bench:
    """The widgets of a page that together say what is to be done."""

    source: gr.State
    damage: gr.Radio | None  # none where nothing is damaged
    damages: Mapping[str, Controls]
    chooser: gr.Dropdown
    methods: Mapping[str, Controls]
    language: gr.Radio
    first_damage: str
    taking: gr.Column | None = None  # shown only while the chosen method takes a picture
    shared: frozenset[str] = frozenset()  # settings that damage and methods have in common

    @property
    def inputs(self) -> set[Any]:
        """All widgets, for events that take a recipe."""
        groups = (*self.damages.values(), *self.methods.values())
        widgets = {widget for controls in groups for widget in controls.widgets.values()}
        widgets |= {self.source, self.chooser, self.language}
        return widgets if self.damage is None else widgets | {self.damage}

    @property
    def restorable(self) -> list[Any]:
        """All widgets that restore() may update."""
        groups = (*self.damages.values(), *self.methods.values())
        inputs = [w for w in self.inputs if w is not self.language]
        shown = [] if self.taking is None else [self.taking]
        return [*inputs, *shown, *(controls.group for controls in groups)]

    def choose_damage(self, damage: str) -> dict[Any, Any]:
        """Return the updates that choose a damage, or none."""
        if self.damage is None:
            return {}
        shown = {c.group: gr.update(visible=name == damage) for name, c in self.damages.items()}
        return {self.damage: damage, **shown}

    @property
    def sigmas(self) -> list[Any]:
        """The widgets that tell a method the level of the noise, of 255."""
        return [c.widgets["sigma"] for c in self.methods.values() if "sigma" in c.widgets]

    def set_sigma(self, sigma: float) -> dict[Any, Any]:
        """Return the updates that tell every method the level of the noise, of 255."""
        value = round(min(sigma, HIGHEST), 1)
        return {widget: gr.update(value=value) for widget in self.sigmas}

    def follow_noise(self) -> None:
        """Let every method know the level of the Gaussian noise as it is chosen."""
        for controls in self.damages.values():
            if any(p.name == "sigma" and p.annotation == Sigma for p in controls.method.parameters):
                fill = f"(sigma) => Array({len(self.sigmas)}).fill(sigma)"
                widget = controls.widgets["sigma"]
                widget.input(None, widget, self.sigmas, js=fill, **BROWSER)  # type: ignore[attr-defined]

    def damaged(self, values: Mapping[Any, Any]) -> Recipe:
        """Return the recipe of the picture that goes into the method.

        Raises:
            InputError: There is no picture, or a setting is out of bounds.
        """
        if values[self.source] is None:
            raise InputError("Choose a sample or drop a picture first.")
        recipe: Recipe = values[self.source].recipe
        if self.damage is None or values[self.damage] == NO_DAMAGE:
            return recipe
        return _with(recipe, self.damages[values[self.damage]], values)

    def recipe(self, values: Mapping[Any, Any], method: str | None = None) -> Recipe:
        """Return the recipe of the result: of the chosen method, or of another."""
        controls = self.methods[method or values[self.chooser]]
        if not controls.method.takes_image:
            return Recipe(None, (Step(controls.method, controls.settings(values)),))
        return _with(self.damaged(values), controls, values)

    def offers(self, method: Method) -> bool:
        """Whether the page has widgets for a method."""
        return any(self._controls(table, method) for table in (self.methods, self.damages))

    def restore(self, recipe: Recipe, path: str | None) -> dict[Any, Any]:
        """Return the updates that set every widget as a recipe says.

        Raises:
            InputError: The recipe does not end with a method of this page.
        """
        updates: dict[Any, Any] = {}
        rest = recipe
        if rest.steps and self._controls(self.methods, rest.steps[-1].method):
            updates |= self._restore(self.chooser, self.methods, rest)
            takes = rest.steps[-1].method.takes_image
            if self.taking is not None:
                updates[self.taking] = gr.update(visible=takes)
            if not takes:
                return updates
            rest = rest.before()
            damage = rest.steps[-1] if rest.steps else None
            if damage and damage.method.field_id == "degradation" and "sigma" in damage.settings:
                updates = self.set_sigma(damage.settings["sigma"]) | updates
        if rest.steps and self._is_damage(rest.steps[-1], recipe.steps[-1]):
            updates |= self._restore(self.damage, self.damages, rest)
            rest = rest.before()
        else:
            updates |= self.choose_damage(NO_DAMAGE)
        return updates | {self.source: Source(str(rest), path)}

    def turned(self, recipe: Recipe, settings: Mapping[str, Any]) -> Recipe:
        """Return the recipe with other settings of its last step, and of the damage before it."""
        *earlier, last = recipe.steps
        if earlier and self._is_damage(earlier[-1], last):
            common = {name: settings[name] for name in self.shared & set(settings)}
            damage = earlier[-1]
            earlier[-1] = replace(damage, settings={**damage.settings, **common})
        return replace(recipe, steps=(*earlier, replace(last, settings=settings)))

    def _is_damage(self, step: Step, last: Step) -> bool:
        """Tell whether the page's own damage can stand for a step before the last one."""
        agreed = all(step.settings.get(n) == last.settings.get(n) for n in self.shared)
        return agreed and self._controls(self.damages, step.method) is not None

    def _restore(
        self, chooser: Any, table: Mapping[str, Controls], recipe: Recipe
    ) -> dict[Any, Any]:
        step = recipe.steps[-1]
        shown = {c.group: gr.update(visible=c.method is step.method) for c in table.values()}
        return {chooser: step.method.id, **shown, **table[step.method.id].update(step.settings)}

    @staticmethod
    def _controls(table: Mapping[str, Controls], method: Method) -> Controls | None:
        found = table.get(method.id)
        return found if found is not None and found.method is method else None


def _with(recipe: Recipe, controls: Controls, values: Mapping[Any, Any]) -> Recipe:
    return recipe.then(controls.method, controls.settings(values))
