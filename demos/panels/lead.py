"""The head of a page: title, and for the chosen method its idea, formula and source."""

from collections.abc import Sequence

import gradio as gr

from core.method import Method
from demos.words import word

LATEX: list[dict[str, str | bool]] = [{"left": "$$", "right": "$$", "display": True}]


def lesson_link(lesson: str, label: object) -> str:
    """Return a button that opens a lesson."""
    return (
        "<button type='button' class='link' data-open-tab='lessons' "
        f"data-lesson='{lesson}'>{label}</button>"
    )


def build_lead(title: str, methods: Sequence[Method], first: str) -> dict[str, gr.Column]:
    """Draw the head of the page and return each method's group."""
    gr.HTML(f"<h1>{word(title)}</h1>", elem_classes="lead")
    return {method.id: _idea(method, visible=method.id == first) for method in methods}


def _idea(method: Method, *, visible: bool) -> gr.Column:
    docstring = method.docstring
    with gr.Column(visible=visible, elem_classes="idea") as group:
        text = f"{docstring.summary} {docstring.description}".strip()
        gr.HTML(f"<p>{word(text)}</p>", elem_classes="lead")
        if docstring.formula:
            formula = f"$$ {docstring.formula} $$"
            gr.Markdown(formula, latex_delimiters=LATEX, elem_classes="formula")
        lesson = method.field.lesson_of(method)
        more = lesson_link(lesson, word("Read more")) if lesson else ""
        gr.HTML(f"<p class='source'>{docstring.source} {more}</p>")
    return group
