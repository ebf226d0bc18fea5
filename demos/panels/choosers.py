"""Choosers; alone here, since gradio writes a stub beside its components' subclasses.

A browser may post a choice by its label, in whatever language it shows: in events that go off
before it has mapped labels to values, such as a tab that opens or a change of the language.
"""

from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.i18n import I18nData

from demos.words import LANGUAGES, say


class Dropdown(gr.Dropdown):
    """A list of choices, taken by value or by label."""

    is_template = True  # drawn by gradio's own component

    def preprocess(self, payload: Any) -> Any:
        """Return the value that was chosen."""
        return super().preprocess(value_of(payload, self.choices))


class Radio(gr.Radio):
    """Choices side by side, taken by value or by label."""

    is_template = True  # drawn by gradio's own component

    def preprocess(self, payload: Any) -> Any:
        """Return the value that was chosen."""
        return super().preprocess(value_of(payload, self.choices))


def value_of(payload: Any, choices: Sequence[Any]) -> Any:
    """Return the value of what was posted: it is one, or a choice's label in some language.

    An empty list of choices posts an empty text for nothing.
    """
    if any(payload == value for _, value in choices):
        return payload
    if payload == "":
        return None
    for label, value in choices:
        if payload in _labels(label):
            return value
    return payload


def _labels(label: Any) -> set[str]:
    """Return what a choice is called in every language."""
    text = label.key if isinstance(label, I18nData) else str(label)
    return {text, *(say(text, language) for language in LANGUAGES)}
