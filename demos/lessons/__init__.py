"""Lessons tab: the reading behind the other tabs, in both languages."""

from pathlib import Path

import gradio as gr

from core.fields import FIELDS
from demos.panels.lead import lesson_link
from demos.panels.work import Workshop

ID = "lessons"
TITLE = "Lessons"
FOLDER = Path(__file__).parent
LATEX: list[dict[str, str | bool]] = [
    {"left": "$$", "right": "$$", "display": True},
    {"left": "$", "right": "$", "display": False},
]


ORDER = tuple(lesson for field in FIELDS for lesson in field.lessons)


def build(language: gr.Radio, workshop: Workshop) -> None:
    """Draw the tab; the style sheet shows the language that the page is in."""
    for folder in ("en", "zh"):
        texts = {n: (FOLDER / folder / f"{n}.md").read_text(encoding="utf-8") for n in ORDER}
        heads = {name: text.partition("\n")[0].lstrip("# ") for name, text in texts.items()}
        links = " · ".join(lesson_link(name, head) for name, head in heads.items())
        gr.HTML(f"<nav>{links}</nav>", elem_classes=["contents", f"only-{folder}"])
        for name, text in texts.items():
            gr.Markdown(
                text,
                latex_delimiters=LATEX,
                elem_id=f"{folder}-lesson-{name}",
                elem_classes=["lesson", f"only-{folder}"],
            )
