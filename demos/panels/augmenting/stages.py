"""The list of a pipeline's stages, and what a press on it means."""

from collections.abc import Mapping
from html import escape
from typing import Any

from core.augmentation.pipeline import Pipeline, Stage
from core.chain import Chain, name_of
from core.sentence import Sentence
from demos.panels.text import message
from demos.words import say

PRESSED = """
let last = "";
const tell = (act, value) => { last = act; trigger("select", { act, value }); };
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-act]");
  if (button) tell(button.dataset.act, "");
});
element.addEventListener("change", (event) => {
  const field = event.target.closest("input[data-act]");
  if (field) tell(field.dataset.act, field.value);
});
// The list is drawn anew after each press: the stage that was moved keeps the focus.
new MutationObserver(() => {
  const [verb, place] = last.split(" ");
  const moved = Number(place) + ({ up: -1, down: 1 }[verb] ?? 0);
  if (last) element.querySelector(`[data-act="${verb} ${moved}"]`)?.focus();
  last = "";
}).observe(element, { childList: true, subtree: true });
"""
MOVES = {"up": -1, "down": 1}
UNSET = ("probability", "seed")  # settings that a row does not list


def acted(pipeline: Pipeline, act: str, value: str) -> Pipeline:
    """Return the pipeline after a press: a stage moved, removed, or of another probability.

    Raises:
        InputError: The probability is none.
    """
    verb, _, place = act.partition(" ")
    stages, at = list(pipeline.stages), int(place)
    if at >= len(stages):
        return pipeline
    stage = stages.pop(at)
    if verb == "probability":
        settings = stage.method.check({**stage.settings, "probability": _number(value)})
        stages.insert(at, Stage(stage.method, settings))
    elif verb in MOVES:
        stages.insert(max(0, at + MOVES[verb]), stage)
    return Pipeline(tuple(stages))


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def rows_html(pipeline: Pipeline, language: str) -> str:
    """Return the list of stages, each with its probability and buttons that move it."""
    if not pipeline.stages:
        return message(say("The pipeline has no stages yet.", language))
    count = len(pipeline.stages)
    rows = (_row(k, count, stage, language) for k, stage in enumerate(pipeline.stages))
    return f'<ol class="stages">{"".join(rows)}</ol>'


def _row(place: int, count: int, stage: Stage, language: str) -> str:
    title = say(stage.method.title, language)
    named = {"method": stage.method.title}
    buttons = [
        ("up", "↑", Sentence("Move {method} up", named), place > 0),
        ("down", "↓", Sentence("Move {method} down", named), place < count - 1),
        ("remove", "✕", Sentence("Remove {method}", named), True),
    ]
    drawn = "".join(
        f'<button type="button" data-act="{act} {place}" aria-label="'
        f'{escape(say(label, language))}"{"" if live else " disabled"}>'
        f"{sign}</button>"
        for act, sign, label, live in buttons
    )
    return (
        f"<li><span><b>{escape(title)}</b> <small>{escape(_settings(stage, language))}</small>"
        f"</span><label>{escape(say('probability', language))} "
        f'<input type="number" min="0" max="1" step="0.05" data-act="probability {place}" '
        f'value="{stage.settings["probability"]:g}"></label><span>{drawn}</span></li>'
    )


def _settings(stage: Stage, language: str) -> str:
    told = [p for p in stage.method.parameters if p.name not in UNSET]
    return ", ".join(
        f"{say(p.label, language)} {_value(p.titles, stage.settings[p.name], language)}"
        for p in told
    )


def _value(titles: Mapping[str, str], value: Any, language: str) -> str:
    if isinstance(value, str) and value in titles:
        return say(titles[value], language)
    return name_of(value) if isinstance(value, str | Chain) else f"{value:g}"
