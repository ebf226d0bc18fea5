"""What one page works with: its picture, the damage, the method, and the recipe they make."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as default
from typing import Any, get_args

import gradio as gr

from core.method import Method, Sigma
from core.recipe import Recipe, Step, step_of
from core.sentence import InputError
from core.told import told_by
from demos.panels.controls import BROWSER, Controls
from demos.panels.source import Others, Source
from demos.panels.wells import Well

NO_DAMAGE = "none"
HIGHEST: float = get_args(Sigma)[1].high  # that a method can be told, of 255


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
    wells: Mapping[str, Well] = default(default_factory=dict)  # of settings that are pictures

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
        wells = [well.column for well in self.wells.values()]
        return [*inputs, *shown, *wells, *(controls.group for controls in groups)]

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

    def tell(self, damage: Step) -> dict[Any, Any]:
        """Return the updates that tell every method what a damage knows."""
        updates: dict[Any, Any] = {}
        for controls in self.methods.values():
            settings = told_by(damage, controls.method)
            if "sigma" in settings:
                settings["sigma"] = round(min(settings["sigma"], HIGHEST), 1)
            updates |= controls.update(settings)
        own = self.damages.get(damage.method.id)
        common = set() if own is None else set(own.widgets.values())
        return {w: u for w, u in updates.items() if w not in common}

    def follow_damage(self) -> None:
        """Let every method know what a damage knows as it is chosen, without asking the server."""
        for controls in self.damages.values():
            for parameter in controls.method.parameters:
                widget = controls.widgets[parameter.name]
                found = [
                    c.widgets[parameter.name]
                    for c in self.methods.values()
                    if any(p.name == parameter.name and p.is_told for p in c.method.parameters)
                ]
                told = [w for w in dict.fromkeys(found) if w is not widget]
                if parameter.is_told and told:
                    filled = f"(known) => Array({len(told)}).fill(known)"
                    fill = filled if len(told) > 1 else "(known) => known"
                    listen = widget.change if parameter.fits else widget.input  # type: ignore[attr-defined]
                    listen(None, widget, told, js=fill, **BROWSER)

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
            return Recipe(None, (step_of(controls.method, controls.settings(values)),))
        return _with(self.damaged(values), controls, values)

    def offers(self, method: Method) -> bool:
        """Whether the page has widgets for a method."""
        return any(self._controls(table, method) for table in (self.methods, self.damages))

    def restore(self, recipe: Recipe, path: str | None, others: Others = ()) -> dict[Any, Any]:
        """Return the updates that set every widget as a recipe says.

        Args:
            recipe: What to restore.
            path: File of the uploaded picture that it starts from, if it is at hand.
            others: Files of the pictures in its settings.

        Raises:
            InputError: The recipe does not end with a method of this page.
        """
        updates: dict[Any, Any] = {}
        rest = recipe
        if rest.steps and self._controls(self.methods, rest.steps[-1].method):
            updates |= self._restore(self.chooser, self.methods, rest)
            last = rest.steps[-1].method.id
            wells = self.wells.values()
            updates |= {w.column: gr.update(visible=last in w.takers) for w in wells if w.takers}
            takes = rest.steps[-1].method.takes_image
            if self.taking is not None:
                updates[self.taking] = gr.update(visible=takes)
            if not takes:
                return updates
            rest = rest.before()
            damage = rest.steps[-1] if rest.steps else None
            if damage and damage.method.field.damages:
                updates = self.tell(damage) | updates
        if rest.steps and self._is_damage(rest.steps[-1], recipe.steps[-1]):
            updates |= self._restore(self.damage, self.damages, rest)
            rest = rest.before()
        else:
            updates |= self.choose_damage(NO_DAMAGE)
        return updates | {self.source: Source(str(rest), path, others)}

    def turned(self, recipe: Recipe, settings: Mapping[str, Any]) -> Recipe:
        """Return the recipe with other settings of its last step, and of the damage before it."""
        *earlier, last = recipe.steps
        if earlier and self._is_damage(earlier[-1], last):
            damage = earlier[-1]
            names = self.shared & set(settings) & set(damage.settings)
            common = {name: settings[name] for name in names}
            earlier[-1] = replace(damage, settings={**damage.settings, **common})
        return replace(recipe, steps=(*earlier, replace(last, settings=settings)))

    def _is_damage(self, step: Step, last: Step) -> bool:
        """Tell whether the page's own damage can stand for a step before the last one."""
        both = [n for n in self.shared if n in step.settings and n in last.settings]
        agreed = all(step.settings[n] == last.settings[n] for n in both)
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
