"""Widgets for a method's settings, read from its parameters."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import gradio as gr

from core.chain import Chain
from core.method import Method, Parameter
from core.recipe_text import from_link, read_setting
from demos.panels.choosers import Dropdown, Radio
from demos.words import word

BROWSER: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
NOTHING: Mapping[str, gr.components.Component] = MappingProxyType({})
FEW = 6  # choices; up to here they are chips, beyond a dropdown


@dataclass(frozen=True)
class Controls:
    """The widgets of one method and the group that is shown while it is chosen."""

    method: Method
    group: gr.Column
    widgets: Mapping[str, gr.components.Component]

    def settings(self, values: Mapping[Any, Any]) -> dict[str, Any]:
        """Return the checked settings from the widgets' values."""
        given = {name: values[w] for name, w in self.widgets.items()}
        for parameter in self.method.parameters:
            if parameter.fits is not None:
                chain = read_picture(given.pop(parameter.name), parameter)
                given |= {} if chain is None else {parameter.name: chain}
        return self.method.check(given)

    def update(self, settings: Mapping[str, Any]) -> dict[Any, Any]:
        """Return the updates that put settings into the widgets."""
        shown = {n: str(v) if isinstance(v, Chain) else v for n, v in settings.items()}
        return {self.widgets[name]: gr.update(value=value) for name, value in shown.items()}


def read_picture(text: str | None, parameter: Parameter) -> Chain | None:
    """Return the picture that a text stands for, a recipe or a link; nothing where it is empty.

    Raises:
        InputError: The text is no picture's.
    """
    text = (text or "").strip()
    if text.startswith(("?", "http://", "https://")):
        text = str(from_link(text))
    return read_setting(text, parameter) if text else None


def build_controls(
    method: Method,
    *,
    visible: bool,
    prefix: str,
    presets: bool = True,
    shared: Mapping[str, gr.components.Component] = NOTHING,
) -> Controls:
    """Draw the settings of a method inside the layout that is open.

    Args:
        method: Whose settings they are.
        visible: Whether they are seen at first.
        prefix: Of the widgets' ids.
        presets: Whether to draw the presets too.
        shared: Widgets by setting that are drawn elsewhere already, for several methods.
    """
    own = [p for p in method.parameters if p.name not in shared]
    with gr.Column(visible=visible, elem_classes="settings", min_width=0) as group:
        chips = _presets(method, prefix) if presets else None
        common = [p for p in own if not p.is_rare and not p.is_seed]
        rare = [p for p in own if p.is_rare or p.is_seed]
        widgets = dict(shared)
        widgets |= {p.name: build_widget(p, f"{prefix}-{method.id}-{p.name}") for p in common}
        if rare:
            with gr.Accordion(word("More settings"), open=False):
                widgets |= {p.name: build_widget(p, f"{prefix}-{method.id}-{p.name}") for p in rare}
    if chips is not None:
        _connect_presets(chips, method, widgets)
    return Controls(method, group, {p.name: widgets[p.name] for p in method.parameters})


def show_while(chooser: gr.components.Component, column: gr.Column, names: Sequence[str]) -> None:
    """Let a chooser show a column while one of the names is chosen, without asking the server."""
    shown = f"(chosen) => ({{__type__: 'update', visible: {json.dumps(names)}.includes(chosen)}})"
    chooser.change(None, chooser, column, js=shown, **BROWSER)  # type: ignore[attr-defined]


def show_chosen(chooser: gr.components.Component, groups: Mapping[str, gr.Column]) -> None:
    """Let a chooser show the group of the chosen method only, without asking the server."""
    names = json.dumps(list(groups))
    chooser.change(  # type: ignore[attr-defined]
        None,
        chooser,
        list(groups.values()),
        js=f"(chosen) => {names}.map(name => ({{__type__: 'update', visible: name === chosen}}))",
        **BROWSER,
    )


def _presets(method: Method, prefix: str) -> gr.Radio | None:
    if not method.presets:
        return None
    return Radio(
        [(word(name), name) for name in method.presets],
        value="balanced",
        label=word("Preset"),
        elem_classes="chips",
        elem_id=f"{prefix}-{method.id}-preset",
    )


def _connect_presets(
    presets: gr.Radio, method: Method, widgets: Mapping[str, gr.components.Component]
) -> None:
    """A preset fills the settings it speaks of; settings moved by hand name their preset."""
    names = [name for name in widgets if name in {**method.gentle, **method.strong}]
    parts = [widgets[name] for name in names]
    table = json.dumps({k: [s[name] for name in names] for k, s in method.presets.items()})
    found = f"Object.entries({table}).find(([, row]) => row.every((v, i) => v === values[i]))"
    pick = "" if len(parts) > 1 else "[0]"  # Gradio wants no list for a single widget
    presets.input(None, presets, parts, js=f"(preset) => ({table})[preset]{pick}", **BROWSER)
    for part in parts:
        part.change(  # type: ignore[attr-defined]
            None, parts, presets, js=f"(...values) => ({found} ?? [null])[0]",
            **BROWSER,
        )  # fmt: skip


def build_widget(parameter: Parameter, elem_id: str) -> gr.components.Component:
    """Draw the widget of a setting inside the layout that is open."""
    common: dict[str, Any] = {
        "value": "" if parameter.is_needed else parameter.default,
        "label": word(parameter.label),
        "info": word(parameter.help) if parameter.help else None,
        "elem_id": elem_id,
    }
    if parameter.is_seed:
        return gr.Number(precision=0, minimum=0, **common)
    if parameter.range is not None:
        low, high, step = parameter.range.low, parameter.range.high, parameter.range.step
        return gr.Slider(low, high, step=step, **common)
    if parameter.choices:
        choices = [(word(title), choice) for choice, title in parameter.titles.items()]
        if len(choices) <= FEW:
            return Radio(choices, elem_classes="chips", **common)
        return Dropdown(choices, **common)
    if parameter.type is bool:
        return gr.Checkbox(**common)
    if parameter.has_lines:
        return gr.Textbox(lines=4, max_lines=16, elem_classes="long-text", **common)
    return gr.Textbox(max_lines=1, elem_classes="short-text", **common)
