"""Lessons tab: the reading behind the other tabs, in both languages."""

from pathlib import Path

import gradio as gr

from demos.panels.work import Workshop

ID = "lessons"
TITLE = "Lessons"
FOLDER = Path(__file__).parent
LATEX: list[dict[str, str | bool]] = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": "$", "right": "$", "display": False},
]


def build(language: gr.Radio, workshop: Workshop) -> None:
    """Draw the tab; the style sheet shows the language that the page is in."""
    for folder in ("en", "zh"):
        for path in sorted((FOLDER / folder).glob("*.md")):
            text = path.read_text(encoding="utf-8")
            gr.Markdown(text, latex_delimiters=LATEX, elem_classes=["lesson", f"only-{folder}"])
